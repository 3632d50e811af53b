"""Rules that give pictures another place."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER
from studio.agent.rules.arriving import waiting
from studio.agent.tokens import Token
from studio.agent.work import Work

# Languages whose words for before and after stand behind the noun.
POSTPOSED = ("zh-Hans", "zh-Hant", "ja", "ko", "hi")
POINTS = ("dur", "point", "time", "half", "third")
# What may stand beside a picture and its place.
_PLAIN = {"item", "move", "to", "at", "change", "order", "place", "start", "then", "and"}


def sequence(work: Work, parts: list[Clause]) -> bool:
    """`the cat first, then the coffee`: nothing but pictures and where they go."""
    tokens = [t for clause in parts for t in clause.tokens]
    words = [t for t in tokens if FILLER not in t or "then" in t or t.values("name")]
    marks = {"first", "last", "then", "and", "break", "item", "order", "start", "from", "after"}
    marks |= {"hold", "create"} if work.draft.empty else set()
    several = len({value for t in words for value in t.values("name")}) > 2
    marks |= {"end", "at", "with"} if several else set()  # `… and finish on the cat`
    named = [(t, _at(work, t)) for t in words if t.values("name") or "clip" in t]
    spoken = [t for t in tokens if "it" in t]
    if not named and spoken and waiting(work):
        return False  # `put this photo last`, said with a new one
    if not named and spoken and len(work.memory.items) == 1 and not work.draft.empty:
        named = [(spoken[0], _where_now(work, work.memory.items[0]))]  # `now put it last`
        marks |= {"it", "move", "add", "to", "at"}
    places = [place for _, place in named]
    pairs = ((c, t) for c in parts for t in c.tokens if t.tags & {"before", "after"})
    if any(_follows(work, clause, token) for clause, token in pairs):
        return False  # `在猫前面放全景`
    plain = all(t.values("name") or t.tags & (marks | {"clip"}) for t in words)
    edges = [t for t in words if t.tags & {"first", "last"} and "item" not in t]
    if not plain or 0 in places or len(set(places)) != len(places):
        return False
    if work.draft.empty:
        return _made_in_order(work, tokens, places)
    if len(places) == 1 and len(edges) == 1 and not any(t.tags & {"then", "start"} for t in words):
        work.do(o.Move(places[0], 1 if "first" in edges[0] else 0))
    elif len(places) > 1 and any(t.tags & {"first", "then", "start"} for t in words):
        if "last" in words[-1] and len(places) < len(work.draft.clips):
            return False
        work.do(o.Arrange(tuple(places)))
    else:
        return False
    use(tokens)
    return True


def _where_now(work: Work, place: int) -> int:
    """Where the clip is that stood there before the last edit; 0 when it is gone."""
    history = work.project.history
    if len(history) < 2 or place > len(history[-2].clips):
        return 0
    source = history[-2].clips[place - 1].src
    sources = [clip.src for clip in work.draft.clips]
    return sources.index(source) + 1 if source in sources else 0


def _made_in_order(work: Work, tokens: list[Token], places: list[int]) -> bool:
    """`show the portrait, then the cat`: a new video of these."""
    if len(places) < 2 or not any("then" in t for t in tokens):
        return False
    use(tokens)
    work.do(o.Create(tuple(work.project.visuals[place - 1] for place in places)))
    return True


def _at(work: Work, token: Token) -> int:
    """The position of the clip that one word names; 0 for none, or not one alone."""
    if work.draft.empty:
        ids = [item.id for item in work.project.visuals]
        media = [work.project.media[int(n)].id for n in token.values("name")]
        return ids.index(media[0]) + 1 if media and media[0] in ids else 0
    if names := token.values("name"):
        source = work.project.media[int(names[0])].id
        found = [n for n, clip in enumerate(work.draft.clips, 1) if clip.src == source]
    else:
        found = [n for n, clip in enumerate(work.draft.clips, 1) if clip.kind == "video"]
    return found[0] if len(found) == 1 else 0


def move(work: Work, clause: Clause) -> bool:
    """`the last photo to the beginning`, `photo 3 before photo 1`, `the cat first`."""
    if _shifted(work, clause) or _between(work, clause) or _to_place(work, clause):
        return True
    if _numbers(work, clause) or _both_ends(work, clause):
        return True
    if not _moves(clause):
        return False
    relation = _relation(work, clause)
    target = _goal(clause) if relation is None else None
    if relation is None and target is None:
        return False
    if target is not None:
        target.used = True
    found = work.which(clause)
    many = len(work.draft.clips)
    if found is None or found.missing or not found.items or found.whole:
        if target is not None:
            target.used = False
        if found is not None and found.missing:
            found.take()
            clause.take("move", "start", "end")
            work.tell("no_position", n=found.missing, many=many)
            return True
        return False
    if relation is not None:
        return _beside(work, clause, found.items, relation)
    found.take()
    clause.take("start", "end", "place", "item", "to", "at", "middle", "keep")
    clause.take_kind("place")
    item = found.items[0]
    if target is not None and len(found.items) > 1 and _several(clause, found.tokens):
        to = _goal_place(target, many) or many
        rest = [n for n in range(1, many + 1) if n not in found.items]
        at = min(to - 1, len(rest))
        work.do(o.Arrange((*rest[:at], *found.items, *rest[at:])))
    elif target is not None:
        work.do(o.Move(item, _goal_place(target, many)))
    return True


def _several(clause: Clause, tokens: tuple[Token, ...]) -> bool:
    """`the last two`, `photos 1 and 2`, beside `the cat to the first place`."""
    named = all(t.values("name") for t in tokens) and clause.had("and")
    return named or any("and" in t or ("num" in t and t.value > 1) for t in tokens)


def _relation(work: Work, clause: Clause) -> Token | None:
    """The word for before or after; `前两张` has none, and in `第一张后面` it is no picture."""
    relation = clause.first("before", "after")
    if relation is None or not relation.tags & {"first", "last"}:
        return relation
    at = clause.tokens.index(relation) + 1
    if any("num" in t for t in clause.tokens[at : at + 1]):
        return None
    if _follows(work, clause, relation):
        relation.tags -= {"first", "last", "start", "end"}
    return relation


def _moves(clause: Clause) -> bool:
    words = ("move", "add", "order", "change", "start", "end", "first", "hold", "before", "after")
    others = (*POINTS, "remove", "no", "faster", "slower", "except")
    if clause.has("replaces"):
        return False  # `the second with the third` may mean a swap, or one of them twice
    if clause.has("change") and not clause.has("to", *(w for w in words if w != "change")):
        return False
    if not clause.has(*words) or clause.had("correction", "neg") or clause.has(*others):
        return False
    # One word may be both, as in `put the fourth at number 2`: with a place it moves.
    placed = clause.has("to") and not clause.has("only")
    keeps = any("keep" in t and not (placed and "move" in t) for t in clause.open())
    if keeps and (clause.has("only") or not clause.has("start", "end")):
        return False
    return not any(t.values("look") or t.values("mood") for t in clause.open())


def _shifted(work: Work, clause: Clause) -> bool:
    """`the cat one place earlier`."""
    if not clause.has("earlier", "later") or clause.has("title", "text", "music", *POINTS):
        return False
    found = work.which(clause)
    if found is None or len(found.items) != 1:
        return False
    found.take()
    number = clause.first("num")
    steps = int(number.value) if number is not None else 1
    early = clause.take("earlier")
    clause.take("later", "num", "move", "item")
    many = len(work.draft.clips)
    place = min(max(1, found.items[0] + (-steps if early else steps)), many)
    work.do(o.Move(found.items[0], place if place < many else 0))
    return True


def _between(work: Work, clause: Clause) -> bool:
    """`the coffee between the cat and the panorama`."""
    found = work.which(clause) if clause.has("between") else None
    if found is None or len(found.items) != 3 or found.missing:
        return False
    tokens = clause.tokens
    mark = next(i for i, t in enumerate(tokens) if "between" in t)
    after = [t for t in found.tokens if "between" not in t and tokens.index(t) > mark]
    pairs = [t for t in after if "item" not in t and "and" not in t]
    item = found.items[0] if len(pairs) in (0, 2) else found.items[2]
    others = [n for n in range(1, len(work.draft.clips) + 1) if n != item]
    at = sorted(others.index(n) for n in found.items if n != item)
    if at[1] - at[0] != 1:
        return False
    found.take()
    clause.take("between", "move", "to")
    work.do(o.Move(item, at[1] + 1))
    return True


def _to_place(work: Work, clause: Clause) -> bool:
    """`the coffee should be the second picture`."""
    words = [t for t in clause.open() if FILLER not in t and not t.tags & {"break", "correction"}]
    named = [t for t in words if t.values("name")]
    ordinals = [t for t in words if "nth" in t and not t.values("name")]
    rest = [t for t in words if t not in named and t not in ordinals]
    if len(named) != 1 or len(ordinals) != 1 or any(not t.tags & _PLAIN for t in rest):
        return False
    item, many = _at(work, named[0]), len(work.draft.clips)
    place = _counted(ordinals[0], many)
    if not item or place > many:
        return False
    use([*named, *ordinals, *rest])
    work.do(o.Move(item, place if place < many else 0))
    return True


def _both_ends(work: Work, clause: Clause) -> bool:
    """`open with the coffee and finish on the portrait`."""
    words = [t for t in clause.open() if FILLER not in t or t.values("name")]
    edges = [t for t in words if t.tags & {"start", "end"} and not t.values("name")]
    named = [t for t in words if t.values("name")]
    plain = all(t in edges or t in named or t.tags & {*_PLAIN, "with"} for t in words)
    if not plain or len(edges) != 2 or len(named) != 2 or "start" not in edges[0]:
        return False
    first, last = (_at(work, t) for t in named)
    in_turn = edges[0].start < named[0].start < edges[1].start < named[1].start
    if not in_turn or "end" not in edges[1] or not first or not last or first == last:
        return False
    use(words)
    rest = [n for n in range(1, len(work.draft.clips) + 1) if n not in (first, last)]
    work.do(o.Arrange((first, *rest, last)))
    return True


def _numbers(work: Work, clause: Clause) -> bool:
    """`put 3 before 1`: bare numbers for pictures."""
    words = [t for t in clause.open() if FILLER not in t or "move" in t]
    numbers = [t for t in words if "num" in t and t.value == int(t.value)]
    relation = clause.first("before", "after")
    many = len(work.draft.clips)
    plain = all(t in numbers or t is relation or t.tags & {"move", "break"} for t in words)
    if relation is None or len(numbers) != 2 or not plain or not clause.has("move"):
        return False
    item, other = (int(t.value) for t in numbers)
    between = numbers[0].start < relation.start < numbers[1].start
    if not between or item == other or not all(1 <= n <= many for n in (item, other)):
        return False
    use(words)
    place = other - (other > item) + ("after" in relation)
    work.do(o.Move(item, place if place < many else 0))
    return True


def _goal(clause: Clause) -> Token | None:
    """The word that says where something goes: an end, or the last ordinal of the clause."""
    tokens = [t for t in clause.tokens if not t.used]
    named = [
        t
        for place, t in enumerate(tokens)
        if "nth" in t
        or t.values("name")
        or t.tags & {"first", "last"}
        or ("num" in t and place and "item" in tokens[place - 1])
    ]
    edges = [t for t in tokens if t.tags & {"start", "end"} and not t.tags & {"nth"}]
    bare = [t for t in edges if not ("last" in t and _before_noun(tokens, t))]
    bare = [t for t in bare if not ("first" in t and _before_noun(tokens, t))]
    if bare and (len(named) > 1 or bare[-1] not in named or len(tokens) > 1):
        return bare[-1]
    if len(named) >= 2 and not _before_noun(tokens, named[-1]) and "name" not in named[-1].tags:
        return named[-1] if not named[-1].values("name") else None
    numbers = [t for t in tokens if "num" in t]
    marks = [t for t in tokens if "to" in t]
    if marks and numbers and tokens.index(numbers[-1]) > tokens.index(marks[-1]):
        return numbers[-1]
    return None


def _before_noun(tokens: list[Token], token: Token) -> bool:
    place = tokens.index(token)
    near = [t for t in tokens[place + 1 :] if FILLER not in t or "num" in t][:2]
    ahead = tokens[place - 2] if place > 1 else None
    led = ahead is not None and bool(ahead.tags & {"nth", "first", "last"} or ahead.values("name"))
    if led and "item" in tokens[place - 1]:
        return False
    return any(t.tags & {"item", "clip", "num"} and "nth" not in t for t in near[:1]) or any(
        "item" in t for t in tokens[max(0, place - 1) : place] if "nth" in token
    )


def _counted(token: Token, many: int) -> int:
    """The position that an ordinal means; `second to last` counts from the end."""
    place = int(token.value)
    return place if place >= 0 else many + 1 + place


def _follows(work: Work, clause: Clause, relation: Token) -> bool:
    """Whether the word for before or after stands behind the picture that it goes with."""
    before = [t for t in clause.tokens[: clause.tokens.index(relation)] if _telling(t)]
    named = [t for t in clause.tokens if "nth" in t or t.values("name")]
    behind = bool(before) and ("item" in before[-1] or before[-1] in named)
    return len(named) == 2 and behind and work.language in POSTPOSED


def _telling(token: Token) -> bool:
    return FILLER not in token or bool(token.values("name"))


def _goal_place(token: Token, many: int) -> int:
    if token.tags & {"end", "last"} and not token.tags & {"start"}:
        return 0
    if "nth" in token or "num" in token:
        place = _counted(token, many)
        return place if 0 < place < many else 0
    return 1


def _beside(work: Work, clause: Clause, items: o.Items, relation: Token) -> bool:
    """Before or after another one; the words may stand before or behind it."""
    if len(items) != 2:
        return False
    tokens = list(clause.tokens)
    found = work.which(clause)
    if found is None:
        return False
    mark = tokens.index(relation)
    later = [t for t in found.tokens if tokens.index(t) > mark]
    item, other = (items[0], items[1]) if later else (items[1], items[0])
    if _follows(work, clause, relation):  # `把猫放到咖啡前面`, `咖啡后面放猫`
        item, other = (items[1], items[0]) if later else (items[0], items[1])
    found.take()
    relation.used = True
    rest = [n for n in range(1, len(work.draft.clips) + 1) if n != item]
    place = rest.index(other) + 1 + ("after" in relation and "before" not in relation)
    work.do(o.Move(item, place if place <= len(rest) else 0))
    return True
