"""What a platform may refuse; each error says whether anything may have been posted or read."""

from __future__ import annotations


class ChatError(Exception):
    """The platform did not take what we sent; each subclass says what that means."""


class Flood(ChatError):
    """Too fast: surely not posted, may be after `retry_after` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"wait {retry_after:g} s")
        self.retry_after = retry_after


class Unreachable(ChatError):
    """The platform could not be reached, or failed before it acted: surely not posted."""


class Ambiguous(ChatError):
    """The connection broke while the platform may already have posted it."""


class Gone(ChatError):
    """This chat takes nothing from us any more: blocked, kicked, deleted, no permission."""


class MessageGone(ChatError):
    """The message to edit or delete is gone or too old: post a new one."""


class PostRejected(ChatError):
    """The platform will never take this message as it is."""


class NoMedia(PostRejected):
    """This chat takes words from us, but no files."""


class TooBig(ChatError):
    """The file is larger than this chat takes; `limit` in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class Misconfigured(Exception):
    """A platform cannot be served until an operator mends something; the text says what."""


class AttachmentError(Exception):
    """An attachment cannot be read."""


class AttachmentGone(AttachmentError):
    """Its link expired or its message is gone: it must be sent again."""


class AttachmentMissing(AttachmentGone):
    """There is no such file on this machine."""


class AttachmentTooBig(AttachmentError):
    """The platform does not hand out files of this size to bots; `limit` in bytes.

    `app`: its own app opens the page, which takes larger ones.
    """

    def __init__(self, limit: int, *, app: bool = False) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit
        self.app = app


class AttachmentUnreadable(AttachmentError):
    """It cannot be read, or broke off in the middle."""


class AttachmentUnavailable(AttachmentError):
    """The platform's file store did not hand it out just now, or broke off: it may later."""


class AttachmentEmpty(AttachmentUnreadable):
    """It holds no byte."""


class AttachmentFolder(AttachmentUnreadable):
    """It is a folder."""


class AttachmentForbidden(AttachmentUnreadable):
    """This process may not read it."""
