"""Rules about a voice-over: what it says, when, by whom and how loud."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.context import Media
from studio.agent.edits.sound import add_voice
from studio.agent.languages import TEXTS
from studio.agent.phrases import shown
from studio.agent.rules.music import first_is
from studio.agent.spoken import HURRIED, MOST_SPOKEN, spoken_in, spoken_ms, unreadable
from studio.agent.tokens import Token
from studio.agent.work import Ask, Work
from studio.draft import Draft, Title

QUIETER, LOUDER = 0.6, 1.5
TAIL_MS = 300
_AT_END = -1
_VERBS = (
    *("add", "create", "write", "utter", "named"),
    *("change", "instead", "it", "video", "question"),
)


def voice(work: Work, clause: Clause) -> None:
    """A new voice-over, or a change of the one there is; a clause about something else is left."""
    quotes = [t for t in clause.open() if "quote" in t]
    _uttered(clause, quotes)
    if not clause.has("voice") and not _inherited(work, clause, quotes):
        return
    if not quotes and _recorded(work, clause):
        return
    if not quotes and (recording := _sent(work, clause)):
        _recording(work, clause, recording)
        return
    if clause.has("music", "own") and not quotes:
        clause.take("voice")  # `lower the music under the voice`, which it does by itself
        return
    if clause.has("remove", "no", "neg", "mute") and not quotes:
        clause.take("voice", "remove", "no", "neg", "mute", "sound", "all")
        if work.draft.voices:
            work.do(o.RemoveVoice())
        else:
            work.tell("no_voice_yet")
    elif not work.project.speaks:
        use(clause.open())
        work.tell("no_voice")
    elif quotes:
        _said(work, clause, quotes)
    elif clause.has(*TEXTS) or any(t.values("shown") for t in clause.open()):
        _read(work, clause)
    elif work.draft.voices and _changed(work, clause):
        clause.take("voice", *_VERBS)
    elif clause.has("faster", "slower", "longer", "shorter", "dur", "move"):
        work.lost.append(clause.words)  # nothing of this may be done to the video instead
        use(clause.open())
    else:
        clause.take("voice", *_VERBS)
        clause.take_kind("speaker", "name")
        work.question(Ask("ask_voice"))


def _uttered(clause: Clause, quotes: list[Token]) -> None:
    """`have a woman say "…"`: words that are spoken, not written."""
    if quotes and clause.kinds("speaker") and clause.take("utter"):
        clause.tokens.append(Token("", frozenset({"voice"}), -1, -1))


def say(work: Work, text: str) -> None:
    """These words as a voice-over: the answer to what it shall say."""
    _speak(work, [(text, None, 0)], "")


def _inherited(work: Work, clause: Clause, quotes: list[Token]) -> bool:
    """`… and make it louder`, after a clause about the voice."""
    own = clause.had("music", "own", "sound", "item", "clip", "title", "text", "caption", "video")
    about = clause.topics == {"voice"} and work.draft.voices and not own and not quotes
    return bool(about and clause.has("up", "down", "percent", "remove", "move"))


def _recorded(work: Work, clause: Clause) -> bool:
    """`mute her voice`: what was recorded with a clip, where nobody speaks over the video."""
    clips = any(clip.kind == "video" for clip in work.draft.clips)
    about = ("mute", "remove", "up", "down", "keep", "unmute", "only", "restore")
    if not clips or work.draft.voices or not clause.has(*about):
        return False
    for token in clause.open():
        token.tags = (token.tags - {"voice"}) | {"sound"} if "voice" in token else token.tags
    return True


def _sent(work: Work, clause: Clause) -> Media | None:
    """`use my recording as the voice-over`: a sound that was named, or that came with the wish."""
    if clause.has("remove", "no", "neg", "mute", "up", "down", "percent", *TEXTS):
        return None
    draft = work.draft
    used = {voice.src for voice in draft.voices} | {draft.music.src if draft.music else ""}
    sounds = [m for m in work.project.media if m.kind == "audio" and m.id not in used and m.ms]
    if clause.has("own"):
        return sounds[-1] if sounds else None
    return next((m for m in sounds if m in work.project.fresh), None)


def _recording(work: Work, clause: Clause, recording: Media) -> None:
    start, item = _when(work, clause)
    if start == _AT_END:
        start = max(0, work.draft.total - (recording.ms or 0) - TAIL_MS)
    op = o.AddVoice(shown(recording.name), work.language, start, item, recording=recording)
    room = _room(work.draft, op)
    clause.take("voice", *_VERBS, "own", "music", "these", "sound", "onto", "all")
    use(t for t in clause.open() if t.values("name"))
    if op.ms > room + TAIL_MS:
        needed, left = round(op.ms / 1000), max(0, room // 1000)
        work.tell("voice_no_room", needed=needed, seconds=left)
    else:
        work.do(op)


def _said(work: Work, clause: Clause, quotes: list[Token]) -> None:
    speaker = _speaker(clause)
    use(quotes)
    changing = clause.has("change", "instead", "swap") and not clause.has("add")
    clause.take("voice", *_VERBS, "swap", *TEXTS)
    if changing and len(work.draft.voices) == 1 and len(quotes) == 1:
        text = quotes[0].text
        language = spoken_in(text, work.language)
        op = o.SetVoice(speaker=speaker, text=text, language=language)
        if _fits(work, text, language, room=work.draft.total):
            work.do(op)
        return
    start, item = _when(work, clause)
    texts: list[tuple[str, int | None, int]] = [(quotes[0].text, start, item)]
    _speak(work, [*texts, *((quote.text, None, 0) for quote in quotes[1:])], speaker)


def _read(work: Work, clause: Clause) -> None:
    """`read the title aloud`: the words that are there, each with its text."""
    titles = _meant(work.draft, clause)
    speaker = _speaker(clause)
    clause.take("voice", *TEXTS, *_VERBS, "all", "each", "first", "last", "start", "end")
    use(t for t in clause.open() if t.values("shown"))
    if not titles:
        work.question(Ask("ask_voice"))
        return
    _speak(work, [(title.text, title.s, 0) for title in titles], speaker)


def _meant(draft: Draft, clause: Clause) -> tuple[Title, ...]:
    shown = {int(place) for t in clause.open() for place in t.values("shown")}
    if shown:
        return tuple(title for place, title in enumerate(draft.titles) if place in shown)
    role = "end" if clause.has("endcard") else "title" if clause.has("title") else ""
    role = "subtitle" if clause.has("caption", "lower") and not role else role
    found = tuple(title for title in draft.titles if role in ("", title.role))
    return found or (draft.titles if role == "title" and len(draft.titles) == 1 else ())


def _speak(work: Work, texts: list[tuple[str, int | None, int]], speaker: str) -> None:
    for text, start, item in texts:
        language = spoken_in(text, work.language)
        if start == _AT_END:
            start = max(0, work.draft.total - spoken_ms(text, language) - TAIL_MS)
        op = o.AddVoice(text, language, start, item, speaker)
        if not _fits(work, text, language, room=_room(work.draft, op)):
            continue
        if not work.draft.voices:
            work.tell("voice_machine")
        work.do(op)


def _room(draft: Draft, op: o.AddVoice) -> int:
    """From where it would begin to the next voice, or the end."""
    made = add_voice(draft, op).voices[-1]
    later = [voice.s for voice in draft.voices if voice.s > made.s]
    return min(later, default=draft.total) - made.s


def _fits(work: Work, text: str, language: str, *, room: int) -> bool:
    """Whether these words can be read aloud here and in time; if not, that is told."""
    lasts = spoken_ms(text, language)
    if not any(c.isalnum() for c in text):
        work.question(Ask("ask_voice"))
    elif len(text) > MOST_SPOKEN:
        work.tell("voice_too_long", most=MOST_SPOKEN)
    elif language == "ja" and unreadable(text, "ja"):
        work.tell("voice_kana")
    elif lasts > room * HURRIED:
        needed, left = round(lasts / 1000), max(0, room // 1000)
        work.tell("voice_no_room", needed=needed, seconds=left)
    else:
        return True
    return False


def _changed(work: Work, clause: Clause) -> bool:
    """Louder, softer, by somebody else, at another time; False when none of these is said."""
    size = len(work.ops)
    if speaker := _speaker(clause):
        work.do(o.SetVoice(speaker=speaker))
    share, factor = clause.first("percent"), clause.first("factor", "half")
    if share is not None:
        clause.take("percent", "up", "down", "volume", "to")
        work.do(o.SetVoice(to=share.value / 100))
    elif factor is not None:
        clause.take("factor", "half", "up", "down", "volume")
        work.do(o.SetVoice(factor=0.5 if "half" in factor else factor.value))
    elif clause.has("up", "down", "bigger", "smaller") or _loud_in_hindi(work, clause):
        down = clause.has("down", "smaller") and not first_is(clause, "up", "down")
        clause.take("up", "down", "volume", "little", "much", "more", "less", "bigger", "smaller")
        clause.take("faster")
        work.do(o.SetVoice(factor=QUIETER if down else LOUDER))
    elif len(work.draft.voices) == 1 and not clause.has("add"):
        start, item = _when(work, clause)
        start = work.draft.starts()[item - 1] if item else start
        if start == _AT_END:
            start = max(0, work.draft.total - work.draft.voices[0].d - TAIL_MS)
        if start is not None:
            clause.take("move", "start", "end", "hold")
            work.do(o.SetVoice(start=start))
    return len(work.ops) > size


def _loud_in_hindi(work: Work, clause: Clause) -> bool:
    """Hindi has one word for fast and loud; a voice is made loud."""
    return work.language == "hi" and clause.has("faster")


def _when(work: Work, clause: Clause) -> tuple[int | None, int]:
    """When it begins, or with which clip; (None, 0) when nothing is said."""
    point = clause.first("time", "point") if clause.has("move") else None
    if point is not None:
        point.used = True  # `move it to 0:10` is no stretch up to there
        clause.take("to", "at")
        return int(point.value), 0
    span = work.when(clause)
    if span is not None:
        span.take()
        return span.start, 0
    found = work.which(clause)
    if found is not None and found.items and not found.whole and not found.missing:
        items = found.take()
        clause.take("onto", "place", "at", "clip", "item")
        return None, items[0]
    if clause.take("end", "last"):
        return _AT_END, 0
    if clause.take("start", "first", "intro"):
        return 0, 0
    return None, 0


def _speaker(clause: Clause) -> str:
    """Whose voice: the words for a man or a woman beside it."""
    found = clause.kinds("speaker")
    use(t for t in clause.open() if t.values("speaker"))
    return found[0] if found else ""
