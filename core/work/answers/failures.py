"""What a person is told when something did not work: one sentence, and what to do next."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import Final

from core.accounts import Access, AccessError, LinkAgain, NoTrialLeft
from core.chat import (
    Attachment,
    AttachmentEmpty,
    AttachmentFolder,
    AttachmentForbidden,
    AttachmentGone,
    AttachmentMissing,
    AttachmentTooBig,
    AttachmentUnreadable,
    ChatError,
    Medium,
)
from core.language import formats
from core.language.phrases import plain, say
from core.nemo.errors import (
    ExportBlocked,
    FileTooLarge,
    NemoError,
    OutOfCredits,
    RateLimited,
    SourceFailed,
    StorageFull,
    Unreached,
    UnsupportedFile,
)
from core.store.records import AccountKind
from core.work.answers.media import TAKEN, ending

BACKEND_LIMIT: Final = 200 * 1024 * 1024
"""The largest upload in bytes (docs/wire-api.md#upload)."""
FILE_PHRASES: tuple[tuple[type[Exception], str], ...] = (
    (UnsupportedFile, "file-unsupported"),
    (AttachmentMissing, "file-missing"),
    (AttachmentGone, "file-link-expired"),
    (AttachmentEmpty, "file-empty"),
    (AttachmentFolder, "file-directory"),
    (AttachmentForbidden, "file-no-permission"),
    (AttachmentUnreadable, "file-unreadable"),
    (OSError, "file-unreadable"),
    (ChatError, "file-download-failed"),
    (SourceFailed, "file-download-failed"),
)


def is_disk_full(error: BaseException | None) -> bool:
    """Whether there was no room left on this machine's disk."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Wording:
    """The language to speak, and where this installation can send people.

    `shared`: others read along, so a link that gives an account away is replaced by the name of
    the button that gives it to one person (`withholds` tells whether there must be one).
    """

    language: str
    web_url: str = ""
    studio: bool = False
    shared: bool = False

    def failure(self, error: NemoError | AccessError, access: Access | None = None) -> str:
        """The sentence for a call that failed (docs/wire-api.md#envelope)."""
        if isinstance(error, AccessError):
            return self._access(error)
        if isinstance(error, OutOfCredits):
            return self._credits(access)
        if isinstance(error, ExportBlocked):
            return self._say("error-plan-blocks-export", link=self._way_out(access))
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
        if (
            isinstance(error, FileTooLarge)
            and self.studio
            and 0 < (source.size or 0) <= BACKEND_LIMIT
        ):
            # The studio bounds a project as a whole too; the cloud names no such limit.
            return self._say("file-project-full", name=name)
        if isinstance(error, FileTooLarge):
            announced = formats.size(self.language, source.size) if source.size else "> 200 MB"
            return self._say("file-too-large", name=name, size=announced)
        if isinstance(error, AttachmentTooBig):
            limit = formats.limit(self.language, error.limit)
            return self._say("file-over-chat-limit", name=name, limit=limit)
        if source.medium is Medium.LINK:
            return self._say("file-url-failed")
        if isinstance(error, UnsupportedFile) and ending(source) in TAKEN:
            return self._say("file-unreadable", name=name)  # it is no such thing inside
        key = next((key for kind, key in FILE_PHRASES if isinstance(error, kind)), "")
        return self._say(key or "file-upload-failed", name=name)

    def register(self, access: Access | None) -> str:
        """Where an account is made that takes the anonymous one's project along."""
        if access is not None and access.kind is AccountKind.ANONYMOUS and access.backend_user:
            return f"{self.web_url}/?bind={access.backend_user}"
        return self.web_url

    def withholds(self, error: NemoError | AccessError, access: Access | None) -> bool:
        """Whether the sentence of this failure leaves its link to a button."""
        tells = isinstance(error, OutOfCredits | ExportBlocked)
        return tells and self.shared and self.register(access) != self.web_url

    def _way_out(self, access: Access | None) -> str:
        link = self.register(access)
        if self.shared and link != self.web_url:
            return f"👇 {self._say('button-link')}"
        return link

    def _access(self, error: AccessError) -> str:
        if isinstance(error, LinkAgain):
            return self._say("error-link-again")
        if isinstance(error, NoTrialLeft):
            return self._say("error-trial-rate-limited")
        return self._say("error-access")

    def _credits(self, access: Access | None) -> str:
        if access is not None and access.kind is AccountKind.SHARED:
            return self._say("error-no-credits-shared")
        trial = access is not None and access.kind is AccountKind.ANONYMOUS
        key = "error-no-credits-trial" if trial else "error-no-credits"
        return self._say(key, link=self._way_out(access))

    def _say(self, key: str, **args: str | int | float) -> str:
        return say(self.language, key, **args)
