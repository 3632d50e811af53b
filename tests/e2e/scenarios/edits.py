"""Turns after the first: edits, silence, questions, queues, cancelling, buttons."""

from __future__ import annotations

import json
import re

from tests.doubtful import doubtful
from tests.e2e import samples
from tests.e2e.scenarios.kit import (
    BALANCE,
    PROMO,
    TITLE,
    Scenarios,
    Setup,
    film,
    final,
    newcomer,
    nothing_to_cancel,
    progress,
    prompts,
    with_more,
    with_project,
)
from tests.e2e.world import ANY, Shown, World, phrase
from tests.faults import Delay, Heartbeats, RawBytes, Slow

scenarios = Scenarios()


@scenarios.add()
async def edit(world: World) -> None:
    """An edit answers with what changed, the timeline, and the buttons to go on."""
    person, room, done = await with_project(world)
    await world.say(person, room, TITLE)
    shown = await final(world, room, after=done.order)
    assert "Summer Sale" in shown.text
    assert "Summer Sale" in shown.text.split("Timeline")[0]
    labels = [button.label for button in shown.buttons]
    assert (labels[:3], len(labels)) == (["Export", "Undo", "More…"], 5)
    assert TITLE not in labels
    assert prompts(world) == [PROMO, TITLE]


@scenarios.add(setup=Setup(studio={"silent_edits": frozenset({"text"})}))
async def silent_edit(world: World) -> None:
    """An edit that the backend carries out without a word is reported from the state."""
    person, room, done = await with_project(world)
    await world.say(person, room, TITLE)
    shown = await final(world, room, after=done.order)
    assert "Summer Sale" in shown.text
    assert prompts(world) == [PROMO, TITLE]


@scenarios.add()
async def status_beside_a_turn(world: World) -> None:
    """Credits and status are answered while a turn runs; they don't wait in its queue."""
    person, room, done = await with_project(world)
    world.backend.faults.once("run_sse", Heartbeats(count=20, every_s=5))
    await world.say(person, room, TITLE)
    await world.until(lambda: len(prompts(world)) == 2 or progress(world, room), "the turn runs")
    await world.command(person, room, "credits")
    await world.sees(room, BALANCE, within=4)
    await final(world, room, after=done.order)


@scenarios.add()
async def signs_of_life(world: World) -> None:
    """A long turn types, edits its one silent message every 30 s, and says so at two minutes."""
    person, room, done = await with_project(world)
    world.backend.faults.once("run_sse", Heartbeats(count=60, every_s=5))
    await world.say(person, room, TITLE)
    await world.pass_time(20)
    running = progress(world, room)
    assert running is not None
    assert "typing" in world.activities(room)
    for _ in range(4):
        seen = running.edits
        await world.pass_time(31)
        running = progress(world, room)
        assert running is not None
        assert running.edits > seen
    await world.sees(room, phrase("progress-still-working", time=ANY), within=60)
    await final(world, room, after=done.order)
    loud = [s for s in world.shown(room) if s.order > done.order and not s.silent]
    assert len(loud) == 1


@scenarios.add()
async def cancel_while_running(world: World) -> None:
    """`/cancel` in the middle of a turn is obeyed at once and says what it can't take back."""
    person, room, _ = await with_project(world)
    world.backend.faults.once("run_sse", Heartbeats(count=None, every_s=5))
    await world.say(person, room, TITLE)
    await world.pass_time(12)
    await world.command(person, room, "cancel")
    await world.sees(room, phrase("cancel-running"), within=5)
    await world.until(lambda: nothing_to_cancel(world, room), "nothing is left behind", within=5)
    await world.say(person, room, "make it 10 seconds")
    await world.until(lambda: prompts(world)[-1] == "make it 10 seconds", "the next turn runs")


@scenarios.add()
async def cancel_button(world: World) -> None:
    """The Cancel button under the progress message does the same as the command."""
    person, room, _ = await with_project(world)
    world.backend.faults.once("run_sse", Heartbeats(count=None, every_s=5))
    await world.say(person, room, TITLE)
    await world.pass_time(12)
    running = progress(world, room)
    assert running is not None
    await world.press(person, running, "Cancel")
    await world.sees(room, phrase("cancel-running"), within=5)
    await world.until(lambda: nothing_to_cancel(world, room), "nothing is left behind", within=5)


@scenarios.add()
async def cancel_while_uploading(world: World) -> None:
    """Cancelling during the uploads spends nothing."""
    person, room = await newcomer(world)
    world.backend.faults.always("upload", Delay(10_000))
    await world.say(person, room, PROMO, samples.photos(2))
    await world.pass_time(10)
    await world.command(person, room, "cancel")
    await world.sees(room, phrase("cancel-upload"), within=5)
    await world.until(lambda: nothing_to_cancel(world, room), "nothing is left behind", within=5)
    world.backend.faults.clear()
    await world.pass_time(120)
    assert prompts(world) == []


@scenarios.add()
async def queue_of_three(world: World) -> None:
    """Requests sent while one runs are noted with their place and run in order."""
    person, room, _ = await with_project(world)
    world.backend.faults.once("run_sse", Heartbeats(count=6, every_s=5))
    wanted = [TITLE, "make it 10 seconds", "remove the second photo"]
    for text in wanted:
        await world.say(person, room, text)
        await world.settled()
    await world.sees(room, phrase("queue-noted", position=2), within=10)
    await world.until(lambda: prompts(world)[1:] == wanted, "all three ran in order")


@scenarios.add()
async def queue_is_full(world: World) -> None:
    """The request after the last place is refused in words; nothing is lost silently."""
    person, room, _ = await with_project(world)
    world.backend.faults.once("run_sse", Slow(20))
    for number in range(8):
        await world.say(person, room, f"make it {10 + number} seconds")
        await world.settled()
    await world.sees(room, phrase("queue-full", limit=5), within=10)


@scenarios.add()
async def stale_button(world: World) -> None:
    """A button under an older message is answered, and never spends anything."""
    person, room, done = await with_project(world)
    await world.say(person, room, TITLE)
    newer = await final(world, room, after=done.order)
    spent = prompts(world)
    opened = await with_more(world, person, room, done)
    await world.press(person, opened, "Timeline")
    await world.until(
        lambda: "Timeline" in world.last(room).text or world.last(room).id != newer.id,
        "the press is answered",
    )
    assert prompts(world) == spent


@scenarios.add()
async def more_behind_one_button(world: World) -> None:
    """What is needed less often comes into the same message, which says what it said."""
    person, room, done = await with_project(world)
    opened = await with_more(world, person, room, done)
    labels = [button.label for button in opened.buttons]
    assert labels[:5] == ["Export", "Undo", "Timeline", "Change…", "New"]
    assert (opened.id, opened.text) == (done.id, done.text)


@scenarios.add()
async def stop_while_it_writes(world: World) -> None:
    """Stop ends the wait in the middle of the answer, and says what may still be paid for."""
    person, room, _ = await with_project(world)
    world.backend.faults.once("run_sse", Slow(seconds=3))
    await world.say(person, room, TITLE)

    def stoppable() -> Shown | None:
        running = progress(world, room)
        return running if running is not None and running.has_button("Stop") else None

    await world.until(stoppable, "an answer that is being written")
    running = stoppable()
    assert running is not None
    await world.press(person, running, "Stop")
    await world.sees(room, phrase("cancel-running"), within=10)
    await world.until(
        lambda: not any(shown.has_button("Stop") for shown in world.shown(room)),
        "nothing is left to stop",
    )


@scenarios.add()
async def double_press(world: World) -> None:
    """Two quick presses on a button that works for minutes start it once."""
    person, room, done = await with_project(world)
    await world.press(person, done, "Export")
    await world.press(person, done, "Export")
    await world.until(lambda: any(s.video for s in world.shown(room)), "the video")
    await world.pass_time(120)
    assert len([shown for shown in world.shown(room) if shown.video]) == 1
    assert len(world.backend.renders()) == 1


@scenarios.add()
async def duplicate_update(world: World) -> None:
    """The platform delivers the same message twice: it is one prompt and one answer."""
    person, room, done = await with_project(world)
    await world.say(person, room, TITLE)
    await world.redeliver()
    await final(world, room, after=done.order)
    await world.redeliver()
    await world.pass_time(60)
    assert prompts(world) == [PROMO, TITLE]


@scenarios.add()
async def own_language(world: World) -> None:
    """A person whose app speaks German is answered in German, until they choose otherwise."""
    person, room = await newcomer(world, "Bea", "de")
    await world.command(person, room, "start")
    await world.sees(room, phrase("start-welcome", lang="de"))
    await world.command(person, room, "language", "es")
    await world.sees(room, phrase("language-changed", lang="es", language=ANY))


@scenarios.add()
async def unruly_words(world: World) -> None:
    """Emoji, mentions, markup and characters that turn lines round: shown tamely, never refused."""
    person, room = await newcomer(world)
    nasty = "\u202emoor\u2066 @everyone <b>**`_[x](tg://user?id=1)\x1b[31m\x07 \U0001f3ac"
    await world.command(person, room, "new", nasty)
    shown = await world.sees(room, phrase("project-new-titled", title=ANY))
    assert "@everyone <b>**`_[x](tg://user?id=1)" in shown.text
    await world.command(person, room, "new", "\U0001f468\u200d\U0001f680" * 1365)
    await world.command(person, room, "projects")
    await world.sees(room, phrase("project-list", count=2))
    if world.platform == "telegram":  # Discord offers a closed list
        await world.command(person, room, "language", nasty)
        await world.sees(room, phrase("language-unknown", language=ANY))
    await world.say(person, room, PROMO + "\U0001f3ac" * 1900, samples.photos(1))
    await final(world, room)
    said = [s.text + "".join(button.label for button in s.buttons) for s in world.shown(room)]
    assert not any(sign in text for text in said for sign in "\u202e\u2066\x1b\x07")


@scenarios.add()
async def two_readings(world: World) -> None:
    """What may be a command or an edit is asked about; the press does what it says, once."""
    person, room, _ = await with_project(world)
    await world.say(person, room, doubtful())
    shown = await world.sees(room, phrase("reading-ask"))
    await world.pass_time(2)
    assert world.backend.renders() == ()
    await world.press(person, shown, "Export the video")
    await world.redeliver()
    await film(world, room, after=shown.order)
    assert (prompts(world), len(world.backend.renders())) == ([PROMO], 1)


@scenarios.add()
async def a_very_long_answer(world: World) -> None:
    """The chat shows its beginning; all of it comes along as a text file."""
    person, room, _ = await with_project(world)
    text = "The boat leaves the harbour and passes the lighthouse. " * 900
    event = json.dumps({"type": "text", "content": text.strip()})
    world.backend.faults.once("run_sse", RawBytes(f"data: {event}\n\n".encode()))
    await world.say(person, room, "write me the whole script")
    shown = await world.sees(room, phrase("reply-whole"))
    assert shown.file == ("answer.txt", text.strip().encode())
    await world.sees(room, re.compile(r"lighthouse\.\s+…"))
    said = [s for s in world.shown(room) if "lighthouse" in s.text]
    assert 20_000 < sum(len(s.text) for s in said) < 31_000
