"""Voice notes as words: any server with `POST /v1/audio/transcriptions` (docs/voice.md)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr

from core.speech import Transcript, TranscriptionFailed

# So many at once, and so many more in line: who comes then is asked instead.
AT_ONCE: Final = 4
WAITING: Final = 16
# All of one call, and the most that an answer about two minutes of speech can hold.
SECONDS: Final = 60.0
ANSWER_BYTES: Final = 1 << 20
_PATH: Final = "/audio/transcriptions"
# The first tells how sure the server is; models that know no such format get the second.
_FORMATS: Final = ("verbose_json", "json")


class SpeechServer:
    """`core.speech.Transcriber`, over one server. It keeps nothing of what it is sent."""

    def __init__(self, base_url: str, key: SecretStr | None, model: str) -> None:
        self.url = endpoint(base_url)
        self._model = model
        headers = {"Accept": "application/json"}
        if key is not None and key.get_secret_value():
            headers["Authorization"] = f"Bearer {key.get_secret_value()}"
        self._client = httpx.AsyncClient(
            headers=headers,
            follow_redirects=False,  # the key is for this server alone
            timeout=httpx.Timeout(SECONDS, connect=10.0, pool=None),
        )
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._open = 0
        self._format = _FORMATS[0]

    @property
    def host(self) -> str:
        """Whom recordings are sent to."""
        return urlsplit(self.url).hostname or ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    async def transcribe(self, sound: bytes, name: str, mime: str) -> Transcript:
        """`Transcriber.transcribe`; raises TranscriptionFailed."""
        if self._open >= AT_ONCE + WAITING:
            raise TranscriptionFailed("too many recordings wait")
        self._open += 1
        try:
            async with asyncio.timeout(SECONDS), self._slots:
                return await self._transcribe((name, sound, mime or "application/octet-stream"))
        except TimeoutError as error:
            raise TranscriptionFailed("the speech server took too long") from error
        except httpx.HTTPError as error:
            raise TranscriptionFailed("it does not answer") from error
        finally:
            self._open -= 1

    async def _transcribe(self, file: tuple[str, bytes, str]) -> Transcript:
        status, body = await self._post(file)
        if status == httpx.codes.BAD_REQUEST and self._format != _FORMATS[-1]:
            self._format = _FORMATS[-1]
            status, body = await self._post(file)
        if status != httpx.codes.OK:
            raise TranscriptionFailed(f"the speech server answered {status}")
        return read(body)

    async def _post(self, file: tuple[str, bytes, str]) -> tuple[int, bytes]:
        data = {"model": self._model, "response_format": self._format}
        body = bytearray()
        async with self._client.stream("POST", self.url, data=data, files={"file": file}) as answer:
            async for chunk in answer.aiter_bytes():
                body += chunk
                if len(body) > ANSWER_BYTES:
                    raise TranscriptionFailed("the speech server's answer is too long")
        return answer.status_code, bytes(body)


def endpoint(base_url: str) -> str:
    """Where recordings go; the address may be the server's, its `/v1`, or the endpoint itself."""
    base = base_url.rstrip("/")
    if base.endswith(_PATH):
        return base
    return f"{base}{_PATH}" if base.endswith("/v1") else f"{base}/v1{_PATH}"


def read(body: bytes) -> Transcript:
    """An answer in either format; raises TranscriptionFailed for what is none."""
    try:
        found = json.loads(body)
    except ValueError as error:
        raise TranscriptionFailed("the speech server's answer is no JSON") from error
    text = found.get("text") if isinstance(found, dict) else None
    if not isinstance(text, str):
        raise TranscriptionFailed("the speech server's answer has no text")
    language = found.get("language")
    return Transcript(
        text,
        language if isinstance(language, str) else "",
        logprob=_mean(found, "avg_logprob"),
        silence=_mean(found, "no_speech_prob"),
        compression=max(_figures(found, "compression_ratio"), default=None),
    )


def _mean(answer: Mapping[str, Any], name: str) -> float | None:
    figures = list(_figures(answer, name))
    return sum(figures) / len(figures) if figures else None


def _figures(answer: Mapping[str, Any], name: str) -> Iterator[float]:
    segments = answer.get("segments")
    for segment in segments if isinstance(segments, list) else ():
        figure = segment.get(name) if isinstance(segment, dict) else None
        if isinstance(figure, int | float) and not isinstance(figure, bool):
            yield float(figure)
