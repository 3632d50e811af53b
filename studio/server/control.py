"""Faults and ledger over HTTP, for tests that run the studio in another process.

Only there with `StudioConfig(control=True, faults=Faults())`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from aiohttp import web

from studio.server.faults import Faults, from_json
from studio.server.ledger import Ledger


class Control:
    """`POST /_studio/faults`, `DELETE /_studio/faults`, `GET /_studio/ledger`."""

    def __init__(self, faults: Faults, ledger: Ledger) -> None:
        self._faults = faults
        self._ledger = ledger

    def attach(self, app: web.Application) -> None:
        """Add the routes to the studio's application."""
        app.router.add_post("/_studio/faults", self.add)
        app.router.add_delete("/_studio/faults", self.clear)
        app.router.add_get("/_studio/ledger", self.ledger)

    async def add(self, request: web.Request) -> web.Response:
        """`{"call":"run_sse","fault":{"kind":"Cut","after_events":1},"times":1,"nth":1}`.

        `times: null` makes it sticky. 400 with the reason when it is no fault.
        """
        body: Any = await request.json()
        try:
            fault, call = from_json(body["fault"]), body["call"]
            times = body.get("times", 1)
            if times is None:
                self._faults.always(call, fault)
            else:
                self._faults.times(call, fault, int(times), nth=int(body.get("nth", 1)))
        except (ValueError, KeyError, TypeError) as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response({"ok": True})

    async def clear(self, request: web.Request) -> web.Response:
        """Forget every fault."""
        del request
        self._faults.clear()
        return web.json_response({"ok": True})

    async def ledger(self, request: web.Request) -> web.Response:
        """Prompts, renders and uploads as lists of objects."""
        del request
        return web.json_response(
            {
                "prompts": [asdict(entry) for entry in await self._ledger.prompts()],
                "renders": [asdict(entry) for entry in await self._ledger.renders()],
                "uploads": [asdict(entry) for entry in await self._ledger.uploads()],
            }
        )
