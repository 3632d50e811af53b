"""Ports of this machine for servers that a test starts, or starts again on the same one."""

from __future__ import annotations

import random
import socket
from typing import Final

BELOW_OUTGOING: Final = range(20_000, 32_000)
"""Connections that go out are given a port above these, one that a server just left among them."""


def free_port() -> int:
    """A port that nobody listens on, and that no connection is given meanwhile."""
    while True:
        port = random.choice(BELOW_OUTGOING)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
