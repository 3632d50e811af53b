"""What a person is told when something did not work: one sentence, and what to do next."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass

from core.accounts import Access, AccessError, LinkAgain, NoTrialLeft
from core.chat import (
    Attachment,
    AttachmentEmpty,
    AttachmentFolder,
    AttachmentForbidden,
    AttachmentGone,
    AttachmentMissing,
    AttachmentTooBig,
    AttachmentUnavailable,
    AttachmentUnreadable,
    ChatError,
    Medium,
)
from core.config import UPLOAD_LIMIT
from core.language import formats
from core.language.phrases import plain, say, sentences
from core.nemo.errors import (
    ExportBlocked,
    FileTooLarge,
    NemoError,
    OutOfCredits,
    PersonFull,
    ProjectFull,
    RateLimited,
    Refused,
    SourceFailed,
    StorageFull,
    TooMuchInside,
    Unreached,
    UnsupportedFile,
)
from core.nemo.events import AgentError
from core.store.records import AccountKind, JobKind
from core.work.answers.media import TAKEN, ending

# The embedded studio's bounds; the cloud names none but that of a file's bytes.
BOUND_PHRASES: tuple[tuple[type[Exception], str], ...] = (
    (ProjectFull, "file-project-full"),
    (PersonFull, "file-person-full"),
    (TooMuchInside, "file-too-much"),
)
FILE_PHRASES: tuple[tuple[type[Exception], str], ...] = (
    (UnsupportedFile, "file-unsupported"),
    (AttachmentMissing, "file-missing"),
    (AttachmentGone, "file-link-expired"),
    (AttachmentEmpty, "file-empty"),
    (AttachmentFolder, "file-directory"),
    (AttachmentForbidden, "file-no-permission"),
    (AttachmentUnavailable, "file-download-failed"),
    (AttachmentUnreadable, "file-unreadable"),
    (OSError, "file-unreadable"),
    (ChatError, "file-download-failed"),
    (SourceFailed, "file-download-failed"),
)


def _phrase(phrases: Sequence[tuple[type[Exception], str]], error: Exception) -> str:
    return next((key for kind, key in phrases if isinstance(error, kind)), "")


def is_disk_full(error: BaseException | None) -> bool:
    """Whether there was no room left on this machine's disk."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Failure:
    """What is told of a failure, and which buttons go with it.

    `retry`: asking for the same again may help. `link`: the way out is a link for its person
    alone, which a button gives.
    """

    text: str
    retry: bool = False
    link: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The language to speak, and where this installation can send people.

    `shared`: others read along, so a link that gives an account away is replaced by the name of
    the button that gives it to one person.
    """

    language: str
    web_url: str = ""
    studio: bool = False
    shared: bool = False
    upload_limit: int = UPLOAD_LIMIT

    def failure(self, error: NemoError | AccessError, access: Access | None = None) -> Failure:
        """What to tell of a call that failed (docs/wire-api.md#envelope)."""
        if isinstance(error, OutOfCredits):
            return self.no_credits(access)
        if isinstance(error, ExportBlocked):
            return self.plan_too_small(access)
        retry = not isinstance(error, Refused) or isinstance(error, RateLimited)
        return Failure(self._sentence(error), retry)

    def agent(self, error: AgentError, access: Access | None) -> Failure:
        """What to tell of a turn that the agent itself ended, with nothing changed."""
        if isinstance(error.cause, OutOfCredits | ExportBlocked | RateLimited):
            return self.failure(error.cause, access)
        return Failure(self._say("error-agent"))

    def capped(self, kind: JobKind, limit: int) -> Failure:
        """The day's number of these is used up; 0: nobody may start any."""
        exports = kind is JobKind.EXPORT
        if limit:
            told = self._say("cap-exports" if exports else "cap-turns", limit=limit)
        else:
            told = self._say("cap-exports-closed" if exports else "cap-turns-closed")
        way = "" if self.studio else self._say("cap-login")
        return Failure(sentences(self.language, told, way))

    def no_credits(self, access: Access | None) -> Failure:
        """There are no credits left on that account."""
        if access is not None and access.kind is AccountKind.SHARED:
            return Failure(self._say("error-no-credits-shared"))
        trial = access is not None and access.kind is AccountKind.ANONYMOUS
        return self._register("error-no-credits-trial" if trial else "error-no-credits", access)

    def plan_too_small(self, access: Access | None) -> Failure:
        """That account's plan has no exports."""
        return self._register("error-plan-blocks-export", access)

    def _sentence(self, error: NemoError | AccessError) -> str:
        if isinstance(error, LinkAgain):
            return self._say("error-link-again")
        if isinstance(error, NoTrialLeft):
            return self._say("error-trial-rate-limited")
        if isinstance(error, AccessError):
            return self._say("error-access")
        if isinstance(error, RateLimited):
            return self._say("error-rate-limited")
        if isinstance(error, StorageFull) and self.studio:
            return self._say("error-disk-full")
        if isinstance(error, Unreached):
            return self._say("error-studio-down" if self.studio else "error-backend-unreachable")
        return self._say("error-backend-down")

    def file(self, error: Exception, source: Attachment) -> str:
        """The sentence for a file that did not get through."""
        name = plain(source.name)
        if is_disk_full(error) or (isinstance(error, StorageFull) and self.studio):
            return self._say("error-disk-full")
        if full := _phrase(BOUND_PHRASES, error):
            return self._say(full, name=name)
        if isinstance(error, FileTooLarge):
            # What the backend refuses although it is below the setting: its usual limit holds.
            within = 0 < (source.size or 0) <= self.upload_limit
            bound = min(self.upload_limit, UPLOAD_LIMIT) if within else self.upload_limit
            limit = formats.limit(self.language, bound)
            size = formats.size(self.language, source.size) if source.size else f"> {limit}"
            return self._say("file-too-large", name=name, size=size, limit=limit)
        if isinstance(error, AttachmentTooBig):
            limit = formats.limit(self.language, error.limit)
            key = "file-over-chat-limit-app" if error.app else "file-over-chat-limit"
            return self._say(key, name=name, limit=limit)
        if source.medium is Medium.LINK:
            return self._say("file-url-failed")
        if isinstance(error, UnsupportedFile) and ending(source) in TAKEN:
            return self._say("file-unreadable", name=name)  # it is no such thing inside
        return self._say(_phrase(FILE_PHRASES, error) or "file-upload-failed", name=name)

    def _register(self, key: str, access: Access | None) -> Failure:
        """A sentence with the way to an account that takes the anonymous one's project along."""
        link = self.web_url
        if access is not None and access.kind is AccountKind.ANONYMOUS and access.backend_user:
            link = f"{self.web_url}/?bind={access.backend_user}"
        withheld = self.shared and link != self.web_url
        shown = f"👇 {self._say('button-link')}" if withheld else link
        return Failure(self._say(key, link=shown), link=withheld)

    def _say(self, key: str, **args: str | int | float) -> str:
        return say(self.language, key, **args)
