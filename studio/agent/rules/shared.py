"""What several rules about appearance read alike."""

from __future__ import annotations

from studio.agent.clause import Clause
from studio.agent.tokens import Token


def instead(clause: Clause, kind: str) -> list[str]:
    """The values asked for; what stands after `instead of` shall go."""
    tokens = list(clause.open())
    several = sum(bool(t.values(kind)) for t in tokens) > 1
    marks = {"instead", "neg"} if several else {"instead"}  # `square, not vertical`
    mark = next((i for i, t in enumerate(tokens) if t.tags & marks), len(tokens))
    if several and mark == len(tokens) and (last := _changed_to(tokens, kind)):
        for token in tokens:
            token.used = token.used or bool(token.values(kind))
        return [last]
    if several and mark < len(tokens):
        tokens[mark].used = True
    found = []
    for place, token in enumerate(tokens):
        if values := token.values(kind):
            token.used = True
            if place < mark:
                found.append(sorted(values)[0])
    return found


def _changed_to(tokens: list[Token], kind: str) -> str:
    """`from vertical to horizontal`, `竖屏改成横屏`: the second of two values; "" for none."""
    places = [i for i, t in enumerate(tokens) if t.values(kind)]
    first, last = places[0], places[-1]
    between = tokens[first + 1 : last]
    named = {sorted(tokens[i].values(kind))[0] for i in (first, last)}
    turned = any(t.tags & {"to", "change"} for t in between)
    return sorted(tokens[last].values(kind))[0] if len(named) > 1 and turned else ""
