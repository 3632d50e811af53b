"""Rules about music: which, how loud, from when to when."""

from __future__ import annotations

import itertools

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER
from studio.agent.phrases import say
from studio.agent.spans import Span
from studio.agent.tokens import Token
from studio.agent.work import Ask, Work
from studio.draft import MUSIC_NAMES

QUIETER, LOUDER = 0.5, 1.6
_MUCH = 2.2
_LITTLE = 0.8, 1.25
_NO_BEHIND = ("ja", "ko", "hi")


def music(work: Work, clause: Clause) -> None:
    """Its mood, song, volume and time, or none."""
    if clause.has("own"):
        _own_song(work, clause)
        return
    _not_loud(clause)
    shared = clause.had("remove", "no") and clause.has("music") and not clause.has("percent")
    if (clause.has("remove", "no", "mute", "neg") or shared) and not clause.kinds("mood"):
        _off(work, clause)
        return
    if _time(work, clause):
        return
    parts = ("clip", "item", "to", "video", "title", "up", "down", "end", "start")
    if clause.has("cut") and clause.has("music") and not clause.has("dur", *parts):
        clause.take("cut")  # `cut the music`
        _off(work, clause)
        return
    refused = _refused(work, clause)
    moods = _wanted(clause)
    if refused and not moods:
        _none_of(work, clause, refused)
        return
    if not moods and clause.has("slower", "faster") and not clause.has("down", "up"):
        moods = ["energetic" if clause.has("faster") else "calm"]
        clause.take("slower", "faster")
    if moods:
        if clause.has("start", "end", "half") or clause.first("last", "first"):
            left_alone(work, clause)  # `epic music for the end`: one music at a time
        else:
            _mood(work, clause, moods[-1])
        return
    if clause.has("less") and clause.has("music") and not clause.has("up", "down"):
        clause.take("less")
        clause.tokens.append(Token("", frozenset({"down"}), -1, -1))
    if clause.has("percent", "factor", "up", "down", "half", "volume"):
        if work.draft.music is None:
            clause.take("music", "volume", "up", "down", "percent", "factor", "half")
            work.tell("no_music_yet")
            return
        volume(work, clause)
        return
    _plain_music(work, clause)


def _not_loud(clause: Clause) -> None:
    """`I don't need music that loud`, `can't hear him over the music`: softer."""
    words = [t for t in clause.open() if FILLER not in t or t.tags & {"up", "onto"}]
    loud = [t for t in words if {"up", "volume"} <= t.tags]
    over = any("onto" in one and "music" in other for one, other in itertools.pairwise(words))
    if loud and clause.has("no") and not clause.has("remove", "down"):
        clause.take("up", "volume")
        for token in clause.open():
            token.tags = frozenset({FILLER}) if "no" in token else token.tags
    elif over and clause.has("up") and not clause.has("down", "add", "voice", "change"):
        clause.take("up", "onto")
    else:
        return
    clause.tokens.append(Token("", frozenset({"down"}), -1, -1))


_OPPOSITES = {
    "cinematic": "calm", "energetic": "calm", "upbeat": "calm", "happy": "calm",
    "sad": "happy", "calm": "upbeat", "lofi": "upbeat", "romantic": "upbeat",
    "corporate": "lofi", "festive": "calm",
}  # fmt: skip


def _mood(work: Work, clause: Clause, mood: str) -> None:
    now = work.draft.music
    begun = any(isinstance(op, o.Create) for op in work.ops)
    before = work.begun.music
    turned = before is not None and before.gen == mood and any(map(_sets_music, work.ops))
    again = now is not None and now.gen == mood and clause.had("more", "different")
    if (turned or again) and not begun:  # `too sad, a happy one` of what is happy: another one
        mood = {"upbeat": "happy", "happy": "upbeat", "calm": "lofi"}.get(mood, mood)
    clause.take("music", "different", "change", "instead", "less", "little", "much", "swap")
    genre = next((t for t in clause.tokens if "genre" in t and mood in t.values("mood")), None)
    if genre is not None:  # a mood may stand in for a kind of music that is not made here
        work.tell("nearest_music", word=genre.text, name=say(f"music_{mood}", work.language))
    if genre is not None and now is not None and not begun:
        clause.take("volume", "percent")
        near = [mood, *(m for m in _FOUR if m != mood)]
        work.question(Ask("ask_mood", tuple(_option(m, work) for m in near[:4])))
        return
    work.do(o.SetMusic(mood, _share(clause)))
    volume(work, clause)


def _sets_music(op: o.Op) -> bool:
    return isinstance(op, o.SetMusic)


def _option(mood: str, work: Work) -> str:
    """What may be chosen: four moods have phrases of their own, the others their names."""
    return f"option_mood_{mood}" if mood in _FOUR else say(f"music_{mood}", work.language)


def _plain_music(work: Work, clause: Clause) -> None:
    """Music without a word of which."""
    songs = [item.id for item in work.project.media if item.kind == "audio"]
    playing = work.draft.music.src if work.draft.music else ""
    if songs and clause.has("add") and playing not in songs and not clause.has("different"):
        _own_song(work, clause)  # `use the song`, where one was sent
        return
    strange = [t for t in clause.left() if "unknown" in t or t.values("look")]
    if clause.has("change", "add") and strange:
        clause.take("music", "change", "add")  # a kind of music that nobody here knows
        work.question(Ask("ask_mood", tuple(f"option_mood_{m}" for m in _FOUR)))
    elif _exchanged(clause) and not clause.has("title", "item"):
        clause.take("music", "different", "change", "other", "swap")
        work.do(o.SetMusic(another(work)))
    elif clause.has("music", "add") and clause.has("vague"):
        use(clause.open())
        work.question(Ask("ask_mood", tuple(f"option_mood_{m}" for m in _FOUR)))
    elif not [t for t in clause.left() if not t.tags & {"add", "create", "music"}]:
        clause.take("music", "add")
        if work.draft.music is None:
            work.do(o.SetMusic("upbeat"))
        elif clause.had("add"):
            work.question(Ask("ask_mood", tuple(f"option_mood_{m}" for m in _FOUR)))


def _exchanged(clause: Clause) -> bool:
    """Whether another one is asked for; `turn the music …` alone says nothing of that."""
    changed = any("change" in t and FILLER not in t for t in clause.open())
    return changed or clause.has("different", "other")


_FOUR = ("upbeat", "calm", "lofi", "cinematic")


def _wanted(clause: Clause) -> list[str]:
    """The moods asked for; not those that shall go."""
    tokens = list(clause.open())
    mark = next((i for i, t in enumerate(tokens) if t.tags & {"instead", "neg", "less"}), None)
    found = []
    for place, token in enumerate(tokens):
        values = [m for m in token.values("mood") if m in MUSIC_NAMES]
        if not values or token.tags & {"down", "up"}:
            continue  # `softer` is how loud
        token.used = True
        beside = [*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2]]
        if any("excess" in t for t in beside):
            use([*beside, *(t for t in tokens if t.values("occasion"))])
            found.append(_OPPOSITES[values[0]])  # `too happy for a funeral`
        elif mark is None or place < mark:
            found.append(values[0])
        elif "less" in tokens[mark] and not found:
            found.append(_OPPOSITES[values[0]])  # `less dramatic`
            mark = None
    use(t for t in clause.open() if t.values("mood") and not t.tags & {"down", "up"})
    clause.take("instead")
    return found


def _refused(work: Work, clause: Clause) -> list[str]:
    """`no sad music`, `nada de música triste`: the moods that it shall not have, accounted for."""
    found: list[Token] = []
    behind = work.language in _NO_BEHIND
    denials = {"no"} if behind else {"no", "neg"}  # `落ち着いたのない？` asks for some
    for mark, piece in itertools.groupby(clause.tokens, lambda t: bool(t.tags & {"break", "then"})):
        row = [] if mark else [t for t in piece if not t.used]
        if behind:
            row.reverse()
        denied = next((i for i, t in enumerate(row) if t.tags & denials), len(row))
        near = [t for t in row[denied + 1 : denied + 5] if t.values("mood")]
        if near and not any(t.tags & {"and", "instead"} for t in row[denied : row.index(near[0])]):
            found += [row[denied], near[0]]
    use(found)
    return [mood for t in found for mood in t.values("mood") if mood in MUSIC_NAMES]


def _none_of(work: Work, clause: Clause, refused: list[str]) -> None:
    """Another mood where the music has one of these; else all is as it was asked."""
    now = work.draft.music.gen if work.draft.music else ""
    clause.take("music", "add", "sound")
    if now in refused:
        work.do(o.SetMusic(_OPPOSITES[now]))
    elif not work.begun.empty:
        work.tell("said_nope")


def another(work: Work) -> str:
    """A mood that the music has not now."""
    now = work.draft.music.gen if work.draft.music else ""
    moods = [*_FOUR, "happy", "corporate"]
    return moods[(moods.index(now) + 1) % len(moods)] if now in moods else "upbeat"


def _share(clause: Clause) -> float | None:
    percent = clause.first("percent")
    if percent is None:
        return None
    percent.used = True
    clause.take("volume")
    return min(1.0, percent.value / 100)


def volume(work: Work, clause: Clause) -> None:
    """Louder or softer, to a share or by some; a part of it only is left alone and told."""
    if clause.had("start", "end") and clause.has("up", "down", "percent") and not clause.done:
        left_alone(work, clause)
        return
    factor_word = clause.first("factor")  # it may be the volume's too: `half as loud`
    named = clause.take("volume")
    for token in list(clause.open()):
        if "music" in token and (turned := token.tags & {"down", "up"}):
            clause.tokens.append(Token("", turned, -1, -1))  # `the music drowns it out`, one word
    clause.take("music")
    if clause.has("less") and clause.has("up") and not clause.has("down"):
        clause.take("up", "less")  # `weniger laut`
        clause.tokens.append(Token("", frozenset({"down"}), -1, -1))
    down = clause.has("down") and not (clause.has("up") and first_is(clause, "up", "down"))
    up = clause.has("up") and not down
    share = clause.first("percent")
    if share is None and named:
        share = next((t for t in clause.open() if "num" in t and 1 < t.value <= 100), None)
    if share is not None:
        share.used = True
        part = share.value / 100
        some = work.language == "en" and not clause.had("to", "at", "volume")  # `down 20%`
        by = (up or down) and (clause.take("by") or clause.had("than") or some)
        clause.take("up", "down", "less", "more", "little", "change")
        factor = (1 - part if down else 1 + part) if by else None
        work.do(o.MusicVolume(factor=factor) if by else o.MusicVolume(to=min(1.0, part)))
        return
    if factor_word is not None or clause.has("half"):
        value = factor_word.value if factor_word is not None else 0.5
        if factor_word is not None:
            factor_word.used = True
        value = 1 / value if down and value > 1 else value  # `softer by half`, in other words
        clause.take("half", "factor", "up", "down", "all")
        whole = value == 1
        work.do(o.MusicVolume(to=1.0) if whole else o.MusicVolume(factor=value))
        return
    if up or down:
        clause.take("up", "down", "less", "more", "only")
        strength = 1 if down else 0
        factor = QUIETER if down else LOUDER
        if clause.take("much"):
            factor = 1 / _MUCH if down else _MUCH
        elif clause.take("little"):
            factor = _LITTLE[0] if strength else _LITTLE[1]
        work.do(o.MusicVolume(factor=round(factor, 2)))


def left_alone(work: Work, clause: Clause) -> None:
    """Nothing of it is done, and that is said."""
    work.lost.append(clause.words)
    use(clause.open())


def first_is(clause: Clause, one: str, other: str) -> bool:
    token = clause.first(one, other)
    return token is not None and one in token and other not in token


def _over(work: Work, clause: Clause) -> Span | None:
    """`no music on the last photo`: from when to when the pictures are shown that are named."""
    found = work.which(clause)
    if found is None or found.whole or not found.items or work.draft.music is None:
        return None
    told = clause.had("during") or any(t.tags - {"clip", "video", FILLER} for t in found.tokens)
    first, last, many = min(found.items), max(found.items), len(work.draft.clips)
    if not told or last - first + 1 != len(found.items) or len(found.items) == many:
        return None
    starts = work.draft.starts()
    clause.take("during")
    return Span(starts[first - 1], starts[last] if last < many else None, found.tokens)


def _off(work: Work, clause: Clause) -> None:
    span = work.when(clause) or _over(work, clause)
    if span is not None and span.at and clause.has("start") and work.draft.music is not None:
        span.take()  # `no music at the beginning, start it at 3 seconds`
        clause.take("remove", "no", "mute", "music", "neg", "start")
        work.do(o.MusicTime(at=span.start))
        return
    if span is None and clause.has("during"):
        use(clause.open())  # `while she is talking`: nobody here knows when that is
        work.tell("music_gap")
        return
    if span is None and clause.has("start", "end", "half"):
        left_alone(work, clause)  # from when, or until when?
        return
    if span is not None and work.draft.music is not None:
        span.take()
        clause.take("remove", "no", "mute", "music", "neg")
        if span.start == 0 and span.end is not None:
            work.do(o.MusicTime(at=span.end))
        elif span.end is None or span.end >= work.draft.total:
            work.do(o.MusicTime(until=span.start))
        else:
            work.tell("music_gap")
        return
    if clause.has("up", "down") and clause.has("neg"):
        return
    if clause.has("remove"):
        clause.take("down", "up")  # `it is too loud, take it out`: why
    clause.take("remove", "no", "mute", "music", "neg", "all")
    if clause.has("sound", "volume"):
        clause.take("sound", "volume")
        work.do(o.Mute(0))
    elif work.draft.music is None:
        work.tell("no_music_yet")
    else:
        work.do(o.MusicOff())


def _time(work: Work, clause: Clause) -> bool:
    """When it begins and ends, and how."""
    if clause.has("gradual") and clause.has("end") and clause.has("down"):
        clause.tokens.append(Token("", frozenset({"fade:out"}), -1, -1))  # `softly down at the end`
        clause.take("gradual", "down", "up", "at")
        clause.tokens.append(Token("", frozenset({"music"}), -1, -1))
    coming, going = clause.kinds("fade"), clause.has("fade")
    if coming or going:
        if not clause.has("music", "own"):
            return False
        dur = clause.first("dur")
        if dur is not None:
            dur.used = True
        ms = int(dur.value) if dur is not None else 2_500
        values = clause.take_kind("fade")
        both = clause.had("start") and clause.had("end")  # `fade it in at the start and out at …`
        begins = clause.had("start") and not clause.had("end")  # `fade the music in at the start`
        values = values or (["both"] if both else ["in"] if begins else ["out"])
        clause.take("fade", "music", "end", "start", *(("first", "last") if dur else ()))
        both = "both" in values
        work.do(
            o.MusicTime(
                fade_in=ms if both or "in" in values else None,
                fade_out=ms if both or "out" in values else None,
            )
        )
        return True
    if clause.kinds("mood") or not clause.has("music"):
        return False
    span = work.when(clause)
    if span is None or work.draft.music is None:
        return False
    span.take()
    late = (clause.take("end") or clause.had("cut")) and not clause.has("start")
    clause.take("music", "start", "only", "hold", "cut", "later", "after")
    if late:
        work.do(o.MusicTime(until=span.start))
    else:
        until = span.end if span.end is not None and span.end < work.draft.total else None
        work.do(o.MusicTime(at=span.start, until=until))
    return True


def _own_song(work: Work, clause: Clause) -> None:
    songs = [item for item in work.project.media if item.kind == "audio"]
    if clause.has("remove", "no"):
        _off(work, clause)
        return
    if not songs:
        clause.take("own", "music", "last", "first", "instead", "change")
        work.tell("no_own_song")
        return
    span = work.when(clause)
    start = 0
    if span is not None:
        span.take()
        start = span.start
    clause.take("own", "music", "instead", "change", "swap", "sound", "last", "item", "start")
    for token in clause.open():
        if token.values("name"):
            token.used = True
    clause.take_kind("mood")
    work.do(o.OwnMusic(songs[-1], _share(clause), start))
    if clause.has("up", "down"):
        volume(work, clause)
