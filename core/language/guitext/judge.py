"""Which clauses of a sentence are instructions for a screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from core.language.guitext import en, zh
from core.language.guitext.plain import CONTROL, LINK, has_cjk

_MAX_OPENERS = 12
_MAX_SENTENCE = 1200
"""Longer ones are content: nobody gives instructions at that length, and work stays bounded."""
_CAPITAL_NAME = re.compile(
    r"(?<=[\w\"'*] )(?:Export|Download|Save|Share|Upload|Import|Play"
    r"|Render|Publish|Undo|Redo|Delete"
    r"|Apply|Billing|Settings|Account|Preview|Timeline|Credits|History"
    r"|Keep|Preferences|Media|Library)\b"
)


class Kind(Enum):
    """What a clause is: content, an instruction, or a part that shares its neighbour's fate."""

    CONTENT = "content"
    INSTRUCTION = "instruction"
    LEAD = "lead"


def judge(texts: Sequence[str]) -> list[bool]:
    """For each clause of one sentence (plain, case kept), whether it is to be dropped.

    A lead-in ("when ready, ...") goes with the clause that it opens; what follows an instruction
    and does not stand alone ("..., choose 1080p") goes with it.
    """
    lows = [text.lower() if len(text.lower()) == len(text) else text for text in texts]
    whole = " ".join(lows)
    if len(whole) > _MAX_SENTENCE or LINK in whole or _is_script(whole):
        return [False] * len(texts)
    kinds: list[Kind] = []
    for n, (text, low) in enumerate(zip(texts, lows, strict=True)):
        addressed = " ".join(lows[n:])
        after_content = Kind.CONTENT in kinds and Kind.INSTRUCTION not in kinds
        after_instruction = bool(kinds) and kinds[-1] is Kind.INSTRUCTION
        kinds.append(_kind(text, low, addressed, after_content, after_instruction))
    if Kind.INSTRUCTION not in kinds and len(texts) > 1 and _about_screen(texts, whole):
        return [True] * len(texts)
    return _settle(kinds)


def follows_on(text: str) -> bool:
    """Whether a sentence only continues a dropped instruction ("Then choose 1080p.")."""
    low = text.lower()
    if LINK in low or _is_script(low):
        return False
    if has_cjk(low):
        return bool(zh.AFTERMATH.search(low)) or bool(zh.STEP_NEXT.match(low, _zh_start(low)[0]))
    return bool(en.AFTERMATH.search(low) or en.STEP_NEXT.match(low) or en.IT_IS_THERE.match(low))


def is_step(text: str) -> bool:
    """Whether a list item reads as a step among other steps for a screen."""
    low = text.lower()
    if LINK in low or _is_script(low):
        return False
    if has_cjk(low):
        return bool(zh.STEP.match(low, _zh_start(low)[0]))
    return bool(en.STEP.match(low, _en_start(low)[0]))


def leads_in(text: str) -> bool:
    """Whether a question only opens the instruction after it ("Happy with it?")."""
    low = text.lower()
    if has_cjk(low):
        return bool(zh.LEAD_QUESTION.match(low)) and not zh.NOT_LEAD_QUESTION.search(low)
    return low.rstrip().endswith("?") and bool(en.LEAD_QUESTION.match(low))


def how_to(text: str) -> bool:
    """Whether a heading announces steps to be done by hand."""
    low = text.lower()
    return bool(zh.HOW_TO.match(low)) if has_cjk(low) else bool(en.HOW_TO.match(low))


def stands_alone(text: str) -> bool:
    """Whether a heading says something of its own ("Your video is ready:")."""
    low = text.lower()
    if has_cjk(low):
        return bool(zh.DONE_BY_ME.search(low))
    return bool(en.INDEPENDENT.match(low)) and not en.HERE_IS_HOW.match(low)


def _is_script(low: str) -> bool:
    grammar = zh if has_cjk(low) else en
    return bool(grammar.SCRIPT_LINE.match(low)) and not grammar.APP_PLACE.search(low)


def _settle(kinds: Sequence[Kind]) -> list[bool]:
    drop = [kind is Kind.INSTRUCTION for kind in kinds]
    for n in range(len(kinds) - 2, -1, -1):
        if kinds[n] is Kind.LEAD:
            drop[n] = drop[n + 1]
    for n in range(1, len(kinds)):
        if kinds[n] is Kind.LEAD and drop[n - 1]:
            drop[n] = True
    return drop


def _kind(
    text: str, low: str, addressed: str, after_content: bool, after_instruction: bool
) -> Kind:
    if has_cjk(low):
        found = _chinese(low, addressed, after_content)
        grammar_lead = zh.LEAD.match(low)
        independent = zh.INDEPENDENT.match(low)
        aftermath = zh.AFTERMATH.search(low)
    else:
        found = _english(text, low, addressed, after_content)
        grammar_lead = en.LEAD.match(low)
        independent = en.INDEPENDENT.match(low)
        aftermath = en.AFTERMATH.search(low)
    if found:
        return Kind.INSTRUCTION
    if after_instruction and (aftermath or not independent):
        return Kind.INSTRUCTION
    if grammar_lead:
        return Kind.LEAD
    return Kind.CONTENT


# --- English -------------------------------------------------------------------------------------


def _en_start(low: str) -> tuple[int, bool]:
    """Where the first word that matters stands, and whether the reader is asked before it."""
    at, asked = 0, False
    for _ in range(_MAX_OPENERS):
        found = en.ASKED.match(low, at)
        if found:
            asked = True
        else:
            found = en.OPENER.match(low, at)
        if not found:
            break
        at = found.end()
    return at, asked


def _english(text: str, low: str, addressed: str, after_content: bool) -> bool:
    if en.CANNOT.search(low) or en.CANNOT_FILE.search(low) or en.NO_IDEA.match(low):
        return True
    if en.HOUSEKEEPING.search(low) and not en.BY_ME.match(low):
        return True
    at, asked = _en_start(low)
    if _en_asked(text, low, at, asked, after_content):
        return True
    if en.BY_ME.match(low):
        return False
    return _en_located(text, low, addressed)


def _en_asked(text: str, low: str, at: int, asked: bool, after_content: bool) -> bool:
    rest = low[at:]
    named = bool(_CAPITAL_NAME.search(text, max(0, at - 1))) or CONTROL in rest
    strong = named or bool(en.STRONG_PLACE.search(rest))
    thing = strong or bool(en.SCREEN_THING.search(rest))
    placed = bool(en.POSITION.search(rest))
    if after_content and not asked:
        return strong and any(
            verb.match(rest)
            for verb in (en.KEY, en.CLICK, en.PRESS, en.DRAG, en.OPEN, en.LOOK, en.USE)
        )
    if en.KEY.match(rest) or en.CLICK.match(rest) or en.DRAG.match(rest):
        return True
    if en.PRESS.match(rest):
        return thing or placed or en.BARE_OBJECT.search(rest) is not None
    if en.DROP.match(rest) and en.DROP_INTO.search(rest):
        return not en.VIDEO_CUE.search(rest) or asked or strong
    if en.LOOK.match(rest):
        if en.SEEN_THERE.match(rest) and asked:
            return True
        return strong and not (
            asked and en.VIDEO_CUE.search(rest) and not en.TRUE_PLACE.search(rest)
        )
    if en.OPEN.match(rest):
        return strong or (thing and placed)
    if en.USE.match(rest):
        return strong or (thing and (placed or asked))
    return False


def _en_located(text: str, low: str, addressed: str) -> bool:
    if en.LOCATED.search(low) or en.SHOWN_AT.match(low):
        return not en.VIDEO_CUE.search(low) or bool(en.TRUE_PLACE.search(low))
    if en.LEAD.match(low) and en.HANDS_INSIDE.search(low):
        return True
    if en.VIDEO_CUE.search(low):
        return False
    return bool(en.THING_DOES.match(low) and en.FOR_YOU.search(addressed))


# --- Chinese -------------------------------------------------------------------------------------


def _zh_start(low: str) -> tuple[int, bool]:
    at = 0
    for _ in range(_MAX_OPENERS):
        found = zh.OPENER.match(low, at)
        if not found:
            break
        at = found.end()
    return at, bool(zh.ASKED.search(low))


def _chinese(low: str, addressed: str, after_content: bool) -> bool:
    if zh.CANNOT.search(low) or zh.CANNOT_FILE.search(low):
        return True
    done = zh.DONE_BY_ME.search(low) is not None
    if zh.HOUSEKEEPING.search(low) and not done:
        return True
    at, asked = _zh_start(low)
    if done and not zh.ASKED.match(low):
        return False
    rest = low[at:]
    strong = bool(zh.STRONG_PLACE.search(rest))
    thing = strong or bool(zh.SCREEN_THING.search(rest))
    placed = bool(zh.POSITION.search(rest))
    if zh.CLICK.match(rest) or zh.KEY.match(rest):
        return True
    if zh.DRAG.match(rest):
        return True
    if zh.DROP.match(rest) and (asked or not after_content) and thing:
        return True
    if zh.OPEN.match(rest) and (strong or (thing and (placed or asked))):
        return True
    if zh.LOOK.match(rest) and (strong or (thing and placed)):
        return True
    if zh.USE.match(rest) and (strong or (thing and (placed or asked))):
        return True
    return _zh_located(low, addressed)


def _zh_located(low: str, addressed: str) -> bool:
    if zh.VIDEO_CUE.search(low):
        return False
    asked = bool(zh.ASKED.search(addressed)) or bool(zh.FOR_YOU.search(addressed))
    if asked and (zh.CLICK.search(low) or zh.DRAG.search(low)):
        return True
    if zh.LOCATED.search(low) and asked:
        return True
    if zh.SHOWN_AT.search(low):
        return True
    return bool(zh.THING_DOES.match(low)) and asked


def _about_screen(texts: Sequence[str], whole: str) -> bool:
    if has_cjk(whole):
        return not zh.DONE_BY_ME.search(whole) and _zh_located(whole, whole)
    if en.BY_ME.search(whole) or en.VIDEO_CUE.search(whole):
        return False
    return bool(en.THING_DOES.match(whole) and en.FOR_YOU.search(whole) and texts)
