"""The scenarios' world on Discord: people with the app on one side, the stand-in in between."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import av
from PIL import Image
from pydantic import SecretStr
from simcord.backend.models import Channel, Interaction, Message, MessageSticker, User

from adapters.discord.adapter import DiscordAdapter, DiscordSettings
from adapters.discord.commands import LOCALES
from adapters.markdown import parse, plain_text
from core.language.phrases import LANGUAGES, say
from tests.e2e.clock import FakeClock
from tests.e2e.discord_api import DiscordApi
from tests.e2e.discord_api.interactions import People
from tests.e2e.discord_api.server import UNBUILDABLE, File
from tests.e2e.house import House, Keeper
from tests.e2e.scenarios.kit import Setup
from tests.e2e.world import Person, Playable, Room, Sample, Shown, ShownButton, World

_SILENT, _LOADING, _VOICE = 1 << 12, 1 << 7, 1 << 13
# The line that stands in for Discord's "the application did not respond"; no answer of core's.
_NOTED: Final = frozenset(say(lang, "discord-noted") for lang in LANGUAGES)
# Waits of up to 30 s are slept through inside discord.py, on real time; longer ones reach core.
_SHORTEST_FLOOD: Final = 31.0


class DiscordWorld(World):
    """People write through the stand-in; the bot behind it is the real one."""

    platform = "discord"

    def __init__(self, folder: Path, setup: Setup, *, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.api = DiscordApi(self.clock.now)
        self.people = People(self.api)
        house = House(folder, self.clock, setup, self._adapter)
        self._house: Keeper = house
        self.backend = house.backend
        self._last: tuple[str, Mapping[str, Any]] = ("", {})
        self.api.backend.subscribers.append(self._note)

    async def open(self) -> None:
        """Start everything."""
        await self.api.start()
        await self._house.open()
        await self.start()
        await self.settled()

    async def close(self) -> None:
        """End everything."""
        await self._house.close()
        await self.api.stop()

    def check_manners(self) -> None:
        """Besides: nothing was asked that the stand-in can't do, nobody is left "thinking…"."""
        super().check_manners()
        assert self.api.rest.gaps == []
        unanswered = [m.id for m in self._messages() if m.flags & _LOADING]
        assert unanswered == [], self.transcript()

    def said_to_all(self) -> Iterable[str]:
        shared = {str(m.channel_id) for m in self._messages() if self._is_shared(m)}
        calls = (call for call in self.api.rest.calls if call.path.startswith("/channels/"))
        return (repr(call.body) for call in calls if call.path.split("/")[2] in shared)

    def _is_shared(self, message: Message) -> bool:
        return self.api.backend.get_channel(message.channel_id).guild_id is not None

    def _messages(self) -> Iterator[Message]:
        for channel in self.api.backend.messages.values():
            yield from channel.values()

    def _adapter(self) -> DiscordAdapter:
        settings = DiscordSettings(
            SecretStr(self.api.token),
            self.api.api_base_url,
            self.api.gateway_url,
            cdn_url=self.api.cdn_url,
        )
        return DiscordAdapter(settings, self.clock)

    def _note(self, event: str, payload: Mapping[str, Any]) -> None:
        bot = str(self.api.backend.bot_user.id)
        if event == "INTERACTION_CREATE" or (
            event == "MESSAGE_CREATE" and payload["author"]["id"] != bot
        ):
            self._last = (event, payload)

    # -- people and places

    def person(self, name: str, locale: str = "en") -> Person:
        user = self.api.user(name)
        self.people.locales[user.id] = LOCALES.get(locale, ("en-US",))[0]
        return Person(name, str(user.id), locale)

    def private(self, person: Person) -> Room:
        return Room(str(self.api.dm(int(person.id)).id), (person,), private=True)

    async def group(self, *members: Person, thread: bool = False) -> Room:
        users = [self._user(member) for member in members]
        with self.api.quiet():
            guild = self.api.guild(*users)
            channel = self.api.channel(guild)
            below = self.api.thread(channel, users[0]) if thread else None
        self.api.invite(guild)
        await self.settled()
        return Room(str(channel.id), members, private=False, thread=str(below.id) if below else "")

    # -- what people do

    async def say(
        self,
        person: Person,
        room: Room,
        text: str = "",
        files: Sequence[Sample] = (),
        *,
        reply_to: str = "",
        to_bot: bool = True,
    ) -> str:
        channel = self._channel(room)
        if to_bot and not room.private:
            text = f"<@{self.api.backend.bot_user.id}> {text}"
        sent = [_file(sample) for sample in files if sample.kind != "sticker"]
        message = self.api.backend.prepare_message(
            channel.id,
            int(person.id),
            text,
            attachments=[self.api.attach(channel.id, file) for file in sent],
            stickers=[self._sticker(sample) for sample in files if sample.kind == "sticker"],
            flags=_VOICE if any(sample.kind == "voice" for sample in files) else 0,
            reference={"message_id": reply_to, "channel_id": str(channel.id)} if reply_to else None,
        )
        self.api.backend.commit_message(message)
        return str(message.id)

    async def forward(self, person: Person, room: Room, author: Person, text: str) -> str:
        guild = self.api.guild(self._user(person), self._user(author), with_bot=False)
        elsewhere = self.api.channel(guild)
        source = self.api.say(self._user(author), elsewhere, text)
        message = self.api.backend.prepare_message(
            self._channel(room).id,
            int(person.id),
            "",
            reference={"type": 1, "message_id": str(source), "channel_id": str(elsewhere.id)},
        )
        self.api.backend.commit_message(message)
        return str(message.id)

    async def mention(self, person: Person, room: Room, text: str = "", reply_to: str = "") -> str:
        return await self.say(person, room, text, reply_to=reply_to)

    async def command(self, person: Person, room: Room, name: str, args: str = "") -> str:
        command = self.api.backend.find_command(name, None)
        assert command is not None, f"/{name} is not registered"
        options: dict[str, str | bool | File] = (
            {command["options"][0]["name"]: args} if args else {}
        )
        self.people.slash(self._user(person), self._channel(room), name, options)
        return ""

    async def press(self, person: Person, shown: Shown, label: str) -> str:
        message = self._find(shown.room, int(shown.id))
        record = self.people.press(self._user(person), message, label)
        await self.until(lambda: record.responded, "the press is answered", within=10)
        await self.settled()
        told = [self._find(shown.room, number) for number in record.followup_ids]
        return "\n".join(_readable(each) for each in told if each.visible_to(int(person.id)))

    def slash(
        self, person: Person, room: Room, name: str, options: Mapping[str, str | bool | File]
    ) -> None:
        """Give a slash command with several options."""
        self.people.slash(self._user(person), self._channel(room), name, options)

    def context(self, person: Person, room: Room, name: str, message: str) -> None:
        """Choose a command from a message's menu."""
        self.people.context(self._user(person), self._channel(room), name, int(message))

    async def offered(
        self, person: Person, room: Room, name: str, option: str, typed: str
    ) -> list[str]:
        """What is offered while somebody types into an option."""
        user, channel = self._user(person), self._channel(room)
        record = self.people.complete(user, channel, name, option, typed)
        await self.until(lambda: record.responded, "an offer", within=3)
        return [choice["name"] for choice in record.autocomplete_choices or ()]

    def foreign(self, person: Person) -> Room:
        """A guild's channel that the bot was never invited to, used by who installed it."""
        guild = self.api.guild(self._user(person), with_bot=False)
        return Room(str(self.api.channel(guild).id), (person,), private=False)

    def finals(self, room: Room) -> list[Shown]:
        """The ends of turns that stand there."""
        return [s for s in self.shown(room) if s.has_button("Export") and not s.silent]

    async def fill_in(self, person: Person, shown: Shown, label: str, text: str) -> None:
        """Press a button that opens a form, and send the form."""
        message = self._find(shown.room, int(shown.id))
        record = self.people.press(self._user(person), message, label)
        await self._submit(person, record, text)

    async def rewrite(self, person: Person, room: Room, message: str, text: str) -> None:
        self.api.backend.edit_message(self._channel(room).id, int(message), {"content": text})

    async def login(self, person: Person, room: Room, token: str) -> None:
        record = self.people.slash(self._user(person), self._channel(room), "login")
        await self._submit(person, record, token)

    async def _submit(self, person: Person, record: Interaction, text: str) -> None:
        await self.until(lambda: record.modal is not None, "the form is shown", within=10)
        self.people.submit(self._user(person), record, text)

    async def redeliver(self) -> None:
        event, payload = self._last
        self.api.backend.emit(event, payload)

    # -- what goes wrong

    def say_unreadably(self, person: Person, room: Room) -> None:
        for fields in UNBUILDABLE.values():
            self.api.say_raw(self._user(person), self._channel(room), fields)

    def trip(self, times: int) -> None:
        self.api.cdn.stumbles = [503] * times

    def withhold(self, sample: Sample) -> None:
        self.api.cdn.withheld.add(sample.data)

    def block(self, person: Person) -> None:
        self.api.blocked.add(int(person.id))

    def unblock(self, person: Person) -> None:
        self.api.blocked.discard(int(person.id))

    def withdraw(self, room: Room, *, words: bool) -> None:
        self.api.withdrawn[self._channel(room).id] = words

    def flood(self, room: Room, times: int, retry_after: float) -> None:
        path = f"/channels/{self._channel(room).id}/messages*"
        self.api.faults.flood(path, times, max(retry_after, _SHORTEST_FLOOD))

    def limit_uploads(self, room: Room, limit: int) -> None:
        self.api.limits[self._channel(room).id] = limit

    def forget(self, shown: Shown) -> None:
        self.api.backend.delete_message(self._channel(shown.room).id, int(shown.id))

    # -- the bot's process

    async def start(self) -> None:
        await self._house.start()
        await self.api.gateway.connected()

    async def kill(self) -> None:
        await self._house.kill()

    # -- what is seen

    def shown(self, room: Room, person: Person | None = None) -> tuple[Shown, ...]:
        reader = person or (room.members[0] if room.private else None)
        return tuple(
            self._show(room, message)
            for message in self.api.posts(self._channel(room).id)
            if message.visible_to(int(reader.id) if reader else None)
            and not message.flags & _LOADING
            and message.content not in _NOTED
        )

    def deleted_by_bot(self, room: Room, message: str) -> bool:
        path = f"/channels/{self._channel(room).id}/messages/{message}"
        return any(
            (call.method, call.path, call.answered) == ("DELETE", path, 204)
            for call in self.api.rest.calls
        )

    def activities(self, room: Room) -> tuple[str, ...]:
        path = f"/channels/{self._channel(room).id}/typing"
        return tuple("typing" for call in self.api.rest.calls if call.path == path)

    def transcript(self) -> str:
        lines = []
        for message in sorted(self._messages(), key=lambda message: message.id):
            channel = self.api.backend.get_channel(message.channel_id)
            who = self.api.backend.users[message.author_id].name
            who = "Reelay" if message.author_id == self.api.backend.bot_user.id else who
            where = "" if channel.guild_id is None else f"#{channel.name} "
            alone = " (only for one)" if message.is_ephemeral else ""
            silent = " (silent)" if message.flags & _SILENT else ""
            files = "".join(f"[{each['filename']}] " for each in message.attachments)
            lines.append(f"{where}{who}{alone}{silent}: {files}{_readable(message)}")
            if buttons := _shown_buttons(message):
                lines.append("    " + " · ".join(f"[{button.label}]" for button in buttons))
        return "\n".join(lines)

    # -- how it is done

    def _user(self, person: Person) -> User:
        return self.api.backend.users[int(person.id)]

    def _channel(self, room: Room) -> Channel:
        return self.api.backend.get_channel(int(room.thread or room.id))

    def _find(self, room: Room, message: int) -> Message:
        return self.api.backend.get_message(self._channel(room).id, message)

    def _sticker(self, sample: Sample) -> MessageSticker:
        number = self.api.backend.snowflake()
        self.api.cdn.store_sticker(number, 1, sample.data)
        return MessageSticker(number, sample.name.split(".")[0], 1, 0)

    def _show(self, room: Room, message: Message) -> Shown:
        history = tuple(self.api.edits.get(message.id, ()))
        return Shown(
            id=str(message.id),
            room=room,
            text=_readable(message),
            order=message.id,
            buttons=_shown_buttons(message),
            video=self._video(message),
            file=self._attached(message, image=False),
            picture=(self._attached(message, image=True) or ("", b""))[1],
            silent=bool(message.flags & _SILENT),
            only_for=_reader(message),
            answers=str((message.reference or {}).get("message_id", "")),
            edits=len(history),
            history=tuple(plain_text(parse(text)) for text in history),
        )

    def _attached(self, message: Message, *, image: bool) -> tuple[str, bytes] | None:
        """The first file that Discord shows as a picture, or as none: its name, its bytes."""
        for attachment in message.attachments:
            data = self.api.cdn.get(attachment["url"])
            if attachment["content_type"].startswith("image/") is image and data is not None:
                return attachment["filename"], data
        return None

    def _video(self, message: Message) -> Playable | None:
        for attachment in message.attachments:
            data = self.api.cdn.get(attachment["url"])
            if attachment["content_type"] == "video/mp4" and data is not None:
                return _playable(data, attachment["filename"])
        return None


def _file(sample: Sample) -> File:
    return File(sample.name, sample.data, sample.mime, sample.claims)


def _readable(message: Message) -> str:
    # The zero-width space keeps "@everyone" from looking like a call; nobody sees it.
    return plain_text(parse(message.content)).replace("\u200b", "").strip()


def _reader(message: Message) -> str:
    if not message.is_ephemeral:
        return ""
    return str(((message.interaction_metadata or {}).get("user") or {}).get("id", ""))


def _shown_buttons(message: Message) -> tuple[ShownButton, ...]:
    return tuple(
        ShownButton(button.get("label", ""), button.get("url", ""), not button.get("disabled"))
        for row in message.components
        for button in row.get("components", ())
    )


@cache
def _playable(data: bytes, name: str) -> Playable:
    """What Discord itself makes of an MP4: its size, its length and a picture to click on."""
    with av.open(io.BytesIO(data), "r") as source:
        stream = source.streams.video[0]
        picture = io.BytesIO()
        pixels = next(source.decode(stream)).to_ndarray(format="rgb24")
        Image.fromarray(pixels).save(picture, "JPEG")
        seconds = float((source.duration or 0) / 1_000_000)
        return Playable(data, name, stream.width, stream.height, seconds, picture.getvalue())
