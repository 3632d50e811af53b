"""Buttons and the forms behind them: they work whatever process posted them."""

from __future__ import annotations

from core.chat import Button, Message, MessageRef
from core.language.phrases import say
from tests.adapters.discord.kit import Bench

EXPORT = ((Button("Export", "export:1"),),)


async def test_press_carries_its_data_and_its_message(running: Bench) -> None:
    """A press reaches core with the button's data; Discord sees it acknowledged."""
    ada = running.api.user("Ada")
    ref = await running.adapter.chat.send(running.private(ada.id), Message("Done", EXPORT))
    shown = running.api.posts(running.api.dm(ada.id).id)[0]
    record = running.people.press(ada, shown, "Export")
    incoming = await running.taken()
    assert incoming.press is not None
    assert (incoming.press.data, incoming.press.message) == ("export:1", ref)
    await running.until(lambda: record.responded)
    assert shown.content == "Done"


async def test_button_of_an_earlier_process_works(running: Bench) -> None:
    """A message that another process posted has buttons all the same."""
    ada = running.api.user("Ada")
    dm = running.api.dm(ada.id)
    row = {"type": 1, "components": [{"type": 2, "style": 2, "label": "Go", "custom_id": "p:x:9"}]}
    old = running.api.backend.create_message(
        dm.id, running.api.backend.bot_user.id, "old", components=[row]
    )
    running.people.press(ada, old, "Go")
    incoming = await running.taken()
    assert incoming.press is not None
    assert incoming.press.data == "x:9"


async def test_stranger_is_told_apart(running: Bench) -> None:
    """A press in a guild comes from the one who pressed, and a whisper reaches them alone."""
    ada, bob = running.api.user("Ada"), running.api.user("Bob")
    room = running.api.channel(running.api.guild(ada, bob))
    address = running.private(ada.id)
    owner = type(address)("discord", address.bot, str(room.id), str(ada.id))
    await running.adapter.chat.send(owner, Message("Done", EXPORT))
    running.people.press(bob, running.api.posts(room.id)[0], "Export")
    incoming = await running.taken()
    assert incoming.address.user == str(bob.id)
    await running.adapter.chat.whisper(
        incoming.address, Message("Not yours"), answer=incoming.answer
    )
    told = running.api.posts(room.id)[-1]
    assert told.content == "Not yours"
    assert told.visible_to(bob.id)
    assert not told.visible_to(ada.id)


async def test_asking_button_opens_a_form_first(running: Bench) -> None:
    """ "Change…" asks for words, and the press arrives together with them."""
    ada = running.api.user("Ada")
    ref = await running.adapter.chat.send(
        running.private(ada.id), Message("Done", ((Button("Change…", "e:1", ask=True),),))
    )
    shown = running.api.posts(running.api.dm(ada.id).id)[0]
    record = running.people.press(ada, shown, "Change…")
    await running.until(lambda: record.modal is not None)
    assert record.modal is not None
    assert record.modal["title"] == say("en", "form-change")
    assert running.service.taken == []
    running.people.submit(ada, record, "make it shorter")
    incoming = await running.taken()
    assert incoming.press is not None
    assert (incoming.press.data, incoming.text) == ("e:1", "make it shorter")
    assert incoming.press.message == MessageRef(ref.chat, ref.message)


async def test_forms_speak_the_persons_language(running: Bench) -> None:
    """A form's title comes in the language of whoever pressed."""
    ada = running.api.user("Ada")
    running.people.locales[ada.id] = "de"
    record = running.people.slash(ada, running.api.dm(ada.id), "login")
    await running.until(lambda: record.modal is not None)
    assert record.modal is not None
    assert record.modal["title"] == say("de", "form-login")[:45]
