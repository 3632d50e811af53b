"""The scenarios' world on Telegram: people with the app on one side, the stand-in in between."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic import SecretStr

from adapters.telegram.adapter import TelegramAdapter, TelegramSettings
from tests.e2e.clock import FakeClock
from tests.e2e.house import House, Keeper
from tests.e2e.scenarios.kit import Setup
from tests.e2e.telegram_api import BOT_NAME, TOKEN, BotApi
from tests.e2e.telegram_api.state import Chat, Post, User, VideoFile, bot_json, written
from tests.e2e.world import Person, Playable, Room, Sample, Shown, ShownButton, World
from tests.ports import free_port

# Refusals that are nobody's fault: somebody deleted it, waited too long, upgraded the group.
_FAIR = (
    "message to edit not found",
    "message to delete not found",
    "message can't be deleted",
    "query ID is invalid",
    "group chat was upgraded to a supergroup chat",
    "exactly the same as a current content and reply markup of the message",
)
_MEDIA = {"videos", "documents", "photos"}
_POSTS = ("sendMessage", "sendVideo", "sendDocument", "sendPhoto")
_ACTIONS = {"typing": "typing", "upload_video": "sending_video"}


class TelegramWorld(World):
    """People write through the stand-in; the bot behind it is the real one."""

    platform = "telegram"

    def __init__(
        self, folder: Path, setup: Setup, *, webhook: bool = False, clock: FakeClock | None = None
    ) -> None:
        self.clock = clock or FakeClock()
        self.api = BotApi(self.clock)
        self._webhook = free_port() if webhook else 0
        house = House(folder, self.clock, setup, self._adapter)
        self._house: Keeper = house
        self.backend = house.backend
        self._last: dict[str, Any] = {}
        self._albums = 0
        self._data: dict[tuple[int, int, str], str] = {}

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

    def _adapter(self) -> TelegramAdapter:
        port = self._webhook
        settings = TelegramSettings(
            SecretStr(TOKEN),
            api_base_url=self.api.url,
            webhook_url=f"http://127.0.0.1:{port}/updates" if port else "",
            port=port,
        )
        return TelegramAdapter(settings, self.clock)

    # -- people and places

    def person(self, name: str, locale: str = "en") -> Person:
        user = self.api.state.add_user(name, locale)
        return Person(name, str(user.id), locale)

    def private(self, person: Person) -> Room:
        return Room(person.id, (person,), private=True)

    async def group(self, *members: Person, thread: bool = False) -> Room:
        chat = self.api.state.add_group("Makers", forum=thread)
        number = ""
        if thread:
            chat.topics.add(7)
            chat.bot_sees_all = True
            number = "7"
        member = {"user": bot_json(), "status": "member"}
        self._last = self.api.push(
            "my_chat_member",
            {
                "chat": chat.json(),
                "from": self._user(members[0]).json(),
                "date": self._seconds(),
                "old_chat_member": {**member, "status": "left"},
                "new_chat_member": member,
            },
        )
        await self.settled()
        return Room(str(chat.id), members, private=False, thread=number)

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
        captions: Sequence[str] = (),
    ) -> str:
        extra: dict[str, Any] = {}
        called = ""
        if reply_to:
            extra["reply_to_message"] = self._find(room, int(reply_to)).json(reply=False)
        elif to_bot and not room.private:
            earlier = [post for post in self._posts(room) if post.sender is None]
            if earlier:
                # The introduction: a reply to somebody's result is about that result.
                extra["reply_to_message"] = earlier[0].json(reply=False)
            else:
                called = f"@{BOT_NAME} "
        if len(files) > 1:
            self._albums += 1
            extra["media_group_id"] = str(self._albums)
        words = list(captions) or [called + text] + [""] * (len(files) - 1)
        posts = [
            self._write(person, room, part, extra, sample)
            for part, sample in zip(words, files or (None,), strict=True)
        ]
        # The parts of an album arrive in no particular order.
        for post in (*posts[1:], posts[0]):
            self._deliver(post)
        return str(posts[0].id)

    async def forward(self, person: Person, room: Room, author: Person, text: str) -> str:
        origin = {"type": "user", "date": self._seconds(), "sender_user": self._user(author).json()}
        post = self._write(person, room, text, {"forward_origin": origin}, None)
        self._deliver(post)
        return str(post.id)

    async def mention(self, person: Person, room: Room, text: str = "", reply_to: str = "") -> str:
        extra = {}
        if reply_to:
            extra["reply_to_message"] = self._find(room, int(reply_to)).json(reply=False)
        # In privacy mode a mention does not surely arrive: here the group lets the bot read all.
        self._chat(room).bot_sees_all = True
        post = self._write(person, room, f"@{BOT_NAME} {text}".strip(), extra, None)
        self._deliver(post)
        return str(post.id)

    async def say_anonymously(self, person: Person, room: Room, text: str, sample: Sample) -> None:
        """Call the bot with a file, as an admin who writes in the group's name."""
        chat = self._chat(room)
        chat.bot_sees_all = True
        hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
        extra = {"sender_chat": chat.json(), "from": hidden}
        self._deliver(self._write(person, room, f"@{BOT_NAME} {text}", extra, sample))

    async def unopenable(self, person: Person, room: Room, kind: str, text: str) -> None:
        """Send a kind of media that the Bot API does not hand out, with a caption."""
        live = {
            "file_id": "live",
            "file_unique_id": "live",
            "width": 9,
            "height": 16,
            "duration": 2,
        }
        body = {
            "live_photo": {"live_photo": live},
            "paid_media": {"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}},
            "unheard_of": {"hologram": {"file_id": "holo"}},
        }[kind]
        post = self._write(person, room, text, {"media": body}, None)
        self._deliver(post)

    async def late_part(self, person: Person, room: Room, sample: Sample) -> None:
        """One more part of the album that was sent last arrives only now."""
        extra = {"media_group_id": str(self._albums)}
        self._deliver(self._write(person, room, "", extra, sample))

    async def upgrade(self, room: Room) -> Room:
        """The group becomes a supergroup: the same people, another id."""
        old, new = self._chat(room), self.api.state.add_group("Makers")
        old.migrated_to = new.id
        moved = self.api.state.post(
            old, self._user(room.members[0]), written(""), self._seconds(),
            extra={"migrate_to_chat_id": new.id},
        )  # fmt: skip
        self._deliver(moved)
        await self.settled()
        return replace(room, id=str(new.id))

    async def command(self, person: Person, room: Room, name: str, args: str = "") -> str:
        at = "" if room.private else f"@{BOT_NAME}"
        post = self._write(person, room, f"/{name}{at} {args}".rstrip(), {}, None)
        self._deliver(post)
        return str(post.id)

    async def press(self, person: Person, shown: Shown, label: str) -> str:
        post = self._find(shown.room, int(shown.id))
        query = f"query{self.api.state.new_id()}"
        asked = {}
        if post.answers:
            asked = {"reply_to_message": self._find(shown.room, post.answers).json(reply=False)}
        self.api.state.queries[query] = None
        self._last = self.api.push(
            "callback_query",
            {
                "id": query,
                "from": self._user(person).json(),
                "chat_instance": "1",
                "data": self._data[post.chat.id, post.id, label],
                "message": post.json() | asked,
            },
        )
        await self.until(
            lambda: self.api.state.queries[query] is not None, "the press is answered", within=10
        )
        return self.api.state.queries[query] or ""

    async def rewrite(self, person: Person, room: Room, message: str, text: str) -> None:
        post = self._find(room, int(message))
        post.formatted = written(text)
        body = post.json() | {"edit_date": self._seconds()}
        self._last = self.api.push("edited_message", body)

    async def login(self, person: Person, room: Room, token: str) -> None:
        await self.command(person, room, "login", token)

    async def redeliver(self) -> None:
        self.api.repeat(self._last)

    # -- what goes wrong

    def say_unreadably(self, person: Person, room: Room) -> None:
        self.api.push("message", {"message_id": "?", "from": self._user(person).json(), "chat": 5})

    def trip(self, times: int) -> None:
        async def stumbles(request: web.Request) -> web.Response:
            return web.Response(status=502)

        self.api.fail("file", stumbles, times)

    def withhold(self, sample: Sample) -> None:
        self.api.withheld.add(sample.data)

    def block(self, person: Person) -> None:
        self._user(person).blocked = True

    def unblock(self, person: Person) -> None:
        self._user(person).blocked = False

    def withdraw(self, room: Room, *, words: bool) -> None:
        self._chat(room).withdrawn = _MEDIA | ({"text messages"} if words else set())

    def flood(self, room: Room, times: int, retry_after: float) -> None:
        self._chat(room).floods += [int(retry_after)] * times

    def limit_uploads(self, room: Room, limit: int) -> None:
        self._chat(room).upload_limit = limit

    def forget(self, shown: Shown) -> None:
        self._find(shown.room, int(shown.id)).deleted = True

    # -- the bot's process

    async def start(self) -> None:
        await self._house.start()

    async def kill(self) -> None:
        await self._house.kill()

    # -- what is seen

    def shown(self, room: Room, person: Person | None = None) -> tuple[Shown, ...]:
        return tuple(
            self._show(room, post)
            for post in self._posts(room)
            if post.sender is None and not post.deleted
        )

    def deleted_by_bot(self, room: Room, message: str) -> bool:
        return self._find(room, int(message)).deleted

    def activities(self, room: Room) -> tuple[str, ...]:
        place = int(room.id), int(room.thread or 0)
        return tuple(
            _ACTIONS.get(action, action)
            for chat, thread, action in self.api.state.actions
            if (chat, thread) == place
        )

    def transcript(self) -> str:
        lines = []
        for post in sorted(self.api.state.posts.values(), key=lambda post: post.order):
            who = post.sender.first_name if post.sender else "Reelay"
            media = "[video] " if post.video else "[picture] " if post.photo else ""
            media = "[file] " if "media" in post.extra or post.document else media
            gone = " (deleted)" if post.deleted else " (silent)" if post.silent else ""
            buttons = " · ".join(f"[{b['text']}]" for row in post.keyboard for b in row)
            where = "" if post.chat.type == "private" else f"#{post.chat.title} "
            lines.append(f"{where}{who}{gone}: {media}{post.formatted.text}")
            if buttons:
                lines.append(f"    {buttons}")
        return "\n".join(lines)

    def said_to_all(self) -> Iterable[str]:
        groups = (c for c in self.api.calls if str(c.params.get("chat_id", "")).startswith("-"))
        return (json.dumps(call.params, ensure_ascii=False) for call in groups)

    def check_manners(self) -> None:
        """Besides: nothing malformed was sent, and edits kept their distance."""
        super().check_manners()
        rude = [
            refusal
            for refusal in self.api.refusals
            if refusal.startswith("Bad Request")
            and not refusal.endswith(_FAIR)
            and "not enough rights" not in refusal
        ]
        assert rude == []
        self._check_edits()
        self._check_groups()

    def _check_edits(self) -> None:
        """Edits keep their distance from what was written before.

        Source: docs/decisions.md#what-users-see.
        """
        last: dict[str, float] = {}
        for call in self.api.calls:
            chat = str(call.params.get("chat_id", ""))
            if call.method == "editMessageText" and chat in last:
                apart = 3.1 if chat.startswith("-") else 1.1
                assert call.at - last[chat] >= apart - 1e-3, f"{chat}: {call.at - last[chat]:.2f} s"
            if call.method in ("editMessageText", "sendMessage"):
                last[chat] = call.at

    def _check_groups(self) -> None:
        """No more than 20 posts and edits a minute in a group (docs/platforms.md#telegram)."""
        written: dict[str, list[float]] = {}
        for call in self.api.calls:
            if call.method in ("editMessageText", *_POSTS):
                written.setdefault(str(call.params.get("chat_id", "")), []).append(call.at)
        for chat, moments in written.items():
            if chat.startswith("-"):
                pairs = zip(moments, moments[20:], strict=False)
                assert all(later - earlier >= 60 - 1e-3 for earlier, later in pairs), chat

    # -- how it is done

    def _seconds(self) -> int:
        return int(self.clock.now().timestamp())

    def _user(self, person: Person) -> User:
        return self.api.state.users[int(person.id)]

    def _chat(self, room: Room) -> Chat:
        return self.api.state.chats[int(room.id)]

    def _find(self, room: Room, message: int) -> Post:
        return self.api.state.posts[int(room.id), message]

    def _posts(self, room: Room) -> list[Post]:
        place = int(room.id), int(room.thread or 0)
        found = (
            post for post in self.api.state.posts.values() if (post.chat.id, post.thread) == place
        )
        return sorted(found, key=lambda post: post.order)

    def _write(
        self,
        person: Person,
        room: Room,
        text: str,
        extra: dict[str, Any],
        sample: Sample | None,
    ) -> Post:
        user = self._user(person)
        if room.private:
            user.opened = True
        media = {} if sample is None else {"media": self._media(sample)}
        return self.api.state.post(
            self._chat(room),
            user,
            written(text),
            self._seconds(),
            thread=int(room.thread or 0),
            extra={**extra, **media},
        )

    def _deliver(self, post: Post) -> None:
        update = self.api.deliver(post)
        if update is not None:
            self._last = update

    def _media(self, sample: Sample) -> dict[str, Any]:
        file = self.api.state.add_file(sample.data, sample.claims)
        about: dict[str, Any] = {
            "file_id": file.id,
            "file_unique_id": f"u{file.id}",
            "file_size": file.size,
        }
        named = about | {"file_name": sample.name, "mime_type": sample.mime}
        pixels = {"width": 320, "height": 240}
        match sample.kind:
            case "photo":
                small = self.api.state.add_file(b"small")
                thumb = {"file_id": small.id, "file_unique_id": "t", "width": 90, "height": 67}
                return {"photo": [thumb, about | {"width": 480, "height": 640}]}
            case "video" | "animation":
                moving = named | pixels | {"duration": 1}
                extra = {"document": named} if sample.kind == "animation" else {}
                return {sample.kind: moving} | extra
            case "audio" | "voice":
                return {sample.kind: (named if sample.kind == "audio" else about) | {"duration": 1}}
            case "sticker":
                kinds = {"is_animated": False, "is_video": False, "type": "regular"}
                return {"sticker": about | pixels | kinds}
        return {"document": named}

    def _show(self, room: Room, post: Post) -> Shown:
        buttons = [button for row in post.keyboard for button in row]
        for button in buttons:
            if "callback_data" in button:
                self._data[post.chat.id, post.id, button["text"]] = button["callback_data"]
        video = None if post.video is None else _playable(post.video)
        return Shown(
            id=str(post.id),
            room=room,
            text=post.formatted.text,
            order=post.order,
            buttons=tuple(ShownButton(button["text"], button.get("url", "")) for button in buttons),
            video=video,
            file=post.document,
            picture=post.photo,
            silent=post.silent,
            answers=str(post.answers or ""),
            edits=len(post.history),
            history=tuple(post.history),
        )


def _playable(video: VideoFile) -> Playable:
    return Playable(
        data=video.data,
        name=video.name,
        width=video.width,
        height=video.height,
        seconds=float(video.duration),
        thumbnail=video.thumbnail,
    )
