"""The agent asks instead of editing: buttons, typed answers, and the one prompt they become."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from tests.core.bench import PROMO, TITLE, Bench
from tests.core.recording import Posted
from tests.faults import asks, item

INSTEAD = "stop, make it square instead"
HELLO = "what do you think of it"
SHAPE = item("Which aspect ratio do you want?", ["9:16 for Reels", "16:9 for YouTube"])
MOODS = item("Which moods?", ["calm", "happy", "epic"], allow_multiple=True)
NAME = item("What is the shop called?")
ANSWER = "1. Which aspect ratio do you want?: 9:16 for Reels"


async def asked(bench: Bench, *items: object, prompt: str = HELLO, **stream: object) -> Posted:
    """The bench with a turn that ended with these questions."""
    await bench.open()
    bench.faults.once("run_sse", asks(*items, title="Before I start", **stream))  # type: ignore[arg-type]  # items as JSON
    await bench.say(prompt)
    await bench.rest()
    return bench.last


def labels(post: Posted) -> list[str]:
    """What its buttons read."""
    return [button.label for button in post.buttons]


def chosen(post: Posted, label: str) -> bool:
    """Whether this option is ticked."""
    return f"✅ {label}" in labels(post)


@pytest.mark.parametrize("flat", [False, True])
async def test_one_question(flat: bool, bench: Bench) -> None:
    """Title, prompt and options are the answer; a tap sends the answer, once."""
    post = await asked(bench, SHAPE, flat=flat)
    assert "Before I start" in post.text
    assert "Which aspect ratio do you want?" in post.text
    assert labels(post) == ["9:16 for Reels", "16:9 for YouTube", "Other…"]
    assert not any(bench.says(p.text, "turn-no-change") for p in bench.chat.posted)
    assert not any(bench.says(p.text, "status-empty") for p in bench.chat.posted)
    data = post.button("9:16 for Reels").data
    await asyncio.gather(*(bench.press_data(post, data) for _ in range(3)))
    await bench.rest()
    await bench.press_data(post, data)
    await bench.rest()
    assert await bench.sent() == [HELLO, ANSWER]
    assert post.buttons == ()
    assert "9:16 for Reels" in post.text


async def test_several_questions_one_after_the_other(bench: Bench) -> None:
    """Each is asked when the one before it has its answer; toggles hold until Done."""
    post = await asked(bench, SHAPE, MOODS)
    await bench.press(post, "9:16 for Reels")
    await bench.until(lambda: labels(post) == ["calm", "happy", "epic", "Other…", "Done"])
    await bench.press(post, "Done")
    await bench.until(lambda: bench.says(bench.chat.whispers[-1].text, "question-several"))
    for label in ("epic", "calm", "happy"):
        await bench.press(post, label)
        await bench.until(partial(chosen, post, label))
    await bench.press(post, "✅ calm")
    await bench.until(lambda: labels(post) == ["calm", "✅ happy", "✅ epic", "Other…", "Done"])
    await bench.press(post, "Done")
    await bench.rest()
    assert (await bench.sent())[1] == f"{ANSWER}\n2. Which moods?: happy, epic"


async def test_an_old_button_shows_what_is_asked_now(bench: Bench) -> None:
    """A second tap on the first question's option is no answer to the second question."""
    post = await asked(bench, SHAPE, MOODS)
    data = post.button("9:16 for Reels").data
    await bench.press_data(post, data)
    await bench.press_data(post, data)
    await bench.rest()
    assert labels(post) == ["calm", "happy", "epic", "Other…", "Done"]
    assert await bench.sent() == [HELLO]


async def test_words_of_ones_own_from_a_form(bench: Bench) -> None:
    """What was typed into the form behind "Other…" is the answer."""
    post = await asked(bench, SHAPE)
    assert post.button("Other…").ask
    await bench.press(post, "Other…", text="4:5, please")
    await bench.rest()
    assert (await bench.sent())[1] == "1. Which aspect ratio do you want?: 4:5, please"


async def test_words_of_ones_own_as_a_message(bench: Bench) -> None:
    """Where no form opens, the next message is the answer, whatever it reads like."""
    post = await asked(bench, SHAPE)
    await bench.press(post, "Other…")
    await bench.until(lambda: bench.says(bench.last.text, "question-free"))
    await bench.say("as wide as a cinema")
    await bench.rest()
    assert (await bench.sent())[1] == "1. Which aspect ratio do you want?: as wide as a cinema"


async def test_a_question_without_options(bench: Bench) -> None:
    """The next words are the answer, and files sent with them go along."""
    post = await asked(bench, NAME)
    assert labels(post) == ["Answer…"]
    await bench.say("Café Nord", bench.photos(1))
    await bench.rest()
    assert (await bench.sent())[1] == "1. What is the shop called?: Café Nord"
    assert len(await bench.uploads()) == 1


@pytest.mark.parametrize("typed", ["sunny", "both", "4"])
async def test_a_typed_answer_that_fits_no_single_option(typed: str, bench: Bench) -> None:
    """It is asked which, with the options; nothing is sent, and the answer after it counts."""
    await asked(bench, item("Which weather?", ["Sunny day", "Sunny night", "Rain"]))
    await bench.say(typed)
    await bench.rest()
    assert bench.says(bench.last.text, "question-which")
    assert labels(bench.last)[:3] == ["Sunny day", "Sunny night", "Rain"]
    assert await bench.sent() == [HELLO]
    await bench.say("sunny night")
    await bench.rest()
    assert (await bench.sent())[1:] == ["1. Which weather?: Sunny night"]


async def test_several_answers_by_name(bench: Bench) -> None:
    """Where several may be chosen, they may be typed in a row."""
    await asked(bench, MOODS)
    await bench.say("calm and epic")
    await bench.rest()
    assert (await bench.sent())[1:] == ["1. Which moods?: calm, epic"]


@pytest.mark.parametrize("typed", ["the second one", "16:9", "2", "horizontal please", "youtube"])
async def test_a_typed_answer(typed: str, bench: Bench) -> None:
    """What is typed may name an option in many ways, and is sent as that option."""
    post = await asked(bench, SHAPE)
    await bench.say(typed)
    await bench.rest()
    assert (await bench.sent())[1] == "1. Which aspect ratio do you want?: 16:9 for YouTube"
    assert post.buttons == ()


async def test_typed_answers_to_several_questions(bench: Bench) -> None:
    """The next question comes below a typed answer."""
    await asked(bench, SHAPE, MOODS)
    await bench.say("9:16")
    await bench.until(lambda: "Which moods?" in bench.last.text)
    await bench.say("1 and 3")
    await bench.rest()
    assert (await bench.sent())[1] == f"{ANSWER}\n2. Which moods?: calm, epic"


async def test_something_else_is_a_new_request(bench: Bench) -> None:
    """The question loses its buttons without a word; who presses one later is told why."""
    post = await asked(bench, SHAPE)
    data = post.button("9:16 for Reels").data
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    assert await bench.sent() == [HELLO, PROMO]
    assert not any(bench.says(p.text, "question-lapsed") for p in bench.chat.posted)
    assert "Which aspect ratio do you want?" in post.text
    assert post.buttons == ()
    await bench.press_data(post, data)
    await bench.rest()
    assert bench.says(bench.chat.whispers[-1].text, "question-lapsed")
    assert await bench.sent() == [HELLO, PROMO]


@pytest.mark.parametrize("command", ["new", "cancel"])
async def test_new_and_cancel_lapse_it(command: str, bench: Bench) -> None:
    """It loses its buttons, and after a cancel, which has no other answer, that is said; words
    that would have been an answer are a request then."""
    post = await asked(bench, SHAPE)
    await bench.command(command)
    await bench.until(lambda: post.buttons == ())
    await bench.rest()
    told = "question-lapsed" if command == "cancel" else "project-new"
    assert bench.says(bench.last.text, told)
    assert post.buttons == ()
    await bench.say("9:16")
    await bench.rest()
    assert await bench.sent() == [HELLO, "9:16"]


async def test_signs_are_no_answer(bench: Bench) -> None:
    """Where any words would do, "???" has none: it is said so, and asked again."""
    await asked(bench, NAME)
    await bench.say("???")
    await bench.rest()
    assert any(bench.says(post.text, "words-none") for post in bench.chat.posted)
    assert "What is the shop called?" in bench.last.text
    assert await bench.sent() == [HELLO]


async def test_stop_and_what_is_wanted_instead(bench: Bench) -> None:
    """The question lapses without a word, and what is wanted instead is sent."""
    post = await asked(bench, SHAPE)
    await bench.say(INSTEAD)
    await bench.rest()
    assert not any(bench.says(p.text, "question-lapsed") for p in bench.chat.posted)
    assert not any(bench.says(p.text, "cancel-nothing") for p in bench.chat.posted)
    assert post.buttons == ()
    assert await bench.sent() == [HELLO, INSTEAD]


async def test_what_waited_in_line_goes_first(bench: Bench) -> None:
    """A request taken in before the question was asked is no answer: the question lapses, of
    which nobody hears who pressed nothing."""
    await bench.open()
    bench.faults.once("run_sse", asks(SHAPE))
    await bench.say(HELLO)
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert await bench.sent() == [HELLO, PROMO]
    assert not any(bench.says(p.text, "question-lapsed") for p in bench.chat.posted)


async def test_only_its_owner_answers(bench: Bench) -> None:
    """In a group somebody else's tap changes nothing."""
    await bench.open()
    bench.faults.once("run_sse", asks(SHAPE))
    await bench.say(HELLO, group="family")
    await bench.rest()
    post = bench.last
    await bench.press(post, "9:16 for Reels", "bob")
    await bench.until(lambda: bench.chat.whispers)
    assert bench.says(bench.chat.whispers[-1].text, "group-not-your-button")
    await bench.press(post, "9:16 for Reels")
    await bench.rest()
    assert await bench.sent() == [HELLO, ANSWER]


async def test_status_shows_it(bench: Bench) -> None:
    """/status asks again, and the answer may be given there; the buttons of both go."""
    post = await asked(bench, SHAPE)
    await bench.command("status")
    await bench.until(lambda: bench.last is not post and "aspect ratio" in bench.last.text)
    await bench.press(bench.last, "9:16 for Reels")
    await bench.rest()
    assert await bench.sent() == [HELLO, ANSWER]
    await bench.until(lambda: post.buttons == ())


async def test_it_survives_a_restart(bench: Bench) -> None:
    """Killed between two taps, the bot goes on with what was chosen."""
    post = await asked(bench, SHAPE, MOODS)
    await bench.press(post, "9:16 for Reels")
    await bench.until(lambda: "calm" in labels(post))
    await bench.press(post, "calm")
    await bench.until(lambda: "✅ calm" in labels(post))
    await bench.restart()
    await bench.press(post, "Done")
    await bench.rest()
    assert (await bench.sent())[1] == f"{ANSWER}\n2. Which moods?: calm"


async def test_words_and_edits_beside_a_question(bench: Bench) -> None:
    """What was said and done before it asked is told too, first."""
    await bench.open()
    bench.faults.once("run_sse", asks(SHAPE, text="I laid out the photos."))
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    first = next(p for p in bench.chat.finals if "I laid out the photos." in p.text)
    assert "Timeline" in first.text
    assert bench.last.text.startswith("Which aspect ratio")
    await bench.press(bench.last, "16:9 for YouTube")
    await bench.rest()
    assert len(await bench.sent()) == 2


async def test_the_export_waits_for_the_answer(bench: Bench) -> None:
    """ "…and export it" comes behind the answer, not behind the question."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    bench.faults.once("run_sse", asks(SHAPE))
    await bench.say(f"{TITLE} and then export it")
    await bench.rest()
    assert await bench.submits() == {}
    await bench.press(bench.last, "9:16 for Reels")
    await bench.rest()
    assert len(await bench.submits()) == 1


async def test_other_commands_leave_it_open(bench: Bench) -> None:
    """Looking at credits or help is no answer and no new request."""
    post = await asked(bench, SHAPE)
    await bench.command("credits")
    await bench.say("help")
    await bench.rest()
    await bench.press(post, "9:16 for Reels")
    await bench.rest()
    assert await bench.sent() == [HELLO, ANSWER]


async def test_many_and_long_options(bench: Bench) -> None:
    """Long labels stand in the text in full; options beyond the buttons are chosen by number."""
    options = [f"choice number {n}" for n in range(1, 31)]
    post = await asked(bench, item("Which?", options))
    assert len(post.buttons) <= 25
    assert "30. choice number 30" in post.text
    await bench.say("30")
    await bench.rest()
    assert (await bench.sent())[1] == "1. Which?: choice number 30"


async def test_nothing_is_said_of_clips_on_an_empty_timeline(bench: Bench) -> None:
    """A turn that made nothing says what to send, not what to name."""
    await bench.open()
    await bench.say(HELLO)
    await bench.rest()
    assert not any(bench.says(p.text, "turn-no-change") for p in bench.chat.posted)
