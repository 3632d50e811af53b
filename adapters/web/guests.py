"""Who comes from another platform's app (docs/telegram.md#the-page-in-telegrams-app).

What the app gave the page lets in the window that shows it first, within minutes; that window may
show it again after a reload, a day long. All others who have got hold of it are refused.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import OrderedDict
from http import HTTPStatus
from typing import Final

from aiohttp import web

from adapters.mini_app import Guest, Host
from adapters.web import parse, words
from adapters.web.access import BEARER_S, STAY_S, Access
from adapters.web.calls import Refused
from adapters.web.chat import WebChat
from core.clock import Clock
from core.language.phrases import say

# How old what the app gave may be when it is first shown, and how far its clock may be ahead.
FRESH_S: Final = 300
AHEAD_S: Final = 60
REMEMBERED: Final = 20_000


class Guests:
    """Lets them in, with a bearer in place of a cookie; none where there is no such platform."""

    def __init__(self, host: Host | None, chat: WebChat, access: Access, clock: Clock) -> None:
        self._host = host
        self._chat = chat
        self._access = access
        self._clock = clock
        self._begun = int(clock.now().timestamp())
        self._windows: OrderedDict[str, bytes] = OrderedDict()

    @property
    def frames(self) -> str:
        """Who may show the page in a frame, as a policy names them; empty: nobody."""
        return " ".join(self._host.frames) if self._host is not None else ""

    async def enter(self, request: web.Request, data: str, window: object) -> web.Response:
        """A bearer, the first or another; raises Refused."""
        now = int(self._clock.now().timestamp())
        stay = self._access.stay(request)
        if stay is not None and stay.since + STAY_S > now:
            user, since = stay.user, stay.since
        else:
            guest = self._known(data, window if isinstance(window, str) else "", now)
            if guest is None:
                raise Refused("page-app-again", HTTPStatus.FORBIDDEN)
            user, since = parse.user_of(guest.address), int(guest.at.timestamp())
        place = parse.address(user)
        if phrase := await self._chat.operators.refusal(place):
            # Their id is what the person who runs it needs to let them in.
            text = f"{say(words.language_of(request), phrase)} ({place.person})"
            return web.json_response({"error": text}, status=HTTPStatus.FORBIDDEN)
        return web.json_response({"bearer": self._access.bearer(user, since), "seconds": BEARER_S})

    def _known(self, data: str, window: str, now: int) -> Guest | None:
        """Whose data it is, where this window may show it."""
        guest = self._host.guest(data) if self._host is not None else None
        if guest is None or not window:
            return None
        at, mark = (
            int(guest.at.timestamp()),
            hashlib.sha256(window.encode(errors="surrogatepass")).digest(),
        )
        if not now - STAY_S < at <= now + AHEAD_S:
            return None
        known = self._windows.get(guest.proof)
        if known is None:
            # What was shown before this process began nobody knows any more.
            if at < max(now - FRESH_S, self._begun):
                return None
            self._windows[guest.proof] = mark
            while len(self._windows) > REMEMBERED:
                self._windows.popitem(last=False)
        elif not hmac.compare_digest(known, mark):
            return None
        return guest
