"""The bench, on a loop that knows when nothing happens."""

from __future__ import annotations

from tests.core.fixtures import bench, plain_logs, pytest_asyncio_loop_factories

__all__ = ["bench", "plain_logs", "pytest_asyncio_loop_factories"]
