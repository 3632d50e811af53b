"""Rules about time: lengths, cuts, speed, loops."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause
from studio.agent.languages import FILLER
from studio.agent.spans import Span
from studio.agent.tokens import Token
from studio.agent.work import Ask, Work

FASTER, SLOWER = 1.5, 0.75
_SHORTER, _LONGER = 0.75, 1.33


def time(work: Work, clause: Clause) -> None:
    """Cuts first, since they name ranges; then speed, then lengths."""
    if clause.has("quote"):
        return
    for rule in (_split, _loop, _ends, _cut, _speed, _length):
        if rule(work, clause):
            return


def _split(work: Work, clause: Clause) -> bool:
    if not clause.has("split"):
        return False
    span = work.when(clause)
    at = span.start if span is not None else None
    dur = clause.first("dur")
    if span is None and dur is not None:
        dur.used = True
        at = int(dur.value)
    if at is None and (clause.has("half", "middle") or "center" in clause.kinds("place")):
        clause.take_kind("place")
        at = work.draft.total // 2
    if at is None:
        return False
    if span is not None:
        span.take()
    clause.take("split", "half", "middle", "clip", "num", "cut")
    work.do(o.Split(at))
    return True


def _loop(work: Work, clause: Clause) -> bool:
    if not clause.has("loop") or clause.has("music", "title"):
        return False
    number = clause.first("factor", "num")
    times = 2
    if number is not None and number.value == int(number.value):
        number.used = True
        times = max(2, min(10, int(number.value)))
    if work.when(clause) is not None or clause.has("dur"):
        return False
    clause.take("loop", "times", "all", "clip")
    work.do(o.Loop(times))
    return True


def _ends(work: Work, clause: Clause) -> bool:
    """`a second from both ends`; `start the clip at 0:02`; `use 1 to 3 s`."""
    dur = clause.first("dur")
    if dur is not None and clause.has("bothends") and clause.has("cut", "remove", "no"):
        dur.used = True
        clause.take("bothends", "cut", "remove", "no", "all", "num", "from", "start", "end")
        work.do(o.TrimEnd(int(dur.value)))
        work.do(o.TrimStart(int(dur.value)))
        return True
    busy = clause.has("remove", "no", "cut", "keep", "only", "speed", "slowmo", "music", "item")
    videos = all(clip.kind == "video" for clip in work.draft.clips)
    span = work.when(clause) if videos and not busy else None
    if span is None or any(clause.kinds(k) for k in ("look", "motion", "fade", "trans")):
        return False
    if span.at and clause.has("start") and not clause.has("end", "title", "text", "fade"):
        span.take()
        clause.take("start", "clip", "video")
        work.do(o.TrimStart(span.start))
    elif span.end is not None and not span.at and not span.edge and clause.had("add", "these"):
        rest = [t for t in clause.left() if t not in span.tokens]
        if any(not t.tags & {"add", "these", "clip", "video", "create"} for t in rest):
            return False
        span.take()
        clause.take("add", "clip", "video")
        work.do(o.KeepRange(span.start, min(span.end, work.draft.total)))
    else:
        return False
    return True


def _shifted(work: Work, clause: Clause, span: Span) -> Span:
    """A range within a clip that is named: `the first 2 seconds of the clip`."""
    found = work.which(clause)
    many = len(work.draft.clips)
    if found is None or found.whole or len(found.items) != 1 or many < 2:
        return span
    place = found.take()[0] - 1
    start, clip = work.draft.starts()[place], work.draft.clips[place]
    if span.edge == "end":
        length = (span.end or 0) - span.start
        end = start + clip.d
        return Span(max(start, end - length), end, span.tokens)
    if span.edge == "half":
        return Span(start, start + clip.d // 2, span.tokens)
    end = clip.d if span.end is None else min(span.end, clip.d)
    return Span(start + span.start, start + end, span.tokens)


def _cut(work: Work, clause: Clause) -> bool:
    """Ranges that go or stay."""
    away = clause.has("remove", "no") or clause.has("cut")
    stay = clause.has("keep", "only") and not clause.has("remove")
    if clause.has("rest") and clause.has("remove", "no", "cut") and work.when(clause) is not None:
        clause.take("rest", "remove", "no", "cut")  # `from 2 to 5, lose the rest`
        stay = True
        clause.tokens.append(Token("", frozenset({"keep"}), -1, -1))
    if not (away or stay) or clause.has("music", "sound", "slower", "faster", "slowmo"):
        return False
    span = work.when(clause)
    if span is None:
        return _cut_some(work, clause) if away and not stay else False
    if span.at:
        return False
    total = work.draft.total
    end = total if span.end is None else span.end
    if span.start >= total:
        span.take()
        clause.take("remove", "cut", "keep")
        work.tell("past_end", at=_s(span.start), seconds=_s(total))
        return True
    if not stay and not span.edge and _either(clause):
        return _keep_or_remove(work, clause, span, end)
    span = _shifted(work, clause, span.take())
    end = total if span.end is None else min(span.end, total)
    both = clause.has("keep", "only") and not clause.has("remove", "no")
    second = None if both else work.when(clause)
    if second is not None and not second.at and second.start != span.start:
        first, later = sorted((span, second.take()), key=lambda s: s.start)
        work.do(o.RemoveRange(later.start, total if later.end is None else later.end))
        span, end = first, total if first.end is None else first.end
    clause.take("remove", "no", "cut", "keep", "only", "start", "end", "all", "clip", "middle")
    clause.take("shorter", "first", "last", "video", "item")
    _cut_to(work, span, end, keep=both)
    return True


def _cut_to(work: Work, span: Span, end: int, *, keep: bool) -> None:
    total = work.draft.total
    if keep:
        work.do(o.KeepRange(span.start, end))
    elif span.start == 0 and not (span.end is not None and end >= total):
        work.do(o.TrimStart(end))
    elif span.edge == "end" and end == total:
        work.do(o.TrimEnd(end - span.start))
    elif span.start == 0 and end >= total:
        work.tell("nothing_left")
    else:
        work.do(o.RemoveRange(span.start, end))


def _either(clause: Clause) -> bool:
    """Whether the verb may mean both."""
    plain = not clause.has("remove", "no", "first", "last")
    return plain and clause.raw.isascii() and clause.has("from")


def _keep_or_remove(work: Work, clause: Clause, span: Span, end: int) -> bool:
    """`cut from 0:03 to 0:10` says both, so it is asked."""
    span.take()
    clause.take("cut", "from", "to")
    stretch = f"{_s(span.start)}-{_s(end)}"
    options = (f"option_remove_range|{stretch}", f"option_keep_range|{stretch}")
    work.question(Ask("ask_cut", options))
    return True


def _cut_some(work: Work, clause: Clause) -> bool:
    """`cut 3 seconds`: from where? `trim it to 10 s` is a length."""
    dur = clause.first("dur")
    if dur is None or clause.has("title", "text", "each", "transition"):
        return False
    target = work.which(clause)
    if target is not None and not target.whole:
        return False
    if clause.has("to") or clause.has("shorter"):
        return False
    if not clause.has("by") and clause.had("all"):
        return False
    options = (f"option_trim_start|{_s(int(dur.value))}", f"option_trim_end|{_s(int(dur.value))}")
    clause.take("cut", "remove", "no", "dur", "by")
    work.question(Ask("ask_where", options))
    return True


def _s(ms: int) -> str:
    return f"{ms / 1000:.1f}".removesuffix(".0")


def _speed(work: Work, clause: Clause) -> bool:
    named = clause.has("speed", "slowmo", "normal") or clause.has("faster", "slower")
    factor = clause.first("factor")
    if not named and (factor is None or clause.has("longer", "shorter", "dur", "loop")):
        return False
    if not named and clause.has("volume", "bigger", "size", "length"):
        return False
    if clause.has("transition", "motion", "cut") or clause.kinds("motion"):
        return False
    if clause.had("music", "own"):
        return False
    span = work.when(clause)
    if span is not None and not span.at:
        span.take()
    items = work.items(clause, pronoun=clause.had("hold"))
    if items is None:
        return True
    if clause.has("remove", "no") and clause.has("slowmo", "slower", "faster", "speed"):
        clause.take("remove", "no", "slowmo", "slower", "faster", "speed", "all")
        work.do(o.NormalSpeed(items))
        return True
    if clause.has("normal") and not clause.has("faster", "slower", "slowmo"):
        clause.take("normal", "speed", "restore", "all")
        work.do(o.NormalSpeed(items))
        return True
    value, exact = _factor(clause)
    clause.take("speed", "faster", "slower", "slowmo", "factor", "percent", "little", "much")
    clause.take("more", "by", "all", "down", "up", "less", "half", "hold")
    if value is None:
        return False
    start = span.start if span is not None and not span.at else None
    end = span.end if span is not None and not span.at else None
    work.do(o.Speed(round(value, 3), items, start, end, exact))
    return True


def _factor(clause: Clause) -> tuple[float | None, bool]:
    """How much faster, and whether that is the speed itself rather than a change."""
    slow = clause.has("slower", "slowmo") and not (
        clause.has("faster") and not clause.has("slowmo")
    )
    fast = clause.has("faster")
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
    if dur is not None:
        return _exact(work, clause, int(dur.value))
    if clause.has("equal") and len(work.draft.clips) > 1:
        clause.take("equal", "item", "all", "length", "longer")
        whole = sum(clip.d for clip in work.draft.clips)
        work.do(o.ItemLength((), ms=round(whole / len(work.draft.clips))))
        return True
    factor = clause.first("factor")
    if factor is not None and clause.has("longer", "shorter", "hold", "length", "cut"):
        clause.take("cut")
        factor.used = True
        value = 1 / factor.value if clause.has("shorter") and factor.value > 1 else factor.value
        return _scaled(work, clause, value)
    if clause.has("half") and clause.has("cut", "shorter", "longer"):
        clause.take("half", "cut")
        return _scaled(work, clause, 0.5)
    if clause.has("longer", "shorter") and not clause.has("up", "volume"):
        return _scaled(work, clause, None)
    return False


def _scaled(work: Work, clause: Clause, factor: float | None) -> bool:
    items = work.items(clause, pronoun=clause.had("hold"))
    if items is None:
        return True
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


def _shorter_first(clause: Clause) -> bool:
    token = clause.first("longer", "shorter")
    return token is not None and "shorter" in token and "longer" not in token


def _exact(work: Work, clause: Clause, ms: int) -> bool:
    """A length in seconds: of the whole or of some clips, absolute or more or less."""
    dur = clause.first("dur")
    if dur is None:
        return False
    per_item = clause.has("each", "rest") or (clause.has("item") and not clause.has("video"))
    count = clause.first("num")
    items = work.items(clause, pronoun=clause.had("hold"))
    if items == () and any("question" in t and FILLER not in t for t in clause.open()):
        clause.take("question")  # `all but the first, which should be 5 s`
        items = work.rest_of_last()
        if not items:
            return False
    if items is None:
        return True
    sign = _sign(clause, dur.start) or _against(work, clause, ms, items)
    dur.used = True
    if items or per_item:
        if count is not None and items == () and count.value == len(work.draft.clips):
            count.used = True
        clause.take("each", "item", "all", "hold", "longer", "shorter", "more", "less", "remove")
        clause.take("cut", "clip", "only", "by")
        change = o.ItemLength(items, by=sign * ms) if sign else o.ItemLength(items, ms)
        work.do(change)
        return True
    clause.take("all", "longer", "shorter", "more", "less", "hold", "video", "cut", "remove")
    clause.take("by", "down", "up", "clip", "keep", "only", "loop", "half")
    work.do(o.ChangeDuration(sign * ms) if sign else o.SetDuration(ms))
    return True


def _sign(clause: Clause, at: int) -> int:
    """Whether a length is meant as more (1), as less (-1) or as it is (0)."""
    longer, shorter = clause.has("longer", "more"), clause.has("shorter", "remove", "cut", "less")
    if clause.has("to") and not clause.has("by") and not _adding(clause):
        return 0
    if _adding(clause) and not shorter:
        return 1
    near = [t for t in clause.tokens if t.start > at and t.tags & {"longer", "shorter", "less"}]
    near = [t for t in near if t.text != "长"]
    by = clause.has("by", "than") or bool(near) or clause.unspaced_change(at)
    if longer and not shorter and by:
        return 1
    if shorter and by and not (longer and not clause.has("remove", "cut")):
        return -1
    return 0


def _against(work: Work, clause: Clause, ms: int, items: tuple[int, ...]) -> int:
    """`lengthen the first photo 3 seconds` never makes it shorter: then it is a change."""
    clips = [work.draft.clips[n - 1].d for n in items] or [work.draft.total]
    longer = clause.has("longer") and not clause.has("shorter", "to")
    return 1 if longer and ms < min(clips) else 0


def _adding(clause: Clause) -> bool:
    adds = [t for t in clause.open() if "add" in t and "filler" not in t and "change" not in t]
    return (bool(adds) and not clause.has("hold")) or clause.has("more")
