"""What the learned tables know a word, and the words of a wish, by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from studio.agent.languages import fold
from studio.agent.tokens import Token

# Tags with a value that says more than the kind: `look:warm`, but not `name:3`.
_BARE = ("name", "shown", "part", "subject", "color")
_NEAR = 3
_LONG = 24


def word(token: Token) -> str:
    """How a word is written; a figure, or a quote, is like any other."""
    if "quote" in token:
        return "“”"
    if any(c.isdigit() for c in token.text):
        return "0"
    return fold(token.text)[:_LONG]


def tags(token: Token) -> list[str]:
    """What the vocabulary says of it."""
    bare = {t.partition(":")[0] if t.startswith(_BARE) else t for t in token.tags}
    return sorted(bare)


def _letters(text: str) -> list[str]:
    padded = f"^{text}$"
    if len(padded) <= 4:
        return [padded]
    return [padded[i : i + n] for n in (3, 4) for i in range(len(padded) - n + 1)]


class Described:
    """The words of a prompt, with what each is known by."""

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        self.tokens = tokens
        self.language = language
        self.words = [word(token) for token in tokens]
        self.tags = [tags(token) for token in tokens]

    def at(self, place: int) -> list[str]:
        """A word among its neighbours."""
        found = [f"l={self.language}"]
        count = len(self.words)
        for step in range(-_NEAR, _NEAR + 1):
            at = place + step
            if not 0 <= at < count:
                found.append(f"{step}|")
                continue
            found.append(f"{step}w{self.words[at]}")
            found += [f"{step}t{tag}" for tag in self.tags[at]]
        for step in (-1, 0):
            if place + step >= 0 and place + step + 1 < count:
                one, two = place + step, place + step + 1
                found.append(f"{step}b{self.words[one]} {self.words[two]}")
                found += [f"{step}c{a} {b}" for a in self.tags[one] for b in self.tags[two]]
        found += [f"g{run}" for run in _letters(self.words[place])]
        found += [f"s{tag}" for tag in {t for row in self.tags for t in row}]
        return found

    def within(self, place: int, op: str) -> list[str]:
        """A word of a wish for this edit."""
        own = [f"o{op}", f"o{op}w{self.words[place]}"]
        return [*self.at(place), *own, *(f"o{op}t{tag}" for tag in self.tags[place])]

    def group(self, first: int, end: int) -> list[str]:
        """The words of one wish, and what stands around them."""
        found = {f"l={self.language}"}
        words, kinds = self.words[first:end], self.tags[first:end]
        found |= {f"w{one}" for one in words}
        found |= {f"b{a} {b}" for a, b in pairwise(words)}
        found |= {f"t{tag}" for row in kinds for tag in row}
        for near in (1, 2):
            pairs = zip(kinds, kinds[near:], strict=False)
            found |= {f"c{near}{a} {b}" for one, two in pairs for a in one for b in two}
        known = sorted({tag for row in kinds for tag in row if tag not in ("filler", "unknown")})
        found |= {f"p{a}&{b}" for i, a in enumerate(known) for b in known[i + 1 :]}
        found |= {f"g{run}" for one in words for run in _letters(one)}
        found |= {f"<{tag}" for row in self.tags[max(0, first - 3) : first] for tag in row}
        found |= {f">{tag}" for row in self.tags[end : end + 3] for tag in row}
        found |= {f"^{tag}" for tag in kinds[0]} | {f"${tag}" for tag in kinds[-1]}
        return sorted(found)
