"""A file as one multipart body of known length, made while it is sent.

An HTTP library's own multipart wants the whole file in memory or sends it chunked, which upload
gateways refuse (docs/decisions.md#the-http-client). The frame around the bytes is all there is to
it.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass

from core.nemo.errors import SizeMismatch, SourceFailed

_MIME = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class UploadSource:
    """A file to upload: `size` in bytes as announced; `chunks` are read once, as they are sent."""

    name: str
    size: int
    mime: str
    chunks: AsyncIterator[bytes]


class FileFrame:
    """The multipart frame of one file in a part named `files`.

    `boundary` must not occur in the file; a random one of 128 bits does not.
    """

    def __init__(self, source: UploadSource, boundary: str) -> None:
        self._source = source
        mime = source.mime if _MIME.fullmatch(source.mime) else "application/octet-stream"
        self._head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="files"; filename="{_quoted(source.name)}"\r\n'
            f"Content-Type: {mime}\r\n\r\n"
        ).encode("utf-8", "replace")
        self._foot = f"\r\n--{boundary}--\r\n".encode()
        self.headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Content-Length": str(len(self._head) + source.size + len(self._foot)),
        }

    async def body(self, on_sent: Callable[[int], None] | None) -> AsyncGenerator[bytes, None]:
        """The whole body; `on_sent` hears the file's bytes handed over so far, in all.

        Raises SizeMismatch when the file is not as long as announced, SourceFailed when it
        cannot be read: the request stays incomplete, so that the backend cannot take it.
        """
        yield self._head
        sent = 0
        while (chunk := await self._next()) is not None:
            if sent + len(chunk) > self._source.size:
                raise SizeMismatch(announced=self._source.size, got=sent + len(chunk))
            yield chunk
            sent += len(chunk)
            if on_sent is not None and chunk:
                on_sent(sent)
        if sent != self._source.size:
            raise SizeMismatch(announced=self._source.size, got=sent)
        yield self._foot

    async def _next(self) -> bytes | None:
        """The source's next chunk; raises SourceFailed, which no error of the connection is."""
        try:
            return await anext(self._source.chunks, None)
        except Exception as exc:
            # As a value: the HTTP client cuts off an exception's cause on its way through.
            raise SourceFailed(reason=exc) from exc


def _quoted(name: str) -> str:
    # As browsers do it (WHATWG, multipart/form-data encoding algorithm).
    return name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
