"""Rules about cuts: splits, loops, ranges that go or stay."""

from __future__ import annotations

import itertools

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER
from studio.agent.phrases import seconds
from studio.agent.spans import Span
from studio.agent.tokens import Token
from studio.agent.work import Ask, Work


def _split(work: Work, clause: Clause) -> bool:
    if not clause.has("split"):
        return False
    if clause.has("factor") and not clause.had("clip"):
        clause.take("split")  # `divise la durée par deux`
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
    begins = span.at or (span.end is None and not span.edge)
    if begins and clause.has("start") and not clause.has("end", "title", "text", "fade"):
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


def _stops(work: Work, clause: Clause) -> bool:
    """`stop at second 4`, `start at 0:01 and end at 0:05`: of clips, what comes after goes."""
    halts = [t for t in clause.open() if t.tags & {"halt", "end"} and "last" not in t]
    halts = halts or [t for t in clause.open() if "halt" in t]
    if not halts or any(clip.kind != "video" for clip in work.draft.clips):
        return False
    points = [t for t in clause.open() if t.tags & {"point", "time"} or _led(clause, t)]
    plain = {FILLER, "and", "break", "at", "to", "from", "start", "it", "clip", "video", "halt"}
    plain |= {"end", "remove", "after", "all"}
    if any(not t.tags & plain for t in clause.tokens if t not in points) or len(points) > 2:
        return False
    starts = points[0].value if len(points) == 2 else 0
    if not points or not starts < points[-1].value < work.draft.total:
        return False
    use(clause.open())
    work.do(o.KeepRange(int(starts), int(points[-1].value)))
    return True


def _led(clause: Clause, token: Token) -> bool:
    """A length that is a moment: `à 4 secondes`, `4초에서`."""
    if "dur" not in token:
        return False
    place = clause.tokens.index(token)
    around = [*clause.tokens[max(0, place - 1) : place], *clause.tokens[place + 1 : place + 2]]
    return any(t.tags & {"at", "to", "after", "from"} for t in around)


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
    if clause.has("cut") and not clause.has("remove", "no") and _down_to(clause):
        stay = True
        clause.tokens.append(Token("", frozenset({"keep"}), -1, -1))
    rest = clause.has("rest") or (clause.has("only", "keep") and _other_half(clause))
    if rest and clause.has("remove", "no", "cut") and work.when(clause) is not None:
        clause.take("rest", "remove", "no", "cut")  # `from 2 to 5, lose the rest`
        stay = True
        clause.tokens.append(Token("", frozenset({"keep"}), -1, -1))
    if not (away or stay) or clause.has("sound", "slower", "faster", "slowmo"):
        return False
    heard = clause.had("music", "own") or (stay and clause.follows & {"music", "own"})
    if heard and not clause.has("keep", "clip", "video"):
        return False  # `my song, but only the last 4 seconds`
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
        work.tell("past_end", at=seconds(span.start), seconds=seconds(total))
        return True
    if not stay and not span.edge and _either(clause):
        return _keep_or_remove(work, clause, span, end)
    if stay and _kept_of_one(work, clause, span):
        return True
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


def _other_half(clause: Clause) -> bool:
    """`only the first half is any good, bin the other half`: accounted for."""
    for token, after in itertools.pairwise(clause.tokens):
        if "other" in token and "half" in after and not token.used:
            token.used = after.used = True
            return True
    return False


def _down_to(clause: Clause) -> bool:
    """`cut it to the first 3 seconds`: that is what stays."""
    words = [t for t in clause.open() if FILLER not in t]
    pairs = itertools.pairwise(words)
    return any("to" in t and after.tags & {"first", "last"} for t, after in pairs)


def _kept_of_one(work: Work, clause: Clause, span: Span) -> bool:
    """`only the first 2 seconds of the clip`: the other clips stay as they are."""
    found = work.which(clause)
    named = () if found is None or found.whole else found.items
    spoken = work.spoken if found is None and not clause.has("video", "all") else ()
    spoken = tuple(n for n in spoken if work.draft.clips[n - 1].kind == "video")
    if len(work.draft.clips) < 2 or len(named or spoken) != 1:
        return False
    place = (named or spoken)[0] - 1
    start, clip = work.draft.starts()[place], work.draft.clips[place]
    if not named and span.edge != "start":
        return False  # `use less of the clip, just the first 3 seconds`
    part = _shifted(work, clause, span.take())
    clause.take("keep", "only", "start", "end", "clip", "item", "video", "first", "last")
    if not named:
        work.do(o.ItemLength((place + 1,), min(span.end or clip.d, clip.d)))
        return True
    end = start + clip.d if part.end is None else part.end
    if end < start + clip.d:
        work.do(o.RemoveRange(end, start + clip.d))
    if part.start > start:
        work.do(o.RemoveRange(start, part.start))
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
    if not any(clip.kind == "video" for clip in work.draft.clips):
        return False  # photos are shown for less time, whichever
    options = (f"option_trim_start|{_s(int(dur.value))}", f"option_trim_end|{_s(int(dur.value))}")
    clause.take("cut", "remove", "no", "dur", "by")
    work.question(Ask("ask_where", options))
    return True


def _s(ms: int) -> str:
    return f"{ms / 1000:.1f}".removesuffix(".0")


CUTS = (_split, _loop, _stops, _ends, _cut)
