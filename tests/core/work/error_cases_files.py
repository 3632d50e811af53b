"""What can go wrong with files, exports and accounts; see `error_page`."""

from __future__ import annotations

from tests.core.bench import ANY
from tests.core.work.error_kit import (
    Args,
    Case,
    always,
    away,
    command,
    lost_video,
    nothing,
    once,
    photo,
    photos,
)
from tests.faults import Refuse, RenderFails, RenderStuck, Reset

export = command("export")
LINK: Args = {"link": ANY}
FILE: Args = {"name": "photo0.jpg"}
FILES = (
    Case(
        "the backend does not take a picture's inside (4001)",
        "file-unreadable",
        once("upload", Refuse(4001)),
        photo,
        args=FILE,
        note="nothing is sent",
    ),
    Case(
        "a file is too large for the backend (4002)",
        "file-too-large",
        once("upload", Refuse(4002)),
        photo,
        args=FILE | {"size": ANY, "limit": "200 MB"},
        note="nothing is sent",
    ),
    Case(
        "one of two files is not taken",
        "file-unreadable",
        once("upload", Refuse(4001)),
        photos,
        args=FILE,
        note="going on without it is offered",
    ),
    Case(
        "an upload fails for good (HTTP 500)",
        "file-upload-failed",
        always("upload", Refuse(http=500)),
        photo,
        args=FILE,
        note="tried three times while it has not arrived; nothing is sent",
    ),
    Case(
        "an upload fails once (HTTP 500)",
        "",
        once("upload", Refuse(http=500)),
        photo,
        charged=1,
        note="it has not arrived: once more",
    ),
    Case(
        "an upload's answer is lost",
        "",
        once("upload", Reset("work")),
        photo,
        charged=1,
        note="it has arrived: not sent again",
    ),
    Case(
        "an upload meets too many requests, once",
        "",
        once("upload", Refuse(http=429, retry_after=5)),
        photo,
        charged=1,
        note="once more after the wait",
    ),
)
EXPORT = (
    Case("there is nothing to export", "export-nothing", nothing, export, start="fresh"),
    Case(
        "the plan does not include export (HTTP 402)",
        "error-plan-blocks-export",
        once("render_submit", Refuse(http=402)),
        export,
        args=LINK,
    ),
    Case(
        "a render fails once",
        "",
        once("render", RenderFails()),
        export,
        where="video",
        note="a second one under a new id",
    ),
    Case("a render fails twice", "export-failed", always("render", RenderFails()), export),
    Case(
        "a render never ends",
        "export-timeout",
        always("render", RenderStuck()),
        export,
        note="looked at 10 times",
    ),
    Case(
        "the submit's answer is lost",
        "",
        once("render_submit", Reset("work")),
        export,
        where="video",
        note="the same id is asked for, not submitted again",
    ),
    Case(
        "the submit does not arrive",
        "",
        once("render_submit", Reset("request")),
        export,
        where="video",
        note="the same id is submitted again",
    ),
    Case(
        "a look at the render fails",
        "",
        once("render_poll", Refuse(http=502), 3),
        export,
        where="video",
        note="looked again",
    ),
    Case(
        "the video's address does not work",
        "",
        always("result", Refuse(http=403)),
        export,
        where="video",
        note="fetched through the API",
    ),
    Case("the video cannot be fetched at all", "export-lost", lost_video, export),
    Case("export in an outage", "error-backend-unreachable", away, export),
)
ACCOUNTS = (
    Case(
        "a token that is typed is refused",
        "login-refused",
        nothing,
        command("login", "nmv_usr_wrong_0123456789"),
        where="whisper",
    ),
    Case(
        "a typed token cannot be checked",
        "login-unavailable",
        away,
        command("login", "nmv_usr_wrong_0123456789"),
        where="whisper",
    ),
    Case(
        "what is typed is no token",
        "login-not-a-token",
        nothing,
        command("login", "a b"),
        where="whisper",
    ),
)
