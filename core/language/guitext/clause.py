"""What one clause is: an instruction for a screen, content, or a part that goes with another."""

from __future__ import annotations

import re
from enum import Enum

from core.language.guitext import evidence
from core.language.guitext.grammars import EN, ZH, grammar_of, start_of
from core.language.guitext.plain import CONTROL

_CAPITAL_NAME = re.compile(
    r"(?<=[\w\"'*>] )(?:Export|Download|Save|Share|Upload|Import|Play|Render|Publish|Undo|Redo"
    r"|Delete|Apply|Billing|Settings|Account|Preview|Timeline|Credits|History|Keep|Preferences"
    r"|Media|Library|Assets|Projects|Plans|Upgrade|Usage|Profile|Subscription|Pricing|Exports"
    r"|Downloads|Payments|Effects|Captions)\b"
)
_AND = re.compile(r"(?:and|but|so|while) ")
_SCREEN_SAYS = ("THING_SERVES", "THING_HOLDS", "THERE_IS", "TAB_SHOWS", "STARTS_BY")


class Kind(Enum):
    """What a clause is: content, an instruction, a bare request that may belong to one, or a part
    that shares its neighbour's fate."""

    CONTENT = "content"
    INSTRUCTION = "instruction"
    STEP = "step"
    LEAD = "lead"


class Clause:
    """One clause: as written, in lower case, with the rest of its sentence."""

    def __init__(
        self, text: str, low: str, addressed: str, after_content: bool, before: str
    ) -> None:
        self.text, self.low, self.addressed = text, low, addressed
        self.after_content = after_content
        self.grammar = grammar_of(low)
        tale = after_content and self.grammar.starts("GOES_ON", low)
        self.narrated = tale and self.grammar.has("NARRATES", before)
        if self.narrated and self.grammar is EN:
            self.narrated = not start_of(EN, low)[1]
        if tale and EN.starts("I_WOULD", before) and not EN.has("STRONG", low):
            self.narrated = True
        asked = ZH.has("ASKED", low) or addressed[len(low) :].startswith(" 即可")
        if after_content and self.grammar is ZH and not asked:
            # Chinese names its subject once: "她打开手机银行，点击..." is still hers.
            self.narrated = self.narrated or ZH.has("THEIR_TALE", before)
        self.narrated = self.narrated or (self.grammar is ZH and ZH.starts("SCENE_TURNS", low))

    def kind(self, after_instruction: bool) -> Kind:
        """What it is, right after an instruction or not."""
        if self.narrated or self.grammar.starts("OFFER", self.low) or self._is_told():
            return Kind.CONTENT
        if self._chinese() if self.grammar is ZH else self._english():
            return Kind.INSTRUCTION
        grammar, low = self.grammar, self.low
        if self._has_shape(self.text, low):
            return Kind.INSTRUCTION
        goes_on = grammar.has("AFTERMATH", low) or not grammar.starts("INDEPENDENT", low)
        if after_instruction and goes_on:
            return Kind.INSTRUCTION
        if grammar.starts("LEAD", low) and not grammar.has("TO_CHAT", low):
            # "The bell rings, at 0:05; click ..." - when or where it happens is content too.
            beside = self.after_content and grammar.starts("BESIDE_LEAD", low)
            beside = beside or grammar.starts("STATES", low)
            return Kind.CONTENT if beside else Kind.LEAD
        at = start_of(grammar, low)[0]
        hands = evidence.asks_hands(low, at) or evidence.takes_it(low, at)
        if hands and self.after_content and grammar.starts("GOES_ON", low):
            # "The camera pans to the desk, then switches to the sea" has no screen in it.
            hands = grammar is EN or grammar.has("SCREEN_THING", low)
        if hands and grammar is ZH and not self.grammar.has("ASKED", low):
            hands = not (ZH.has("SHOWS_HOW", low) or ZH.has("DONE_BY_ME", low))
        asks = hands or (grammar.at("STEP_NEXT", low, at) and not self.after_content)
        if asks and not grammar.has("TO_CHAT", low):
            return Kind.STEP
        return Kind.CONTENT

    def _is_told(self) -> bool:
        """Whether it tells of a click in the film, or how many credits are left."""
        low, grammar = self.low, self.grammar
        if grammar.has("CLICK_HEARD", low) or grammar.has("BALANCE", low):
            return True
        return grammar.has("CLICK_IN_FILM", low) and not (
            grammar.has("SCREEN_THING", low) or grammar.has("FOR_YOU", low)
        )

    def names_only(self, following: Clause) -> bool:
        """Whether it only names the control that the next clause is about."""
        grammar = self.grammar
        if grammar is not ZH or following.grammar is not ZH:
            return False
        return grammar.starts("NAMES_CONTROL", self.low) and grammar.starts(
            "ABOUT_IT", following.low
        )

    def states(self) -> bool:
        """Whether it is a statement that, all by itself, would be no instruction."""
        low, grammar = self.low, self.grammar
        shown = grammar is ZH and (ZH.has("SHOWS_HOW", low) or ZH.has("DONE_BY_ME", low))
        asked = start_of(grammar, low)[1]
        if asked or not (shown or grammar.starts("STATEMENT", low)):
            return False
        alone = Clause(self.text, self.low, self.low, self.after_content, "")
        return alone.kind(after_instruction=False) is not Kind.INSTRUCTION

    def _has_shape(self, text: str, low: str) -> bool:
        """Whether its words weigh like an instruction, whatever the wording."""
        if self.grammar.has("TO_CHAT", low) and not self.grammar.has("STRONG", low):
            return False
        if evidence.tells(low):
            return True
        at = start_of(self.grammar, low)[0]
        if self.grammar is EN and (
            EN.starts("NOUN_FIRST", low[at:]) or EN.starts("TO_CHAT", low[at:])
        ):
            return False
        if self.grammar is ZH and ZH.has("DONE_BY_ME", low) and not ZH.has("SO_YOU_CAN", low):
            return False
        question = self.addressed.rstrip().endswith(("?", "？"))
        return evidence.instructs(evidence.Clause(text, low, at, question))

    def has_shape_with(self, following: Clause) -> bool:
        """Whether an opening clause and the next weigh like an instruction only together."""
        if self.narrated or self.grammar is not following.grammar:
            return False
        if evidence.is_mine(following.low) or self.grammar.starts("POSITION", self.low):
            return False
        joint = "" if self.grammar is ZH else " "
        return self._has_shape(self.text + joint + following.text, self.low + joint + following.low)

    # --- English ---------------------------------------------------------------------------------

    def _english(self) -> bool:
        low = self.low
        by_me = EN.starts("BY_ME", low)
        if EN.has("CANNOT", low) or EN.has("CANNOT_FILE", low):
            return True
        if EN.has("HOUSEKEEPING", low) and not by_me:
            return True
        at, asked = start_of(EN, low)
        if self._asks_in_english(at, asked):
            return True
        return not by_me and self._says_where()

    def _asks_in_english(self, at: int, asked: bool) -> bool:
        rest = self.low[at:]
        named = bool(_CAPITAL_NAME.search(self.text, max(0, at - 1))) or CONTROL in rest
        strong = named or EN.has("STRONG", rest)
        if EN.starts("NOUN_FIRST", rest) and not EN.starts("SEE_THAT", rest):
            return False
        if evidence.names_first(self.low, at) or EN.starts("MAKES_ONE", rest):
            return False
        if EN.starts("TO_CHAT", rest) and not EN.has("TRUE_PLACE", rest):
            return False
        if self.after_content and not asked:
            verbs = ("KEY", "CLICK", "PRESS", "DRAG", "OPEN", "LOOK", "USE")
            if EN.starts("CLICK", rest) and EN.has("SCREEN_THING", rest):
                return True
            if EN.starts("DRAGS_EDGE", rest):
                return True
            return strong and any(EN.starts(verb, rest) for verb in verbs)
        if any(EN.starts(verb, rest) for verb in ("KEY", "CLICK", "DRAG", "PRESS_NAME")):
            return True
        thing = strong or EN.has("SCREEN_THING", rest)
        placed = EN.has("POSITION", rest)
        if EN.starts("PRESS", rest):
            return thing or placed or EN.has("BARE_OBJECT", rest)
        if EN.starts("DROP", rest) and EN.has("DROP_INTO", rest):
            return not EN.has("VIDEO_CUE", rest) or asked or strong
        return self._asks_with_common_verb(rest, asked, strong, thing and (placed or asked))

    def _asks_with_common_verb(self, rest: str, asked: bool, strong: bool, thing: bool) -> bool:
        cue = EN.has("VIDEO_CUE", rest)
        if EN.starts("LOOK", rest):
            if asked and EN.starts("SEEN_THERE", rest):
                return True
            if cue and asked and not EN.has("TRUE_PLACE", rest):
                return False
            if EN.starts("SEE_THAT", rest):
                return not cue
            return strong or (thing and not asked and not cue)
        if EN.starts("HANDS_TO", rest) or EN.starts("DRAGS_EDGE", rest):
            return True
        if EN.starts("GIVE_PRESS", rest) or EN.starts("HANDS", rest):
            return not cue
        if EN.starts("OPEN", rest):
            return strong or thing
        if EN.starts("USE", rest) and (strong or thing):
            return True
        return asked and not cue and EN.has("ASKED_AT", rest)

    def _says_where(self) -> bool:
        low = self.low
        cue = EN.has("VIDEO_CUE", low)
        if EN.has("CREDITS_SHOWN", low) or (EN.has("WILL_APPEAR", low) and not EN.has("WHEN", low)):
            return True
        said = _AND.sub("", low, count=1) if _AND.match(low) else low
        if EN.has("LOCATED", low) or EN.starts("SHOWN_AT", said):
            return not cue or EN.has("TRUE_PLACE", low)
        if EN.has("BY_HAND", low) and not cue:
            return True
        if EN.starts("LEAD", low) and EN.has("HANDS_INSIDE", low):
            return True
        if cue:
            return False
        if any(EN.starts(rule, low) for rule in _SCREEN_SAYS):
            return True
        return EN.starts("THING_DOES", low) and EN.has("FOR_YOU", self.addressed)

    # --- Chinese ---------------------------------------------------------------------------------

    def _chinese(self) -> bool:
        low = self.low
        if ZH.has("CANNOT", low) or ZH.has("CANNOT_FILE", low):
            return True
        done = ZH.has("DONE_BY_ME", low)
        if ZH.has("HOUSEKEEPING", low) and not done:
            return True
        at, asked = start_of(ZH, low)
        if done and not ZH.has("ASKED", low[: max(at, 1)]):
            return False
        if ZH.has("TO_CHAT", low) and not ZH.has("CLICK", low):
            return False
        if self._asks_in_chinese(low[at:], asked):
            return True
        inside = ZH.each("ASK_INSIDE", low)[:4]
        if any(self._asks_in_chinese(low[at:], True) for at in inside):
            return True
        return zh_says_where(low, self.addressed)

    def _asks_in_chinese(self, rest: str, asked: bool) -> bool:
        if any(ZH.starts(verb, rest) for verb in ("CLICK", "KEY", "DRAG")):
            return True
        strong = CONTROL in rest or ZH.has("STRONG", rest)
        thing = strong or ZH.has("SCREEN_THING", rest)
        placed = ZH.has("POSITION", rest)
        if ZH.starts("DROP", rest) and thing and (asked or not self.after_content):
            return True
        if ZH.starts("SEE_THAT", rest):
            return not ZH.has("VIDEO_CUE", rest)
        if ZH.starts("OPENS_TO_READ", rest) and (asked or not self.after_content):
            return True
        if ZH.starts("OPEN", rest) or ZH.starts("USE", rest):
            return strong or (thing and (placed or asked))
        return ZH.starts("LOOK", rest) and (strong or (thing and placed))


def zh_says_where(low: str, addressed: str) -> bool:
    """Whether a Chinese clause says where on the screen something is; `addressed`: with the rest
    of its sentence, which may turn to the reader."""
    if ZH.has("VIDEO_CUE", low):
        return False
    asked = ZH.has("ASKED", addressed) or ZH.has("FOR_YOU", addressed)
    if asked and (ZH.has("CLICK", low) or ZH.has("MOVES", low) or ZH.has("LOCATED", low)):
        return True
    if ZH.has("SLANG", low) or ZH.has("SHOWN_AT", low) or ZH.has("THERE_IS", low):
        return True
    return asked and ZH.starts("THING_DOES", low)
