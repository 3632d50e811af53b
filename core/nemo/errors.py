"""Every way in which a call to the backend can end badly, as one tree.

    NemoError
    ├── Unreached            the server never saw the call: connect errors, pool timeouts
    │   └── TooManyStreams   our own bounded queue of streams is full
    ├── ConnectionLost       sent, then silence, a reset or broken HTTP: nobody knows what ran
    │   └── TooSlow          a result that comes so slowly that it would never be there
    ├── ServerFault          HTTP 5xx, or a code nobody has documented
    │   └── StorageFull      HTTP 507: no room on its disk
    ├── MalformedAnswer      an answer that is not what the contract describes
    ├── SourceFailed         the file to upload could not be read to its end
    │   └── SizeMismatch     ... or is not as long as it was announced
    └── Refused              the backend declined: the call did not run
        ├── TokenRejected    codes 1001, 1010, 1011, HTTP 401
        ├── SessionNotFound  code 1002, HTTP 404 that names the session
        ├── ClientIdMissing  HTTP 400 that names X-Client-Id
        ├── RateLimited      HTTP 429
        ├── UnsafeAddress    a result's address that does not lie on the public internet
        ├── OutOfCredits     code 2001
        ├── ExportBlocked    HTTP 402: the plan, not the credits
        ├── UnsupportedFile  code 4001, HTTP 415
        └── FileTooLarge     code 4002, HTTP 413
            ├── ProjectFull  the embedded studio's bounds: of a project,
            ├── PersonFull   of all projects of a person,
            └── TooMuchInside    of pixels, frames and minutes

Each says whether the call may be repeated (`repeat`).
Source: docs/wire-api.md#envelope; docs/decisions.md#work-that-survives.
"""

from __future__ import annotations

import enum
import re
from typing import ClassVar

DEFAULT_RETRY_AFTER_S = 30.0
BEARABLE_WAIT_S = 120.0


class Repeat(enum.Enum):
    """May the very same call be made again? Reads may always be: this is about effects."""

    SAFE = "it surely did not run: may be repeated once its cause is mended"
    AMBIGUOUS = "it may have run: look at the state, never repeat blindly"
    NEVER = "it did not run, and repeating it cannot help"


# The token's shapes, wherever they may turn up: a backend may echo what it was sent.
_SECRETS = re.compile(r"(?:nmv_usr_|clm_)[^\s\"'<>&]+|(?i:bearer)\s+[^\s\"'<>]+")
_DETAIL_LIMIT = 300


def redact(text: str, *secrets: str) -> str:
    """`text` without tokens: the given ones and whatever looks like one; at most 300 characters."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "[token]")
    text = _SECRETS.sub("[token]", text)
    return " ".join(text.split())[:_DETAIL_LIMIT]


class NemoError(Exception):
    """A call to the backend failed; its text is for operators and holds no token.

    `call` is the client's method name, `status` the HTTP status, `code` the envelope's code,
    `detail` the backend's own words, redacted.
    """

    repeat: ClassVar[Repeat] = Repeat.AMBIGUOUS

    def __init__(
        self,
        detail: str = "",
        *,
        call: str = "",
        status: int | None = None,
        code: int | None = None,
    ) -> None:
        self.detail = redact(detail)
        self.call = call
        self.status = status
        self.code = code
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        facts = [self.call, f"HTTP {self.status}" if self.status else ""]
        facts.append(f"code {self.code}" if self.code is not None else "")
        where = ", ".join(fact for fact in facts if fact)
        text = type(self).__name__ + (f" ({where})" if where else "")
        return f"{text}: {self.detail}" if self.detail else text

    def __repr__(self) -> str:
        return f"<{self._sentence()}>"


class Unreached(NemoError):
    """The server never saw the call: connect error, connect timeout, refused proxy."""

    repeat = Repeat.SAFE


class TooManyStreams(Unreached):
    """Our own queue for streams is full; nothing was sent."""


class ConnectionLost(NemoError):
    """The call was sent, then came a timeout, a reset or broken HTTP."""


class TooSlow(ConnectionLost):
    """A result drips: reading it again from the same place would take as long."""


class ServerFault(NemoError):
    """HTTP 5xx or an undocumented code: the call may have run before it failed."""


class StorageFull(ServerFault):
    """The server has no room on its disk; the embedded studio's disk is this machine's."""


class MalformedAnswer(NemoError):
    """The server answered success, in a form the contract does not know or of absurd size."""


class SourceFailed(NemoError):
    """The file could not be read to its end (`reason`); the backend got no complete request."""

    repeat = Repeat.SAFE

    def __init__(self, detail: str = "", *, reason: Exception | None = None) -> None:
        self.reason = reason
        detail = detail or f"{type(reason).__name__} while reading the file"
        super().__init__(detail, call="upload")


class SizeMismatch(SourceFailed):
    """The file is longer or shorter than announced (`announced`, `got` in bytes)."""

    def __init__(self, *, announced: int, got: int) -> None:
        self.announced = announced
        self.got = got
        super().__init__(f"announced {announced} bytes, the source gave {got}")


class Refused(NemoError):
    """The backend declined: HTTP 4xx, or a redirect where none is expected."""

    repeat = Repeat.NEVER


class TokenRejected(Refused):
    """The token is bad or has expired: a new one with the same client id, then repeat."""

    repeat = Repeat.SAFE


class SessionNotFound(Refused):
    """The session is gone: a new one, and the user is told."""

    repeat = Repeat.SAFE


class ClientIdMissing(Refused):
    """The token call went out without a usable X-Client-Id."""

    repeat = Repeat.SAFE


class RateLimited(Refused):
    """Too many calls; `retry_after` says how many seconds to wait.

    `bearable`: somebody who watches the progress would wait for it.
    """

    repeat = Repeat.SAFE

    def __init__(
        self,
        detail: str = "",
        *,
        call: str = "",
        status: int | None = None,
        code: int | None = None,
        retry_after: float = DEFAULT_RETRY_AFTER_S,
    ) -> None:
        self.retry_after = retry_after
        super().__init__(detail, call=call, status=status, code=code)

    @property
    def bearable(self) -> bool:
        """Whether waiting and asking once more is better than saying so at once."""
        return self.retry_after <= BEARABLE_WAIT_S


class UnsafeAddress(Refused):
    """The backend named an address inside some network, which is neither fetched nor shown."""


class OutOfCredits(Refused):
    """No credits left."""


class ExportBlocked(Refused):
    """The plan blocks the export: this is not about credits."""


class UnsupportedFile(Refused):
    """The backend does not take this kind of file."""


class FileTooLarge(Refused):
    """The file is over the backend's 200 MB."""


class ProjectFull(FileTooLarge):
    """The project holds as many files or bytes as one may."""


class PersonFull(FileTooLarge):
    """A person's projects together hold as many bytes as they may."""


class TooMuchInside(FileTooLarge):
    """The file has more pixels, frames or minutes than the embedded studio takes."""
