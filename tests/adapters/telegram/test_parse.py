"""Updates as core's values."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from adapters.telegram.parse import Me, Moved, parse
from core.chat import Address, ChatKind, Command, Incoming, Medium, MessageRef, Press
from tests.e2e.telegram_api.state import BOT_ID, BOT_NAME, bot_json, written

ME = Me(BOT_ID, BOT_NAME)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "Makers", "is_forum": True}
ADA = {"id": 7, "is_bot": False, "first_name": "Ada", "last_name": "L", "language_code": "pt-br"}
FILE = {"file_id": "f1", "file_unique_id": "u1", "file_size": 1234}
PHOTO = [
    {**FILE, "file_id": "small", "width": 90, "height": 60},
    {**FILE, "file_id": "large", "width": 1280, "height": 853},
    {**FILE, "file_id": "middle", "width": 320, "height": 213},
]


def message(
    text: str = "", chat: dict[str, Any] = PRIVATE, **fields: Any
) -> Incoming | Moved | None:
    """Parse one message of Ada's."""
    body = {"message_id": 5, "date": int(NOW.timestamp()), "chat": chat, "from": ADA}
    words = written(text)
    if text:
        name = "caption" if any(key in fields for key in ("photo", "video", "document")) else "text"
        body |= {name: text}
        if words.entities:
            body |= {"caption_entities" if name == "caption" else "entities": list(words.entities)}
    return update(message=body | fields)


def update(**body: Any) -> Incoming | Moved | None:
    """Parse one update."""
    read = Update.de_json({"update_id": 99, **body}, None)
    return parse(read, ME, NOW)


def taken(found: Incoming | Moved | None) -> Incoming:
    """The message that must have been for us."""
    assert isinstance(found, Incoming)
    return found


def test_text_in_private() -> None:
    """Words in private come with who, where, when and in which language."""
    assert message("make a promo") == Incoming(
        address=Address("telegram", str(BOT_ID), "7", "7"),
        event="99",
        at=NOW,
        message="5",
        text="make a promo",
        name="Ada L",
        locale="pt-br",
    )


def test_photo_is_the_largest_size() -> None:
    """Of a photo's sizes the one with the most pixels is taken, its caption is the text."""
    got = taken(message("promo!", photo=PHOTO, media_group_id="m1"))
    (photo,) = got.attachments
    assert (photo.medium, photo.handle, photo.size) == (Medium.PHOTO, "large", 1234)
    assert photo.message == "5"
    assert (got.text, got.album) == ("promo!", "m1")


@pytest.mark.parametrize(
    ("fields", "medium", "name", "mime"),
    [
        ({"video": {**FILE, "width": 1, "height": 1, "duration": 2, "file_name": "a.mov",
                    "mime_type": "video/quicktime"}}, Medium.VIDEO, "a.mov", "video/quicktime"),
        ({"video_note": {**FILE, "length": 3, "duration": 2}}, Medium.VIDEO, "video_5.mp4",
         "video/mp4"),
        ({"animation": {**FILE, "width": 1, "height": 1, "duration": 2, "mime_type": "video/mp4"},
          "document": {**FILE, "file_name": "gif.mp4"}}, Medium.ANIMATION, "animation_5.mp4",
         "video/mp4"),
        ({"audio": {**FILE, "duration": 2, "file_name": "s.mp3", "mime_type": "audio/mpeg"}},
         Medium.AUDIO, "s.mp3", "audio/mpeg"),
        ({"voice": {**FILE, "duration": 2, "mime_type": "audio/ogg"}}, Medium.VOICE,
         "voice_5.ogg", "audio/ogg"),
        ({"document": {**FILE, "file_name": "IMG.HEIC", "mime_type": "image/heic"}},
         Medium.DOCUMENT, "IMG.HEIC", "image/heic"),
        ({"sticker": {**FILE, "width": 1, "height": 1, "is_animated": False, "is_video": True,
                      "type": "regular"}}, Medium.STICKER, "sticker_5.webm", "video/webm"),
        ({"sticker": {**FILE, "width": 1, "height": 1, "is_animated": True, "is_video": False,
                      "type": "regular"}}, Medium.STICKER, "sticker_5.tgs",
         "application/x-tgsticker"),
    ],
)  # fmt: skip
def test_every_kind_of_file(fields: dict[str, Any], medium: Medium, name: str, mime: str) -> None:
    """Each kind of file comes once, with a name that says what it is."""
    (found,) = taken(message(**fields)).attachments
    assert (found.medium, found.name, found.mime, found.handle) == (medium, name, mime, "f1")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/export", Command("export")),
        (f"/export@{BOT_NAME} 720p", Command("export", "720p")),
        (f"/EXPORT@{BOT_NAME.upper()}", Command("export")),
        ("/new  Summer\nSale", Command("new", "Summer\nSale")),
        ("/start hello", Command("start", "hello")),
        ("/nonsense", Command("nonsense")),
    ],
)
def test_commands_in_private(text: str, command: Command) -> None:
    """A command is its name and what follows, however it is written."""
    assert taken(message(text)).command == command


def test_a_slash_later_is_no_command() -> None:
    """Only the beginning of a message makes it a command."""
    got = taken(message("what does /export do"))
    assert got.command is None
    assert got.text == "what does /export do"


@pytest.mark.parametrize("text", ["/export@other_bot", "/roll", "hello all", "@other_bot hi"])
def test_not_for_us_in_a_group(text: str) -> None:
    """Other bots' commands, unknown ones and talk among members are ignored."""
    assert message(text, GROUP) is None


def test_for_us_in_a_group() -> None:
    """A known command, a mention, and a reply to us are for us."""
    ours = {"message_id": 1, "date": 1, "chat": GROUP, "from": bot_json(), "text": "Hi"}
    assert taken(message("/export", GROUP)).command == Command("export")
    assert taken(message(f"@{BOT_NAME}, make a promo", GROUP)).text == "make a promo"
    assert taken(message(f"please 🎬 @{BOT_NAME} now", GROUP)).text == "please 🎬 now"
    assert taken(message("longer", GROUP, reply_to_message=ours)).text == "longer"
    assert taken(message("longer", GROUP, reply_to_message=ours)).address.kind is ChatKind.GROUP


def test_a_mention_by_id() -> None:
    """A mention of us without our user name counts too."""
    entity = {"type": "text_mention", "offset": 0, "length": 6, "user": bot_json()}
    body = {
        "message_id": 5, "date": 1, "chat": GROUP, "from": ADA, "text": "Reelay go",
        "entities": [entity],
    }  # fmt: skip
    assert taken(update(message=body)).text == "go"


def test_album_parts_without_a_call() -> None:
    """In groups the silent parts of an album come along, marked as not addressed."""
    got = taken(message(chat=GROUP, photo=PHOTO, media_group_id="m1"))
    assert not got.addressed
    assert message(chat=GROUP, photo=PHOTO) is None


def test_topics_are_threads() -> None:
    """The thread counts only where the message is in a topic, and opening one calls nobody."""
    opened = {
        "message_id": 3, "date": 1, "chat": GROUP, "from": bot_json(),
        "forum_topic_created": {"name": "t", "icon_color": 1},
    }  # fmt: skip
    topic = {"message_thread_id": 3, "is_topic_message": True}
    assert taken(message("/status", GROUP, **topic)).address.thread == "3"
    assert taken(message("/status", GROUP, message_thread_id=3)).address.thread == ""
    assert message("just talk", GROUP, reply_to_message=opened, **topic) is None


def test_reply_to_a_photo_quotes_it() -> None:
    """The media of the message replied to come as quoted; our own videos don't."""
    theirs = {"message_id": 2, "date": 1, "chat": PRIVATE, "from": ADA, "photo": PHOTO}
    own = {**theirs, "from": bot_json()}
    (quoted,) = taken(message("use this", reply_to_message=theirs)).quoted
    assert (quoted.handle, quoted.message) == ("large", "2")
    assert taken(message("shorter", reply_to_message=own)).quoted == ()


def test_reply_to_a_photo_of_another_chat() -> None:
    """A quote from elsewhere brings its photo too."""
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "x"}
    (quoted,) = taken(message("use", external_reply={"origin": origin, "photo": PHOTO})).quoted
    assert quoted.handle == "large"


def test_hidden_links_are_written_out() -> None:
    """An address behind words is not lost."""
    entity = {"type": "text_link", "offset": 4, "length": 4, "url": "https://x.example/a.mp4"}
    body = {
        "message_id": 5, "date": 1, "chat": PRIVATE, "from": ADA, "text": "use this please",
        "entities": [entity],
    }  # fmt: skip
    assert taken(update(message=body)).text == "use this (https://x.example/a.mp4) please"


def test_edits() -> None:
    """An edit brings the new words of its message; without a date it is none of the person's."""
    body = {"message_id": 5, "date": 1, "chat": PRIVATE, "from": ADA, "text": "x"}
    assert update(edited_message=body) is None
    edit = taken(update(edited_message=body | {"edit_date": 9}))
    assert (edit.edits, edit.message, edit.text) == ("5", "", "x")
    assert update(channel_post=body) is None


def test_other_bots_and_anonymous_admins_are_ignored() -> None:
    """Whoever has no account of a person's cannot have a project."""
    assert message("/export", GROUP, **{"from": {**ADA, "is_bot": True}}) is None
    assert message("/export", GROUP, **{"from": None}) is None


def test_service_messages_are_ignored() -> None:
    """Titles, pins and arrivals are no requests."""
    assert message(chat=GROUP, new_chat_title="x") is None
    assert message(chat=PRIVATE, new_chat_title="x") is None


def test_what_nobody_can_use_still_gets_an_answer() -> None:
    """A place sent in private arrives empty, so that core can say what it reads."""
    got = taken(message(location={"latitude": 1.0, "longitude": 2.0}))
    assert (got.text, got.attachments) == ("", ())


def test_press() -> None:
    """A press carries its data and the message it hung on, also one that is too old to read."""
    query = {"id": "q1", "from": ADA, "chat_instance": "c", "data": "export:7"}
    shown = {"message_id": 8, "date": 5, "chat": GROUP, "from": bot_json(), "text": "x",
             "message_thread_id": 3, "is_topic_message": True}  # fmt: skip
    got = taken(update(callback_query=query | {"message": shown}))
    assert got.press == Press("export:7", MessageRef("-100", "8", "3"))
    assert (got.address.thread, got.answer, got.message, got.at) == ("3", "q1", "", NOW)
    old = taken(
        update(callback_query=query | {"message": {"message_id": 8, "date": 0, "chat": GROUP}})
    )
    assert old.press == Press("export:7", MessageRef("-100", "8"))


def test_arrival_in_a_group() -> None:
    """Being added to a group is told once; being removed or promoted is not."""

    def change(old: str, new: str, chat: dict[str, Any] = GROUP) -> Incoming | Moved | None:
        def member(status: str) -> dict[str, Any]:
            extra = {"until_date": 0} if status == "kicked" else {}
            return {"user": bot_json(), "status": status, **extra}

        return update(
            my_chat_member={
                "chat": chat, "from": ADA, "date": 1,
                "old_chat_member": member(old), "new_chat_member": member(new),
            }
        )  # fmt: skip

    assert taken(change("left", "member")).joined
    assert taken(change("kicked", "member")).joined
    assert change("member", "left") is None
    assert change("member", "member") is None
    assert change("kicked", "member", PRIVATE) is None


def test_supergroup_upgrade() -> None:
    """Either service message tells the old and the new id."""
    assert message(chat={**GROUP, "id": -5}, migrate_to_chat_id=-100) == Moved("-5", "-100")
    assert message(chat=GROUP, migrate_from_chat_id=-5) == Moved("-5", "-100")


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_text_arrives_in_private(text: str) -> None:
    """Whatever is typed in private arrives: as words, or as a command with its arguments."""
    got = taken(message(text))
    assert got.command or got.text == text.strip()


BEN = {"id": 8, "is_bot": False, "first_name": "Ben"}


def earlier(text: str, sender: dict[str, Any] = BEN, **fields: Any) -> dict[str, Any]:
    """A message that was sent before."""
    return {"message_id": 4, "date": 1, "chat": PRIVATE, "from": sender, "text": text, **fields}


def test_a_reply_brings_the_words_it_replies_to() -> None:
    """All of them, or the part that was chosen; of the bot's own only what was chosen."""
    assert taken(message("this", reply_to_message=earlier("The plan"))).pointed == "The plan"
    quote = {"text": "plan", "position": 4, "is_manual": True}
    chosen = taken(message("this", reply_to_message=earlier("The plan"), quote=quote))
    assert chosen.pointed == "plan"
    ours = earlier("Timeline", sender=bot_json())
    assert taken(message("this", reply_to_message=ours)).pointed == ""
    assert taken(message("this", reply_to_message=ours, quote=quote)).pointed == "plan"


def test_a_reply_to_a_result_tells_its_buttons() -> None:
    """The buttons below a message of the bot's say whose project it is."""
    rows = [[{"text": "Export", "callback_data": "x:3"}, {"text": "Web", "url": "https://x"}]]
    ours = earlier("Done", sender=bot_json(), reply_markup={"inline_keyboard": rows})
    assert taken(message("longer", reply_to_message=ours)).under == ("x:3",)


def test_what_was_passed_on() -> None:
    """A forward is told from words of one's own."""
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Ben"}
    assert taken(message("The plan", forward_origin=origin)).forwarded


@pytest.mark.parametrize(
    ("length", "cut"), [(3000, None), (4000, "\n"), (4096, "")], ids=["short", "near", "full"]
)
def test_a_text_that_may_have_been_cut(length: int, cut: str | None) -> None:
    """A text about as long as a message may be has a next part, joined as it was cut."""
    assert taken(message("x" * length)).cut == cut


@pytest.mark.parametrize(
    "fields",
    [
        {"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}},
        {"hologram": {"file_id": "f"}},
        {"dice": {"emoji": "*", "value": 1}},
    ],
    ids=["paid", "unheard of", "dice"],
)
def test_media_that_no_bot_can_open(fields: dict[str, Any]) -> None:
    """It is told from a message of words, with a caption or without."""
    assert taken(message(**fields)).unread
    assert taken(message(caption="make a video", **fields)).unread


@pytest.mark.parametrize(
    "held",
    [
        {"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}},
        {"hologram": {"file_id": "f"}},
        {"dice": {"emoji": "*", "value": 1}},
    ],
    ids=["paid", "unheard of", "dice"],
)
def test_a_reply_to_media_that_no_bot_can_open(held: dict[str, Any]) -> None:
    """Words about it are not taken for a request by themselves, wherever it was sent."""
    assert taken(message("make it move", reply_to_message=earlier("", **held))).unread
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Ben"}
    assert taken(message("make it move", external_reply={"origin": origin, **held})).unread
    own = taken(message("this one", photo=PHOTO, reply_to_message=earlier("", **held)))
    assert not own.unread


def test_a_reply_to_what_can_be_read_is_read() -> None:
    """Words, a photo, and what the bot itself has posted are no such media."""
    ours = earlier("", sender=bot_json(), dice={"emoji": "*", "value": 1})
    for there in (earlier("The plan"), earlier("", photo=PHOTO), ours):
        assert not taken(message("this", reply_to_message=there)).unread
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Ben"}
    assert not taken(message("this", external_reply={"origin": origin, "photo": PHOTO})).unread
    assert not taken(message("this", external_reply={"origin": origin})).unread


def test_a_mention_alone_is_a_call() -> None:
    """In a group the bot's name is enough; posts of a linked channel are nobody's."""
    call = taken(message(f"@{BOT_NAME}", chat=GROUP))
    assert (call.text, call.addressed) == ("", True)
    linked = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    assert message(f"@{BOT_NAME} hi", chat=GROUP, **{"from": linked}) is None


def test_an_admin_who_writes_in_the_group_s_name() -> None:
    """Telegram names a bot as the sender; the request is the group's."""
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    call = taken(message(f"@{BOT_NAME} hi", chat=GROUP, sender_chat=GROUP, **{"from": hidden}))
    assert (call.address.user, call.name) == ("-100", "Makers")
    other = {"id": 55, "is_bot": True, "first_name": "Other"}
    assert message(f"@{BOT_NAME} hi", chat=GROUP, **{"from": other}) is None
