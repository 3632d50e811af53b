"""Rules about what is no edit: questions, thanks, what can't be done, what is too vague."""

from __future__ import annotations

import itertools

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.context import Project
from studio.agent.languages import FILLER, VERB_ANYWHERE, Language, fold, vocabulary
from studio.agent.phrases import listed, percent, say, seconds, shown
from studio.agent.tokens import Reading, Token
from studio.agent.work import Ask, Work
from studio.draft import Draft, Music

_ANSWERS = (
    *("languages", "texts", "limits", "length", "count", "rights", "price", "who", "canvas"),
    *("format", "when", "music", "colors", "looks", "transitions", "fonts", "privacy", "export"),
    "help",
)
# What a question is about, when it asks for nothing that has an answer of its own.
_ABOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("answer_music", ("music", "own", "volume")),
    ("answer_fonts", ("font",)),
    ("answer_text", ("title", "text", "caption", "endcard", "color")),
    ("answer_transitions", ("transition",)),
    ("answer_sound", ("sound", "mute", "noise")),
    ("answer_order", ("order", "swap", "item", "remove")),
    ("answer_time", ("longer", "shorter", "speed", "faster", "slower", "dur", "cut")),
    ("answer_motion", ("motion",)),
    ("answer_looks", ("look",)),
    ("answer_canvas", ("format",)),
    ("answer_logo", ("logo",)),
)
_ABOUT_KINDS = {
    "mood": "answer_music",
    "trans": "answer_transitions",
    "look": "answer_looks",
    "canvas": "answer_canvas",
    "motion": "answer_motion",
    "fade": "answer_transitions",
    "fit": "answer_canvas",
    "color": "answer_text",
}
# A way to turn something: in a question whether it can be, these make it a wish.
_TURNS = frozenset(
    {"faster", "slower", "longer", "shorter", "up", "down", "bigger", "smaller", "numbering"}
)
_TURN_KINDS = ("look", "mood")
CANT = (
    "batch",
    "translate", "speech", "retouch", "judge", "effects", "beat", "gif", "songs",
    "footage", "send", "elements", "writing", "steady",
)  # fmt: skip


def question(work: Work, reading: Reading) -> bool:
    """Whether the prompt asks for something to be told; then it is told and nothing changes."""
    asked = [v for t in reading.tokens for v in t.values("ask")]
    if asked == ["limits"] and reading.has("dur"):
        return False  # `at most 12 seconds`
    mark = any(c in reading.raw for c in "?？؟")
    strict = any(_asking(t, mark=mark) for t in reading.tokens)
    order = any(t.tags & {"remove", "undo", "swap"} and "hold" not in t for t in reading.tokens)
    leading = any(t.values("ask") for t in reading.tokens[:2])
    brief = len(reading.tokens) <= 3 or "help" in asked or leading
    edits = {"add", "change", "create", "write", "move", "cut", "keep"}
    still = not any(t.tags & edits and FILLER not in t for t in reading.tokens)
    brief = brief or (still and not vocabulary(reading.language).spaced)
    if asked and (mark or strict or brief) and not reading.quotes and not order:
        key = next(name for name in _ANSWERS if name in asked)
        each = key == "length" and reading.has("item", "each", "nth") and not reading.has("video")
        _answer(work, "each" if each and not work.draft.empty else key)
        return True
    if not strict or reading.quotes or not (mark or _leads(reading) or reading.has("export")):
        return False
    if _wished(reading):
        return False
    if reading.has("export") and not order and not work.draft.empty:
        _answer(work, "export")
        return True
    key = about(reading)
    parted = any("break" in t for t in reading.tokens[:-1])
    if not key and not work.draft.empty and parted and not reading.has("hello"):
        if not reading.has("more", "vague"):
            return False  # more was said than that something is asked
        work.question(DIRECTIONS)  # `could it touch people a little more?`
        return True
    if not _present(work, key, reading):
        work.tell(key or "answer_help")
    return True


def _wished(reading: Reading) -> bool:
    """`geht das wärmer?`, `¿se puede más rápido?`: asked whether it can be, and a direction."""
    asked = [t for t in reading.tokens if "question" in t and FILLER not in t]
    words = [t for t in reading.tokens if "break" not in t]
    if not all("may" in t for t in asked) or (not asked and "question" in words[0]):
        return False  # `qué`, `cómo`, written without their accents
    return any(t.tags & _TURNS or any(map(t.values, _TURN_KINDS)) for t in reading.tokens)


def _present(work: Work, key: str, reading: Reading) -> bool:
    """Whether it asks how the video is now: which words, which music, which picture."""
    draft = work.draft
    may = any(t.tags & {"can_do", "different", "add", "other", "change"} for t in reading.tokens)
    if draft.empty or may:
        return False
    if key == "answer_text" and draft.titles:
        work.tell("answer_titles", texts=_texts(draft, work.language))
    elif key == "answer_music" and draft.music is not None:
        work.tell("answer_music_now", name=_music(draft.music, work.language))
    elif key == "answer_order" and not reading.has("swap", "remove", "move"):
        _answer(work, "count")
    else:
        return False
    return True


def _texts(draft: Draft, language: Language) -> str:
    """The words on the screen, each with when it is there."""
    spans = ((t.text, seconds(t.s), seconds(t.s + t.d)) for t in draft.titles)
    said = (say("words_shown", language, text=t, start=s, end=e) for t, s, e in spans)
    return listed(said, language)


def _music(music: Music, language: Language) -> str:
    return f"{shown(music.name)} ({percent(music.volume, language)})"


def _leads(reading: Reading) -> bool:
    """The question word stands at the beginning, at most after a small word."""
    first, second = [*reading.tokens[:2], *reading.tokens[:1]][:2]
    small = bool(first.tags & {FILLER, "and", "hello", "yes", "then", "break"})
    words = [t for t in reading.tokens if "break" not in t]
    asked_last = reading.language.startswith(("zh", "ja", "ko")) and _asking(words[-1], mark=False)
    return _asking(first, mark=False) or (small and _asking(second, mark=False)) or asked_last


def _asking(token: Token, *, mark: bool) -> bool:
    """A question word; `que` is one only with its accent, or before a question mark."""
    if "question" not in token:
        return False
    return FILLER not in token or (mark or token.text.casefold() != fold(token.text))


def about(reading: Reading | Clause) -> str:
    """The answer about the thing that the words name; "" when they name none."""
    tokens = reading.tokens
    for key, tags in _ABOUT:
        if any(t.tags & set(tags) for t in tokens):
            return key
    for kind, key in _ABOUT_KINDS.items():
        if any(t.values(kind) for t in tokens):
            return key
    return ""


def _answer(work: Work, key: str) -> None:
    draft, language = work.draft, work.language
    if key == "length":
        work.tell("answer_length", seconds=seconds(draft.total))
    elif key == "count":
        names = listed((shown(each.name) for each in draft.clips or work.project.media), language)
        work.tell("answer_count", many=len(draft.clips), names=names or "-")
    elif key == "texts" and draft.titles:
        work.tell("answer_titles", texts=_texts(draft, work.language))
    elif key == "texts":
        work.tell("no_text_yet")
    elif key == "canvas":
        known = {9 / 16: "9:16", 16 / 9: "16:9", 1.0: "1:1", 4 / 5: "4:5", 4 / 3: "4:3"}
        ratio = min(known, key=lambda r: abs(r - draft.width / draft.height))
        work.tell("answer_canvas_now", size=f"{draft.width}x{draft.height}", ratio=known[ratio])
    elif key == "each":
        lengths = (
            say("item_shown", language, name=shown(c.name), seconds=seconds(c.d))
            for c in draft.clips
        )
        work.tell("answer_each", names=listed(lengths, language))
    elif key == "music" and draft.music is not None:
        work.tell("answer_music_now", name=_music(draft.music, work.language))
        work.tell("answer_music")
    else:
        work.tell(f"answer_{key}")


def impossible(work: Work, clause: Clause, *, making: bool) -> bool:
    """What is asked for and can't be done, each with the next best; whether that is all."""
    found = [
        (name, token)
        for token in clause.open()
        for name in token.values("cant")
        if not _means_more(token.tags, clause) and not (name == "beat" and clause.kinds("mood"))
    ]
    beat = [token for name, token in found if name == "beat"]
    if beat and len(beat) == len(found) and not work.draft.empty:
        use(beat)
        if not making:  # a new video's cuts are on its song's beats anyway
            _to_the_beat(work)
            use(t for t in clause.open() if not clause.has("quote"))
        return not making and not clause.has("quote")
    if not found or (clause.has("quote") and found[0][0] not in ("translate", "effects")):
        return False
    if all(name == "send" for name, _ in found) and _purpose(clause, found[0][1]):
        return False
    if clause.had("during") and clause.had("music", "sound"):
        return False  # `no music while he sings`: when, not what
    names = list(dict.fromkeys(name for name, _ in found))
    name = min(names, key=CANT.index)
    if name == "songs" and not clause.had("music", "own", "add", "change", "named", "unknown"):
        return False
    if making and name == "footage":
        return False
    if name == "writing":
        use(clause.open())
        work.question(Ask("ask_text"))
        return True
    bare = work.draft.empty and not work.project.visuals
    name = "footage" if bare and name in ("retouch", "effects", "judge") else name
    work.tell({"songs": "no_songs", "footage": "no_footage"}.get(name, f"no_{name}"))
    if making or (clause.has("quote") and name == "effects"):
        use(token for _, token in found)
        return False
    use(clause.open())
    return True


def several(work: Work, reading: Reading) -> bool:
    """`two versions, one square and one tall`: one video is there, and none of it is changed."""
    if work.draft.empty or not any("batch" in t.values("cant") for t in reading.tokens):
        return False
    use(reading.tokens)
    work.tell("no_batch")
    return True


def _purpose(clause: Clause, sent: Token) -> bool:
    """`make it square so I can post it on …`: what the order before it is for; then it is used."""
    place = clause.tokens.index(sent)
    kinds = ("canvas", "look", "mood", "trans", "motion")
    ordered = {"dur", "title", "text", "music", "shorter", "longer", "faster", "slower", "create"}
    before = [t for t in clause.tokens[:place] if FILLER not in t]
    if not any(t.tags & ordered or any(map(t.values, kinds)) for t in before):
        return False
    use(clause.tokens[place:])
    return True


def _to_the_beat(work: Work) -> None:
    """The cuts on the beats of the song; our own music has its beats on the cuts anyway."""
    music = work.draft.music
    if music is None:
        work.tell("no_music_yet")
    elif music.gen:
        work.tell("beat_already")
    elif beats := beats_of(work.project, music.src):
        work.do(o.CutOnBeats(beats))
        work.tell("cuts_on_beats")
    else:
        work.tell("no_beat")


def beats_of(project: Project, src: str) -> tuple[int, ...]:
    """The beats of a song that was sent."""
    return next((item.beats for item in project.media if item.id == src), ())


def left_alone(work: Work, clause: Clause) -> bool:
    """`don't change the music`, `do not remove it`: an order to keep one's hands off."""
    if clause.had("bodypart") or any(t.values("fit") for t in clause.tokens):
        return False  # `don't cut off the head`: a wish for the whole picture
    words = [t for t in clause.open() if t.tags - {FILLER, "it", "these", "all"}]
    pairs = list(itertools.pairwise(words))
    if work.language in VERB_ANYWHERE:
        bare = not any(t.tags & {"num", "dur"} or _is_kind(t) for t in words)
        pairs = list(itertools.permutations(words, 2)) if bare else pairs
    for token, after in pairs:
        verb = after.tags & {"remove", "cut", "change", "move", "swap"} and FILLER not in after
        verb = verb and not (
            "move" in after and any("item" in t or t.values("name") for t in words)
        )
        negated = token.tags == {"neg"} or (
            token.tags <= {"no", "neg", "nope"} and "cut" not in after
        )
        if verb and negated and not clause.had("quote"):
            use(clause.open())
            if work.ops:
                work.repeated += 1  # `softer, but do not take it out`
            else:
                work.tell("said_nope")
            return True
    return False


def _is_kind(token: Token) -> bool:
    return any(token.values(kind) for kind in _ABOUT_KINDS)


def _means_more(tags: frozenset[str], clause: Clause) -> bool:
    """The word has a meaning that this studio knows, and that fits here."""
    music = any(t.startswith("mood:") for t in tags)
    look = any(t.startswith(("look:", "place:", "color:", "occasion:")) for t in tags)
    return (music and clause.had("music")) or look or bool(tags & {"title", "text"})


DIRECTIONS = Ask("ask_vague", ("option_lively", "option_colors", "option_calm"))


def vague(work: Work, clause: Clause) -> bool:
    """A wish without a direction: three of them to choose from."""
    if not clause.has("vague") or any(clause.kinds(k) for k in ("mood", "look", "trans", "color")):
        return False
    known = {"unknown", "dur", "quote", "font", "title", "text", "transition"}
    if clause.has(*known - {"unknown"}):
        return False
    use(clause.open())
    if work.draft.empty:
        work.question(Ask("ask_create"))
    else:
        work.question(DIRECTIONS)
    return True


def in_the_picture(work: Work, clause: Clause, *, making: bool) -> bool:
    """`make the cat wave`: a thing in a picture that shall do what nobody here knows."""
    things = [t for t in clause.open() if t.values("subject") and t.values("name")]
    strange = [t for t in clause.left() if "unknown" in t] or list(filter(_unseen, clause.tokens))
    if making or not things or not strange or clause.has("item", "quote", "dur"):
        return False
    work.lost.append(clause.words)
    use(clause.open())
    work.tell("no_retouch")
    return True


def _unseen(token: Token) -> bool:
    """A thing of which there is no picture."""
    return bool(token.values("subject")) and not token.values("name") and "logo" not in token


def small_talk(work: Work, reading: Reading) -> bool:
    """Thanks, praise, a greeting: answered in kind."""
    tokens = [t for t in reading.tokens if "break" not in t]
    if tokens and "end" in tokens[0]:
        return False  # `end with a thank you`: what the video shall say
    said = next((t for t in tokens if t.tags & {"thanks", "praise", "hello"}), None)
    ordered = {"write", "named", "title", "text", "caption", "endcard", "add"}
    if said and any(t.tags & ordered and FILLER not in t for t in tokens[: tokens.index(said)]):
        return False  # `a closing screen: Thanks to all`
    picked = any("nth" in t or t.values("name") for t in tokens)
    if picked and any(t.tags & {"no", "remove", "except", "move"} for t in tokens):
        return False  # `without the second, and at the back Thank you Granny`
    strange = any("unknown" in t or _unseen(t) for t in tokens)
    wished = any(t.tags & {"item", "clip", "dur"} and FILLER not in t for t in tokens)
    for tag in ("thanks", "praise", "hello"):
        refused = any("neg" in t for t in tokens)
        if tag == "praise" and ((picked and strange) or refused):
            continue  # `turn the cat into a dog lol`, `not bad, but I don't feel it`
        if tag == "hello" and wished:
            continue  # `hey, could you put my pics together`
        if any(tag in t for t in tokens):
            work.tell(f"said_{tag}")
            return True
    if tokens and all("nope" in t or "filler" in t for t in tokens):
        work.tell("said_nope")
        return True
    return False
