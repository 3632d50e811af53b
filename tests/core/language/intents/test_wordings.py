"""Patterns spell out to the messages that the classifier learns from."""

from __future__ import annotations

from benchmarks import word_lists
from benchmarks.wordings import rows, spell_out
from core.language.intents import Intent
from core.language.intents.classifier import KINDS


def test_every_alternative_is_used() -> None:
    """No choice of a group is left out, however the combinations fall."""
    texts = " ".join(spell_out("(send|give) (me|us) the (file|clip|video|result)", "x")).lower()
    for word in ("send", "give", "me", "us", "clip", "result"):
        assert word in texts


def test_a_pattern_spells_out_the_same_every_time() -> None:
    """Training is deterministic only if its messages are."""
    pattern = "(is it|are you) (done|ready)( yet|)?"
    assert spell_out(pattern, "state") == spell_out(pattern, "state")


def test_slots_are_filled_with_words_of_the_language() -> None:
    """Any word, a thing with a name, a number and a stretch of time."""
    texts = spell_out("{w} {e} {n} {r} * 40", "topic", "ru")
    assert len(texts) == 40
    assert not [text for text in texts if set("{}*") & set(text)]
    assert not set(spell_out("{w} * 40", "topic", "ru")) & set(word_lists.words("ru", held=True))


def test_every_wording_is_a_labelled_message() -> None:
    """Files parse, labels exist, and no mark of a pattern is left in a text."""
    found = list(rows())
    assert len(found) > 100_000
    assert {row["label"] for row in found} == {intent.value for intent in Intent}
    assert {row["kind"] for row in found if "kind" in row} == set(KINDS)
    assert not [row["text"] for row in found if set("()|{}") & set(row["text"])]
