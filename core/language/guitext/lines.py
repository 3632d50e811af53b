"""What a whole sentence, list item or heading is to the lines around it."""

from __future__ import annotations

from functools import lru_cache

from core.language.guitext.grammars import EN, ZH, grammar_of, is_script, start_of
from core.language.guitext.plain import LINK, has_cjk, lower


def is_step(text: str) -> bool:
    """Whether a list item reads as a step among other steps for a screen."""
    low = lower(text)
    if LINK in low or is_script(low):
        return False
    grammar = grammar_of(low)
    return bool(grammar.at("STEP", low, start_of(grammar, low)[0]))


def speaks_here(text: str) -> bool:
    """Whether a list item offers talk in the chat, or says what the backend itself does or did."""
    low = lower(text)
    if has_cjk(low):
        return ZH.has("TO_CHAT", low) or ZH.has("SPEAKS_HERE", low) or ZH.has("DONE_BY_ME", low)
    return EN.has("TO_CHAT", low) or EN.has("SPEAKS_HERE", low) or EN.starts("BY_ME", low)


def how_to(text: str) -> bool:
    """Whether a heading announces steps to be done by hand."""
    low = lower(text)
    return grammar_of(low).starts("HOW_TO", low)


def lists_keys(heading: str) -> bool:
    """Whether a heading announces keyboard shortcuts."""
    low = lower(heading)
    return grammar_of(low).starts("SHORTCUTS", low)


def tells_video(heading: str) -> bool:
    """Whether a heading announces what the video shows ("Here is the script:")."""
    low = lower(heading)
    return grammar_of(low).starts("SCRIPT_HEADING", low) and not how_to(heading)


def tells_words(heading: str) -> bool:
    """Whether a heading announces words to be spoken, sung or shown ("Lyrics:")."""
    low = lower(heading)
    return grammar_of(low).starts("WORDS_HEADING", low) and not how_to(heading)


def names_app(text: str) -> bool:
    """Whether a line names a place that only the editor has."""
    low = lower(text)
    return grammar_of(low).has("APP_PLACE", low)


def names_screen(text: str) -> bool:
    """Whether a line names a control or a place that a screen has."""
    low = lower(text)
    return grammar_of(low).has("STRONG", low) or grammar_of(low).has("POSITION", low)


def names_words(text: str) -> bool:
    """Whether a paragraph speaks of words for the video: a script, a caption, a voice-over."""
    low = lower(text)
    return bool(low) and grammar_of(low).has("WORDS_NAMED", low)


def stands_alone(text: str) -> bool:
    """Whether a heading says something of its own ("Your video is ready:")."""
    low = lower(text)
    if has_cjk(low):
        return ZH.has("DONE_BY_ME", low)
    return EN.starts("INDEPENDENT", low) and not EN.starts("HERE_IS_HOW", low)


@lru_cache(maxsize=128)
def is_lead(text: str) -> bool:
    """Whether a dropped clause only opened another ("once you like the result, ...")."""
    low = lower(text)
    return grammar_of(low).starts("LEAD", low)


@lru_cache(maxsize=128)
def is_symptom(text: str) -> bool:
    """Whether a dropped clause only tells when to do it ("if you still hear sound, ...")."""
    low = lower(text)
    return grammar_of(low).starts("SYMPTOM", low)


@lru_cache(maxsize=128)
def is_housekeeping(text: str) -> bool:
    """Whether a dropped clause was about the page itself ("reload the page"): it means nothing."""
    low = lower(text)
    return grammar_of(low).has("HOUSEKEEPING", low)
