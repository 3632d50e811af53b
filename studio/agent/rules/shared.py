"""What several rules about appearance read alike."""

from __future__ import annotations

from studio.agent.clause import Clause


def instead(clause: Clause, kind: str) -> list[str]:
    """The values asked for; what stands after `instead of` shall go."""
    tokens = list(clause.open())
    several = sum(bool(t.values(kind)) for t in tokens) > 1
    marks = {"instead", "neg"} if several else {"instead"}  # `square, not vertical`
    mark = next((i for i, t in enumerate(tokens) if t.tags & marks), len(tokens))
    if several and mark < len(tokens):
        tokens[mark].used = True
    found = []
    for place, token in enumerate(tokens):
        if values := token.values(kind):
            token.used = True
            if place < mark:
                found.append(sorted(values)[0])
    return found
