"""The bench, on a loop that knows when nothing happens."""

from __future__ import annotations

from tests.core.fixtures import bench, pytest_asyncio_loop_factories

__all__ = ["bench", "pytest_asyncio_loop_factories"]
