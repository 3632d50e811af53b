"""A studio that fails on demand: middleware, a stream and a media worker around the real one."""

from tests.faults.questions import asks, item
from tests.faults.studio import open_studio
from tests.faults.switch import (
    BrokenJson,
    Call,
    Cut,
    Delay,
    ExpireTokens,
    Fault,
    Faults,
    Heartbeats,
    LoseSessions,
    RawBytes,
    Refuse,
    RenderFails,
    RenderStuck,
    Reset,
    Silence,
    Slow,
    StreamError,
    Trailing,
)

__all__ = [
    "BrokenJson",
    "Call",
    "Cut",
    "Delay",
    "ExpireTokens",
    "Fault",
    "Faults",
    "Heartbeats",
    "LoseSessions",
    "RawBytes",
    "Refuse",
    "RenderFails",
    "RenderStuck",
    "Reset",
    "Silence",
    "Slow",
    "StreamError",
    "Trailing",
    "asks",
    "item",
    "open_studio",
]
