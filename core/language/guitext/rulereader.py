"""Reads English and Chinese, by the rules of their `screen.toml`; traditional is folded."""

from __future__ import annotations

from collections.abc import Sequence

from core.language.guitext import evidence, judge, lines
from core.language.guitext.actions import meaning, meant
from core.language.guitext.grammars import is_script
from core.language.guitext.hanzi import simpler
from core.language.guitext.model import Action
from core.language.guitext.plain import LINK, Plain, has_cjk, is_control, lower, view
from core.language.guitext.split import Span, clauses
from core.language.guitext.vocabulary import concepts, fold, names_screen


class RuleReader:
    """Reads a line as Chinese where it has Chinese characters, else as English (reader.Reader)."""

    def worth_reading(self, line: str) -> bool:
        return names_screen(self.concepts(line), line) or judge.possible(lower(simpler(line)))

    def view(self, line: str) -> Plain:
        return view(simpler(line), is_control)

    def clauses(self, plain: Plain, sentence: Span) -> list[Span]:
        return clauses(plain, sentence)

    def kinds(self, text: str) -> frozenset[str]:
        return evidence.kinds(lower(simpler(text)))

    def concepts(self, text: str) -> tuple[str, ...]:
        return concepts("zh-Hans" if has_cjk(text) else "en").read(fold(simpler(text)))

    def is_content(self, sentence: str) -> bool:
        low = lower(sentence)
        return LINK in low or is_script(low) or evidence.shows_an_interface(low)

    def judge(self, texts: tuple[str, ...], sentence: str) -> tuple[bool, ...]:
        return judge.judge(texts, sentence)

    def means(self, clause: str) -> Action | None:
        return meant(lower(simpler(clause)))

    def meaning(self, said: Sequence[str], before: str, around: str) -> tuple[Action, ...]:
        return meaning([lower(simpler(clause)) for clause in said], lower(before), lower(around))

    def is_step(self, item: str) -> bool:
        return lines.is_step(simpler(item))

    def speaks_here(self, item: str) -> bool:
        return lines.speaks_here(simpler(item))

    def how_to(self, heading: str) -> bool:
        return lines.how_to(simpler(heading))

    def lists_keys(self, heading: str) -> bool:
        return lines.lists_keys(simpler(heading))

    def tells_video(self, heading: str) -> bool:
        return lines.tells_video(simpler(heading))

    def tells_words(self, heading: str) -> bool:
        return lines.tells_words(simpler(heading))

    def stands_alone(self, heading: str) -> bool:
        return lines.stands_alone(simpler(heading))

    def names_app(self, text: str) -> bool:
        return lines.names_app(simpler(text))

    def names_screen(self, text: str) -> bool:
        return lines.names_screen(simpler(text))

    def names_words(self, text: str) -> bool:
        return lines.names_words(simpler(text))
