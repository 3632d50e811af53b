"""The gateway socket: hello, identify, ready, dispatch, resume, and every way to lose it."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord
from aiohttp import WSMsgType, web
from simcord import intents as rules
from simcord.backend import serializers

if TYPE_CHECKING:
    from tests.e2e.discord_api.server import DiscordApi

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
_PRIVILEGED = discord.Intents(members=True, presences=True, message_content=True).value


@dataclass(slots=True, eq=False)
class Session:
    """One shard's session; it outlives its socket until it is forgotten."""

    id: str
    intents: discord.Intents
    shard: int
    shards: int
    socket: web.WebSocketResponse | None = None
    outgoing: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    events: list[dict[str, Any]] = field(default_factory=list)

    def add(self, event: str, data: Mapping[str, Any]) -> None:
        """Number an event, keep it for a resume, and send it if anybody listens."""
        frame = {"op": DISPATCH, "s": len(self.events) + 1, "t": event, "d": data}
        self.events.append(frame)
        if self.socket is not None:
            self.outgoing.put_nowait(frame)


class Gateway:
    """All sessions; subscribes to what happens in the world."""

    def __init__(self, api: DiscordApi) -> None:
        self._api = api
        self.sessions: dict[str, Session] = {}
        self.identifies: list[dict[str, Any]] = []
        self.resumes = 0
        self.refuse_resumes = False
        self.changed = asyncio.Event()
        api.backend.subscribers.append(self._emit)

    # -- what happens in the world

    def _emit(self, event: str, payload: Mapping[str, Any]) -> None:
        for session in self.sessions.values():
            data = self._shown(session, event, payload)
            if data is not None:
                if event == "GUILD_CREATE":
                    # An invitation says nothing about it; a guild that is there at the start does.
                    data.pop("unavailable", None)
                session.add(event, data)

    def _shown(self, session: Session, event: str, payload: Mapping[str, Any]) -> Any:
        """What this session gets of an event: None, or a copy without what it may not read."""
        guild_id = payload.get("guild_id") or (
            payload.get("id") if event.startswith("GUILD_") and event.count("_") == 1 else None
        )
        shard = (int(guild_id) >> 22) % session.shards if guild_id else 0
        needed = rules.required_intent(event, payload)
        if shard != session.shard or (needed and not getattr(session.intents, needed)):
            return None
        backend = self._api.backend
        guild = backend.guilds.get(int(guild_id)) if guild_id else None
        if guild and event != "INTERACTION_CREATE" and backend.bot_user.id not in guild.members:
            return None
        data: dict[str, Any] = copy.deepcopy(dict(payload))
        if event == "GUILD_CREATE":
            self._boost(data)
            rules.prune_guild_create(data, session.intents, backend.bot_user.id)
        if not session.intents.message_content and event in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            rules.censor_message(data, backend.bot_user.id, backend=backend)
        return self._api.overlaid(self._api.cdn.sign(data))

    def _boost(self, guild: dict[str, Any]) -> None:
        guild["premium_tier"] = self._api.tiers.get(int(guild["id"]), 0)

    # -- the socket

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from hello to its end."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 45_000}})
        session: Session | None = None
        writer: asyncio.Task[None] | None = None
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    continue
                frame = json.loads(message.data)
                if frame["op"] == HEARTBEAT:
                    await socket.send_json({"op": ACK})
                elif frame["op"] in (IDENTIFY, RESUME):
                    opened = await self._open(socket, frame)
                    if opened is not None:
                        session = opened
                        writer = asyncio.create_task(_write(session, socket))
        finally:
            if writer is not None:
                writer.cancel()
                await asyncio.gather(writer, return_exceptions=True)
            if session is not None and session.socket is socket:
                session.socket = None
            self._note()
        return socket

    async def _open(self, socket: web.WebSocketResponse, frame: dict[str, Any]) -> Session | None:
        data = frame["d"]
        if data.get("token") != self._api.token:
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        if frame["op"] == RESUME:
            return await self._resume(socket, data)
        self.identifies.append(data)
        if data["intents"] & _PRIVILEGED:
            await socket.close(code=4014, message=b"Disallowed intent(s).")
            return None
        shard, shards = data.get("shard") or (0, 1)
        session = Session(
            f"session-{len(self.identifies)}",
            discord.Intents(data["intents"]),
            shard,
            shards,
            socket,
        )
        self.sessions[session.id] = session
        self._welcome(session)
        self._note()
        return session

    def _welcome(self, session: Session) -> None:
        backend = self._api.backend
        mine = [
            guild
            for guild in backend.guilds.values()
            if (guild.id >> 22) % session.shards == session.shard
            and backend.bot_user.id in guild.members
        ]
        session.add(
            "READY",
            {
                "v": 10,
                "user": dict(serializers.user_payload(backend.bot_user)),
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine],
                "session_id": session.id,
                "resume_gateway_url": self._api.gateway_url,
                "shard": [session.shard, session.shards],
                "application": {"id": str(backend.application_id), "flags": 0},
            },
        )
        for guild in mine:
            payload = serializers.guild_create_payload(backend, guild)
            data = self._shown(session, "GUILD_CREATE", dict(payload))
            if data is not None:
                session.add("GUILD_CREATE", data)

    async def _resume(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> Session | None:
        session = self.sessions.get(data["session_id"])
        if session is None or self.refuse_resumes:
            self.sessions.pop(data["session_id"], None)
            await socket.send_json({"op": INVALID, "d": False})
            return None
        self.resumes += 1
        session.outgoing = asyncio.Queue()
        session.socket = socket
        for frame in session.events[data["seq"] or 0 :]:
            session.outgoing.put_nowait(frame)
        session.add("RESUMED", {})
        self._note()
        return session

    # -- what a test does to it

    def _note(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()

    async def connected(self, count: int = 1) -> None:
        """Wait until so many sessions have a socket."""
        while sum(session.socket is not None for session in self.sessions.values()) < count:
            await self.changed.wait()

    async def ask_to_reconnect(self) -> None:
        """Send op 7 everywhere: close and resume, as Discord does before a restart."""
        for session in list(self.sessions.values()):
            if session.socket is not None:
                await session.socket.send_json({"op": RECONNECT, "d": None})

    async def invalidate(self) -> None:
        """Forget every session and say so (op 9): the client must identify anew."""
        held = [s.socket for s in self.sessions.values() if s.socket is not None]
        self.sessions.clear()
        for socket in held:
            await socket.send_json({"op": INVALID, "d": False})

    async def refuse(self, code: int) -> None:
        """Close every connection for good, with Discord's reason."""
        held = [s.socket for s in self.sessions.values() if s.socket is not None]
        self.sessions.clear()
        for socket in held:
            await socket.close(code=code)

    async def close(self) -> None:
        """Hang up on everybody."""
        for session in list(self.sessions.values()):
            if session.socket is not None:
                await session.socket.close(code=1001)


async def _write(session: Session, socket: web.WebSocketResponse) -> None:
    while not socket.closed:
        frame = await session.outgoing.get()
        await socket.send_json(frame)
