"""Everything of an answer is in one language: the one that its person writes in, or chose."""

from __future__ import annotations

from core.language.phrases import say
from tests.core.bench import PROMO, Bench
from tests.core.recording import Posted

GERMAN = "mach ein Video aus meinen Fotos, mit ruhiger Musik"


def _answer(bench: Bench) -> Posted:
    """The last message with something to press."""
    return next(post for post in reversed(bench.chat.finals) if post.buttons)


def _speaks(bench: Bench, language: str) -> bool:
    """Whether the last answer's timeline and buttons are in that language."""
    answer = _answer(bench)
    labels = [button.label for button in answer.buttons]
    timeline = say(language, "timeline-header", count=2)
    return say(language, "button-export") in labels and timeline in answer.text


async def test_the_language_that_somebody_writes_in(bench: Bench) -> None:
    """Their first sentence in another language changes the timeline, buttons and commands, until
    they write in another one; a word that is said in any language changes nothing."""
    await bench.open()
    await bench.say(GERMAN, bench.photos(2))
    await bench.rest()
    assert _speaks(bench, "de"), bench.transcript()
    await bench.say("ok")
    await bench.rest()
    assert _answer(bench).button(say("de", "button-more"))
    await bench.command("help")
    await bench.rest()
    assert say("de", "help-text") in bench.last.text
    await bench.say("make it a bit warmer, please")
    await bench.rest()
    assert _speaks(bench, "en"), bench.transcript()


async def test_the_language_that_was_chosen(bench: Bench) -> None:
    """It is spoken whatever they write in."""
    await bench.open()
    await bench.command("language", "de")
    await bench.rest()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    assert _speaks(bench, "de"), bench.transcript()


async def test_files_are_received_in_the_language_of_what_was_written_meanwhile(
    bench: Bench,
) -> None:
    """Before anything is written it is the platform's; a caption, or words that come while the
    files go up, count."""
    await bench.open()
    await bench.say(files=bench.photos(2))
    await bench.rest()
    assert say("en", "media-received", count=2) in bench.last.text
    await bench.say("hola", bench.photos(1))
    await bench.rest()
    assert say("es", "media-received", count=1) in bench.last.text
    slow = bench.chat.hold("open")
    opened = len(bench.chat.opened)
    await bench.say(files=bench.photos(2))
    await bench.until(lambda: len(bench.chat.opened) > opened, "the upload begins")
    await bench.say("还在上传吗？")
    await bench.pass_time(10)
    slow.set()
    await bench.rest()
    said = [post.text for post in bench.chat.finals]
    assert any(say("zh-Hans", "media-received", count=2) in text for text in said), said


async def test_files_before_a_word_are_received_as_the_platform_speaks(bench: Bench) -> None:
    """Nothing is written yet."""
    await bench.open()
    await bench.say(files=bench.photos(2), locale="pt-BR")
    await bench.rest()
    assert say("pt", "media-received", count=2) in bench.last.text
