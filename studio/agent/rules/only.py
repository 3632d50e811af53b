"""`only the photos, not the clip`: the one kind of material stays, the other goes."""

from __future__ import annotations

from collections.abc import Sequence

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER
from studio.agent.tokens import Token
from studio.agent.work import Work

_OFF = frozenset({"remove", "no", "neg", "except"})
_ON = frozenset({"only", "keep"})
# What may stand beside.
_PLAIN = frozenset(
    {FILLER, "break", "and", "then", "these", "it", "pronoun", "all", "yes", "correction", "nope"}
    | {"rethink", "particle", "instead", "with"}
)


def only_kind(work: Work, parts: Sequence[Clause]) -> bool:
    """Keep the photos, or the clips, where a whole prompt says nothing else."""
    kinds = [clip.kind for clip in work.draft.clips]
    if len(set(kinds)) < 2:
        return False
    wanted: dict[str, int] = {}
    for piece in [piece for part in parts for piece in _pieces(part.tokens)]:
        named = {kind for t in piece if (kind := _kind(t))}
        rest = [t for t in piece if not _kind(t) and not t.tags & (_PLAIN | _OFF | _ON)]
        if rest or len(named) > 1:
            return False
        off = any(t.tags & _OFF and not (t.tags & _ON and "except" in t) for t in piece)
        on = any(t.tags & _ON for t in piece)
        if named and (off or on):
            wanted[named.pop()] = -1 if off else 1
        elif named or (off and not wanted):
            return False
    kept = next((kind for kind, sign in wanted.items() if sign > 0), "")
    if not kept and set(wanted.values()) == {-1} and len(wanted) == 1:
        kept = "image" if "video" in wanted else "video"
    whole = kept == "video" and len(wanted) == 1  # `just the video` may be all of it
    if not kept or whole or wanted.get("image") == wanted.get("video"):
        return False
    use(token for part in parts for token in part.tokens)
    work.do(o.KeepItems(tuple(n for n, kind in enumerate(kinds, 1) if kind == kept)))
    return True


def _pieces(tokens: Sequence[Token]) -> list[list[Token]]:
    rows: list[list[Token]] = [[]]
    for token in tokens:
        if token.tags & {"break", "and", "then"} and rows[-1]:
            rows.append([])
        rows[-1].append(token)
    return rows


def _kind(token: Token) -> str:
    """`image` or `video` for a word that names all of a kind; a picture's name is none."""
    still, moving = "item" in token, bool(token.tags & {"clip", "video"})
    if still == moving or token.values("name") or "nth" in token:
        return ""
    return "image" if still else "video"
