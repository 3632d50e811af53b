"""Rules about time: lengths and speed, after the cuts."""

from __future__ import annotations

from dataclasses import replace

from studio.agent import ops as o
from studio.agent.clause import Clause
from studio.agent.languages import FILLER, TEXTS
from studio.agent.rules.as_long import keep_as_long, told_as_long
from studio.agent.rules.cuts import CUTS
from studio.agent.rules.signs import sign
from studio.agent.tokens import Token
from studio.agent.work import Work

FASTER, SLOWER = 1.5, 0.75
# What may stand beside a bare number that is a length.
_LONG_FOR_A_PHOTO = 10_000  # milliseconds
_MEANT = {"it", "create", "change", "to", "instead", "then", "and", "video", "rethink"}
_SHORTER, _LONGER = 0.75, 1.33
_AMOUNTS = ("normal", "factor", "percent", "half", "up", "down")
_LEAST = 1_000  # milliseconds that a picture of a film is shown at least, where nobody says so


def time(work: Work, clause: Clause) -> None:
    """Cuts first, since they name ranges; then speed, then lengths."""
    if clause.has("quote"):
        return
    as_long = clause.had("dur") and told_as_long(clause)
    for rule in (*CUTS, _speed, _length):
        if rule(work, clause):
            break
    if as_long:
        keep_as_long(work, clause.raw)


def _speed(work: Work, clause: Clause) -> bool:
    named = clause.has("speed", "slowmo", "normal") or clause.has("faster", "slower")
    factor = clause.first("factor")
    stretch = work.when(clause)
    timed = clause.has("dur") and (stretch is None or stretch.at)
    if not named and (factor is None or timed or clause.has("longer", "shorter", "loop")):
        return False
    if not named and clause.has("volume", "bigger", "size", "length"):
        return False
    if clause.has(*TEXTS) and not clause.has("video", "item", "clip"):
        return False  # `the text disappears too quickly`
    if not named and clause.has("count"):  # `play it twice`
        return _again(work, clause, factor)
    # `for a good pace 1.5 seconds each` is a length.
    lasting = clause.has("dur") and not clause.has("faster", "slower", "slowmo", *_AMOUNTS)
    other = clause.has("transition", "motion", "cut") or clause.kinds("motion")
    if other or lasting or clause.had("music", "own"):
        return False
    if not named and (_stills(work, clause) or _of_length(work)):
        return False  # twice as much of a photo is twice its time
    span = work.when(clause)
    if span is not None and not span.at:
        span.take()
    items = work.items(clause)
    if items is None:
        return True
    items = items or (() if span else _moved_here(work, clause) or work.at_an_end(clause))
    if clause.has("remove", "no") and clause.has("slowmo", "slower", "faster", "speed"):
        clause.take("remove", "no", "slowmo", "slower", "faster", "speed", "all")
        work.do(o.NormalSpeed(items))
        return True
    if clause.has("normal") and not clause.has("faster", "slower", "slowmo", "factor", "percent"):
        clause.take("normal", "speed", "restore", "all")
        work.do(o.NormalSpeed(items))
        return True
    value, exact = _factor(clause)
    clause.take("speed", "faster", "slower", "slowmo", "factor", "percent", "little", "much")
    clause.take("more", "by", "all", "down", "up", "less", "half", "hold", "normal")
    if value is None:
        return False
    start = span.start if span is not None and not span.at else None
    end = span.end if span is not None and not span.at else None
    work.do(o.Speed(round(value, 3), items, start, end, exact))
    return True


def _moved_here(work: Work, clause: Clause) -> o.Items:
    """`the clip should come last and be in slow motion`: the one that this moved."""
    last = work.ops[-1] if work.ops else None
    said = clause.had("video", "all") or any(t.values("name") for t in clause.open())
    begins = bool(clause.tokens) and "and" in clause.tokens[0]
    moved = isinstance(last, o.Move) and begins and not said
    return work.spoken if moved and len(work.spoken) == 1 else ()


def _of_length(work: Work) -> bool:
    """Whether a factor without a word for what can only be the length: nothing moves, or a
    complaint about the length came before it."""
    return _complained(work) or all(clip.kind != "video" for clip in work.draft.clips)


def _complained_of(work: Work, clause: Clause, ms: int) -> o.Items:
    """`the second photo is too long, shorten it to 3 s`: the pictures of the complaint before.

    So is a length behind it that is too short for all that there are.
    """
    last = work.ops[-1] if work.ops else None
    vague = isinstance(last, o.ItemLength) and last.ms is None and not last.by
    if not isinstance(last, o.ItemLength) or not vague or clause.had("video", "all", "length"):
        return ()
    short = ms < _LEAST * len(work.draft.clips)
    return last.items if short or clause.had("shorter", "longer") else ()


def _only_of_one(work: Work, clause: Clause, ms: int) -> o.Items:
    """`cat goes last, but keep it short, 2 secs`: too short for all pictures that there are."""
    fits = ms >= _LEAST * len(work.draft.clips) or clause.had("video", "all", "length")
    return () if fits or len(work.spoken) != 1 else work.spoken


def _brought_back(work: Work, clause: Clause, ms: int) -> o.Items:
    """`put it back but make it 2 secs`: the picture that came back, where that is no film's."""
    first = not work.ops or isinstance(work.ops[-1], o.AddItems)
    whole = any(t.tags & {"video", "all", "length"} and "shorter" not in t for t in clause.tokens)
    return work.returned if first and not whole and ms < _LONG_FOR_A_PHOTO else ()


def _complained(work: Work) -> bool:
    return isinstance(work.ops[-1] if work.ops else None, o.ScaleDuration)


def _understood(work: Work, clause: Clause) -> bool:
    """Whether nothing was left over that might have said what a bare factor is about."""
    lost = bool(work.lost) and not _complained(work)
    return not lost and not any("unknown" in t for t in clause.open())


def _stills(work: Work, clause: Clause) -> bool:
    """Whether photos alone are named: they have a length, no speed."""
    found = work.which(clause)
    items = found.items if found is not None else ()
    return bool(items) and all(work.draft.clips[n - 1].kind != "video" for n in items)


def _again(work: Work, clause: Clause, factor: Token | None) -> bool:
    """The whole over and over; one picture of several is not shown twice."""
    found = work.which(clause)
    alone = len(work.draft.clips) == 1 or found is None or found.whole
    if factor is None or factor.value < 2 or not alone:
        return False
    clause.take("count", "factor", "clip", "all", "hold")
    work.do(o.Loop(int(factor.value)))
    return True


def _pace(clause: Clause) -> tuple[bool, bool]:
    """Whether slower, and whether faster is meant."""
    fast = clause.has("faster")
    slow = clause.has("slower", "slowmo") and not (fast and not clause.has("slowmo"))
    if slow != fast and clause.has("less") and not clause.has("percent", "factor"):
        return fast, slow  # `not so fast`
    return slow, fast


def _factor(clause: Clause) -> tuple[float | None, bool]:
    """How much faster, and whether that is the speed itself rather than a change."""
    slow, fast = _pace(clause)
    factor, percent = clause.first("factor"), clause.first("percent")
    if factor is None and clause.has("half"):
        return 0.5, False
    if factor is not None:
        value = factor.value or 1.0
        if slow and value > 1:
            return 1 / value, False
        return value, not (fast or slow) or value < 1
    if percent is not None:
        part = percent.value / 100
        if fast:
            return 1 + part, False
        if slow:
            return max(0.2, 1 - part) if part < 1 else 0.5, False
        return part or None, True
    number = clause.first("num")
    if number is not None and clause.has("speed") and 0.1 <= number.value <= 8:
        number.used = True
        return number.value, True
    if clause.has("slowmo"):
        return 0.5, True
    if slow:
        return (0.85 if clause.has("little") else 0.5 if clause.has("much") else SLOWER), False
    if fast:
        return (1.2 if clause.has("little") else 2.0 if clause.has("much") else FASTER), False
    if clause.has("up", "down"):
        return (FASTER if clause.has("up") else SLOWER), False
    return None, False


def _length(work: Work, clause: Clause) -> bool:
    if clause.has("title", "text", "caption", "transition", "music", "fade", "sound"):
        return False
    dur = clause.first("dur")
    if dur is not None and _point(clause, dur):
        return False
    if dur is not None:
        return _exact(work, clause, int(dur.value))
    if (bare := _bare(work, clause)) is not None:
        bare.used = True
        clause.take("it", "to")
        work.do(o.SetDuration(int(bare.value * (1_000 if "num" in bare else 1))))
        return True
    if clause.has("equal") and len(work.draft.clips) > 1:
        clause.take("equal", "item", "all", "length", "longer")
        whole = sum(clip.d for clip in work.draft.clips)
        work.do(o.ItemLength((), ms=round(whole / len(work.draft.clips))))
        return True
    factor = clause.first("factor")
    told = clause.has("longer", "shorter", "hold", "length", "cut") or _stills(work, clause)
    other = clause.has("up", "down", "bigger", "smaller")
    told = told or (_of_length(work) and not other and _understood(work, clause))
    if factor is not None and told:
        clause.take("cut")
        factor.used = True
        value = 1 / factor.value if clause.has("shorter") and factor.value > 1 else factor.value
        longer = clause.has("longer") and not clause.has("shorter")
        more = factor.text.casefold().startswith(("by ", "um ")) or clause.unspaced_change(
            factor.start
        )
        value += 1 if longer and more and value < 1 else 0  # `longer by half`
        return _scaled(work, clause, value)
    if share := _share(work, clause):
        return _scaled(work, clause, share)
    spoken = bool(work.spoken) and clause.had("it") and clause.has("little")
    lingers = clause.has("hold") and (spoken or _more_of_one(work, clause))
    loud = clause.has("volume") or any("up" in t and FILLER not in t for t in clause.open())
    if (lingers or clause.has("longer", "shorter")) and not loud:
        return _scaled(work, clause, None)
    return False


def _more_of_one(work: Work, clause: Clause) -> bool:
    return clause.has("more") and work.which(clause) is not None


def _share(work: Work, clause: Clause) -> float | None:
    """`cut it to a third`, `too long, just the half of it`: of its length; None without one."""
    part = clause.first("half", "third")
    last = work.ops[-1] if work.ops else None
    complained = isinstance(last, o.ScaleDuration) and last.factor < 1
    if part is None or not (clause.has("cut", "shorter", "longer") or complained):
        return None
    value = 0.5 if "half" in part else 1 / 3
    whole = complained or clause.has("to", "only", "keep")
    clause.take("half", "third", "cut", "only", "keep")
    return value if whole or not clause.has("shorter") else 1 - value


def _bare(work: Work, clause: Clause) -> Token | None:
    """`make it 10`, `make it 1:30`: a number that can be nothing but the length."""
    words = [t for t in clause.tokens if not t.used and "break" not in t]
    numbers = [t for t in words if "numword" not in t and t.tags & {"num", "time"}]
    rest = [t for t in words if t not in numbers and t.tags & _MEANT]
    known = all(t.tags & _MEANT or FILLER in t for t in words if t not in numbers)
    fits = len(numbers) == 1 and ("time" in numbers[0] or 3 <= numbers[0].value <= 600)
    spoken = any("it" in t for t in rest) and any("create" in t or "change" in t for t in words)
    return numbers[0] if fits and known and spoken and not work.draft.empty else None


def _point(clause: Clause, dur: Token) -> bool:
    """`at 4 seconds`, `after 3 seconds`: a moment, no length."""
    before = [t for t in clause.tokens if t.end <= dur.start and "break" not in t]
    if clause.has("longer", "shorter", "item", "each"):
        return False
    return bool(before) and bool(before[-1].tags & {"at", "after"}) and before[-1].text.isascii()


def _scaled(work: Work, clause: Clause, factor: float | None) -> bool:
    items = work.items(clause)
    if items is None:
        return True
    items = items or _and_it(work, clause)
    each = clause.had("each") or (clause.has("item") and not items)
    longer = clause.has("longer", "hold") and not _shorter_first(clause)
    little, much = clause.take("little"), clause.take("much")
    clause.take("longer", "shorter", "hold", "more", "less", "all", "item", "clip")
    if items:
        usual = (1.6 if longer else 0.6) if not little else (1.3 if longer else 0.75)
        work.do(o.ItemLength(items, factor=factor or usual))
    elif each:
        work.do(o.ItemLength((), factor=factor or (1.4 if longer else 0.7)))
    else:
        usual = _LONGER if longer else _SHORTER
        if little:
            usual = 1.15 if longer else 0.87
        elif much:
            usual = 1.8 if longer else 0.5
        work.do(o.ScaleDuration(factor or usual))
    return True


def _and_it(work: Work, clause: Clause) -> o.Items:
    """`quítale el sonido y acórtalo`: the one named before `and`, where nothing else is."""
    begins = bool(clause.tokens) and "and" in clause.tokens[0]
    other = any(t.tags & {"video", "all", "length", "item"} for t in clause.tokens)
    last = work.ops[-1] if work.ops else None
    named = begins and not other and len(work.spoken) == 1
    return work.spoken if named and work.spoken == getattr(last, "items", ()) else ()


def _shorter_first(clause: Clause) -> bool:
    token = clause.first("longer", "shorter")
    return token is not None and "shorter" in token and "longer" not in token


def _exact(work: Work, clause: Clause, ms: int) -> bool:
    """A length in seconds: of the whole or of some clips, absolute or more or less."""
    dur = clause.first("dur")
    if dur is None:
        return False
    if _placed_too(work, clause):
        return False
    # `my pics for a story, 15 seconds` is how long a new video is.
    whole = clause.has("video") or (work.begun.empty and ms >= _LONG_FOR_A_PHOTO)
    per_item = clause.has("each", "rest") or (clause.has("item") and not whole)
    if _of_these(clause, dur):
        per_item = False
    count = clause.first("num")
    items = work.items(clause, pronoun=not work.returned or ms < _LONG_FOR_A_PHOTO)
    if items == () and any("question" in t and FILLER not in t for t in clause.open()):
        clause.take("question")  # `all but the first, which should be 5 s`
        items = work.rest_of_last()
        if not items:
            return False
    if items is None:
        return True
    limited = bool(clause.take_kind("ask")) and not clause.has("longer", "shorter", "more", "less")
    if limited and not items and not per_item:
        # `at most 12 seconds`; before it, `shorter` is the same wish.
        complained = isinstance(work.ops[-1] if work.ops else None, o.ScaleDuration)
        ms = min(ms, (work.begun if complained else work.draft).total or ms)
    items = items or _photos(work, clause) or _last_held(work, clause, dur)
    items = items or _complained_of(work, clause, ms) or _only_of_one(work, clause, ms)
    items = items or _brought_back(work, clause, ms)
    if not items and not per_item and _edge_named(clause, dur):
        return False  # `the last 4 seconds`: a stretch, no length
    more = sign(clause, dur.start) or _against(work, clause, ms, items)
    dur.used = True
    if items or per_item:
        if count is not None and items == () and count.value == len(work.draft.clips):
            count.used = True
        clause.take("each", "item", "all", "hold", "longer", "shorter", "more", "less", "remove")
        clause.take("cut", "clip", "only", "by")
        ms = ms if more else _shared(clause, ms, items)
        change: o.ItemLength | o.SetDuration = (
            o.ItemLength(items, by=more * ms) if more else o.ItemLength(items, ms)
        )
        last = work.ops[-1] if work.ops else None
        if isinstance(last, o.SetDuration) and items and not more:
            work.take_back()  # `the whole 12 s and the coffee 5`: the others share the rest
            work.do(change)
            change = replace(last, kept=(*last.kept, *items))
        work.do(change)
        return True
    clause.take("all", "longer", "shorter", "more", "less", "hold", "video", "cut", "remove")
    clause.take("by", "down", "up", "clip", "keep", "only", "loop")
    set_before = [op for op in work.ops if isinstance(op, o.ItemLength) and op.ms]
    kept = tuple(dict.fromkeys(n for op in set_before for n in op.items))
    work.do(o.ChangeDuration(more * ms) if more else o.SetDuration(ms, kept))
    return True


def _shared(clause: Clause, ms: int, items: tuple[int, ...]) -> int:
    """`photos 2 and 3 should be 6 seconds together`: what each of them has."""
    return ms // len(items) if len(items) > 1 and clause.take("together") else ms


def _placed_too(work: Work, clause: Clause) -> bool:
    """`the coffee shall come first and be shown for 6 seconds`: a place, no second picture."""
    found = work.which(clause)
    tokens = found.tokens if found is not None else ()
    names = [t for t in tokens if t.values("name")]
    edges = [t for t in tokens if t.tags & {"first", "last"} and not t.values("name")]
    if len(names) != 1 or len(edges) != 1 or len(tokens) != 2:
        return False
    start, end = sorted((names[0].start, edges[0].start))
    return not any("and" in t and start < t.start < end for t in clause.tokens)


def _last_held(work: Work, clause: Clause, dur: Token) -> tuple[int, ...]:
    """`最后停留2秒`: the last picture, not the whole."""
    before = [t for t in clause.tokens if t.end <= dur.start and FILLER not in t]
    words = [t.tags for t in before[-2:]]
    held = len(words) == 2 and "hold" in words[1] and "last" in words[0] and "end" in words[0]
    if not held or clause.had("video", "all", "length"):
        return ()
    before[-2].used = True
    return (len(work.draft.clips),)


def _edge_named(clause: Clause, dur: Token) -> bool:
    """Whether a place right before the length is named: `last` may be the verb, too."""
    before = [t for t in clause.tokens if t.end <= dur.start]
    place = before[-1] if before else None
    if place is None or place.used or not place.tags & {"first", "last", "mid"}:
        return False
    return "hold" not in place or (len(before) > 1 and before[-2].text.casefold() == "the")


def _of_these(clause: Clause, dur: Token) -> bool:
    """`16 seconds from these three pictures`: the length of what is made out of them."""
    behind = next((t for t in clause.tokens if t.start >= dur.end and t.tags != {FILLER}), None)
    return behind is not None and "these" in behind and "item" not in behind


def _photos(work: Work, clause: Clause) -> tuple[int, ...]:
    """`the photos 2 seconds each`, beside clips: the photos alone; () where all are meant."""
    kinds = [clip.kind for clip in work.draft.clips]
    named = any("item" in t and "clip" not in t for t in clause.tokens)
    if not named or clause.had("clip", "video") or len(set(kinds)) < 2:
        return ()
    return tuple(n for n, kind in enumerate(kinds, 1) if kind == "image")


def _against(work: Work, clause: Clause, ms: int, items: tuple[int, ...]) -> int:
    """`lengthen the first photo 3 seconds` never makes it shorter: then it is a change."""
    clips = [work.draft.clips[n - 1].d for n in items] or [work.draft.total]
    longer = clause.has("longer") and not clause.has("shorter", "to")
    return 1 if longer and ms < min(clips) else 0
