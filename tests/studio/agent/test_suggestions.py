"""Each button of the bot that sends words to the agent, in each of its languages, against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.language.phrases import LANGUAGES, backend_language, say
from core.language.timeline import strip_prompt
from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Answer, Media, Project
from studio.agent.planner import plan
from studio.draft import Draft
from tests.core.language.phrases.catalogue import keys
from tests.core.language.timeline.drafts import promo

PHOTOS = tuple(Media(f"p{n}", "image", f"p{n}.jpg") for n in range(1, 4))
# Nothing in it is yet as a suggestion would make it.
DRAFT = apply(
    replace(Draft(), width=1920, height=1080),
    [
        o.Create(PHOTOS, "promo", 30_000),
        o.SetTransition("cut"),
        o.Fade("out", on=False),
        o.AddText("Red", color="#ff3b30"),
        o.Captions(("One", "Two")),
        o.SetMusic("cinematic", 0.9),
        o.AddVoice("Welcome", "en"),
    ],
)
Check = Callable[[Draft], bool]


def _transitions(draft: Draft) -> set[str]:
    return {clip.transition.kind for clip in draft.clips if clip.transition}


def _titled(draft: Draft) -> bool:
    titles = [t for t in draft.titles if t.role == "title" and t.text != "Red"]
    return [(t.color, t.position) for t in titles] == [("#ffffff", "top")]


OCCASIONS = (
    "sale",
    "birthday",
    "wedding",
    "travel",
    "baby",
    "christmas",
    "year",
    "graduation",
)
EDITS: dict[str, Check] = {
    **{f"suggest-title-{occasion}": _titled for occasion in OCCASIONS},
    "suggest-brighter": lambda d: d.looks == ("bright",),
    "suggest-warmer": lambda d: d.looks == ("warm",),
    "suggest-music": lambda d: (
        d.music is not None and (d.music.gen, d.music.volume) == ("lofi", 0.3)
    ),
    "suggest-quieter": lambda d: (
        d.music is not None and (d.music.gen, d.music.volume) == ("cinematic", 0.2)
    ),
    "suggest-title": _titled,
    "suggest-ending": lambda d: [t.s + t.d for t in d.titles if t.role == "end"] == [d.total],
    "suggest-shorter": lambda d: d.total == 15_000,
    "suggest-transitions": lambda d: _transitions(d) == {"fade"},
    "suggest-calm": lambda d: d.music is not None and d.music.gen == "calm",
    "suggest-longer": lambda d: d.total > 30_000,
    "suggest-bw": lambda d: d.looks == ("bw",),
    "suggest-fade-out": lambda d: "out" in d.fades,
    "turn-strip-music-prompt": lambda d: d.music is None,
    "turn-strip-voice-prompt": lambda d: d.voices == (),
    "turn-strip-title-prompt": lambda d: [t.role for t in d.titles] == ["subtitle"] * 2,
    "turn-strip-captions-prompt": lambda d: [t.role for t in d.titles] == ["title"],
}
IDEAS: dict[str, Check] = {
    "media-idea-promo": lambda d: d.total == 15_000 and d.music is not None,
    "media-idea-slideshow": lambda d: (
        d.music is not None and d.music.gen == "calm" and _transitions(d) == {"fade"}
    ),
    "media-idea-vertical": lambda d: (
        (d.width, d.height, d.total) == (1080, 1920, 20_000)
        and d.music is not None
        and d.music.gen in ("upbeat", "happy")
    ),
}
UNDO = "turn-undo-prompt"
SONG = "media-idea-song"
ADD = "media-idea-add"
EACH = "each-file-prompt"
ALL = "each-all-prompt"
# What a prompt leaves as it is, unless it is what the prompt is about.
PARTS: dict[str, Callable[[Draft], object]] = {
    "voice": lambda d: [v.text for v in d.voices],
    "music": lambda d: d.music,
    "looks": lambda d: d.looks,
    "canvas": lambda d: (d.width, d.height),
    "length": lambda d: d.total,
    "fades": lambda d: d.fades,
    "titles": lambda d: [(t.text, t.role) for t in d.titles],
    "transitions": _transitions,
}


def _answer(lang: str, text: str, draft: Draft) -> Answer:
    project = Project(PHOTOS, draft, language=backend_language(lang), history=(DRAFT, draft))
    return respond(text, project)


def _changed(draft: Draft) -> set[str]:
    return {name for name, part in PARTS.items() if part(draft) != part(DRAFT)}


def test_every_prompt_of_the_bot_is_checked_here() -> None:
    """A new suggestion needs a line in the tables above."""
    sent = {
        key
        for key in keys()
        if key.startswith(("suggest-", "media-idea-")) or key.endswith("-prompt")
        if not key.startswith(("option-", "slash-"))
    }
    assert sent == {*EDITS, *IDEAS, UNDO, SONG, ADD, EACH, ALL}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_song_that_was_sent_becomes_the_music(lang: str) -> None:
    """All of the prompt is understood, and nothing else is another."""
    song = Media("s", "audio", "song.mp3", 9_000)
    language = backend_language(lang)
    project = Project((*PHOTOS, song), DRAFT, language=language, history=(Draft(), DRAFT))
    answer = respond(say(lang, SONG), project)
    assert answer.draft is not None
    assert (answer.draft.music and answer.draft.music.src, answer.unread) == ("s", False)
    assert _changed(answer.draft) == {"music"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_photos_that_were_sent_are_added(lang: str) -> None:
    """All of the prompt is understood: they stand behind those that are there."""
    new = Media("x", "image", "x.jpg"), Media("y", "image", "y.jpg")
    language = backend_language(lang)
    project = Project((*PHOTOS, *new), DRAFT, language=language, history=(Draft(), DRAFT))
    answer = respond(say(lang, ADD), replace(project, memory='{"seen": 3}'))
    assert answer.draft is not None
    assert not answer.unread
    assert [clip.src for clip in answer.draft.clips] == ["p1", "p2", "p3", "x", "y"]


@pytest.mark.parametrize("key", EDITS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pressed_suggestion_does_what_it_says(lang: str, key: str) -> None:
    """The draft is as the words say, and only one part of it is another."""
    after = _answer(lang, say(lang, key), DRAFT).draft
    assert after is not None
    assert EDITS[key](after)
    assert not EDITS[key](DRAFT)
    assert len(_changed(after)) == 1


@pytest.mark.parametrize("key", IDEAS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pressed_idea_makes_that_video(lang: str, key: str) -> None:
    """Out of all photos; a video that is there becomes like that."""
    made = _answer(lang, say(lang, key), Draft(width=1920, height=1080))
    edited = _answer(lang, say(lang, key), DRAFT).draft
    assert made.draft is not None
    assert made.work == "generate"
    assert (len(made.draft.clips), made.draft.titles) == (3, ())
    assert IDEAS[key](made.draft)
    assert edited is not None
    assert IDEAS[key](edited)


@pytest.mark.parametrize(
    ("shape", "canvas"),
    [("9:16", (1080, 1920)), ("1:1", (1080, 1080)), ("16:9", (1920, 1080))],
)
@pytest.mark.parametrize("length", ["15", "30", "60"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_shape_and_a_length_make_that_video(
    lang: str, length: str, shape: str, canvas: tuple[int, int]
) -> None:
    """Two taps under files that came without words."""
    text = say(lang, "begin-request", shape=shape, length=length)
    made = _answer(lang, text, Draft(width=640, height=480))
    assert made.draft is not None
    assert (made.work, len(made.draft.clips)) == ("generate", 3)
    assert (made.draft.width, made.draft.height, made.draft.total) == (*canvas, int(length) * 1000)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_video_from_each_file(lang: str) -> None:
    """The button under several files, in a session that has one of them."""
    project = Project(PHOTOS[:1], Draft(), language=backend_language(lang))
    made = respond(say(lang, EACH), project)
    assert made.draft is not None
    assert (made.work, len(made.draft.clips)) == ("generate", 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_undo_takes_the_last_version_away(lang: str) -> None:
    """The button under an edit."""
    assert _answer(lang, say(lang, UNDO), DRAFT).undo == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_came_by_itself_is_taken_away_in_one_go(lang: str) -> None:
    """Music and title in one sentence; the captions stay."""
    after = _answer(lang, strip_prompt(promo(), lang), DRAFT).draft
    assert after is not None
    assert after.music is None
    assert [title.role for title in after.titles] == ["subtitle"] * 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_is_in_the_language_of_the_prompt(lang: str) -> None:
    """Whatever the session was made with."""
    text = say(lang, "suggest-title")
    answer = respond(text, Project(PHOTOS, DRAFT, language="en", history=(DRAFT, DRAFT)))
    own = respond(
        text, Project(PHOTOS, DRAFT, language=backend_language(lang), history=(DRAFT, DRAFT))
    )
    assert answer.text == own.text
    assert answer.text.startswith(DONE[lang])


DONE = {
    "en": "Done.",
    "zh-Hans": "改好了。",
    "zh-Hant": "改好了。",
    "es": "Hecho.",
    "pt": "Pronto.",
    "ja": "できました。",
    "ko": "다 됐어요.",
    "ru": "Готово.",
    "de": "Fertig.",
    "fr": "C’est fait.",
    "id": "Selesai.",
    "hi": "हो गया।",
    "ar": "تم.",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_settings_add_to_a_request_is_understood(lang: str) -> None:
    """Shape and length behind a typed request are carried out, and nothing of them is lost."""
    lines = (
        say(lang, "media-idea-slideshow"),
        say(lang, "begin-in-shape", shape="9:16"),
        say(lang, "begin-in-length", length="30"),
    )
    said = respond("\n".join(lines), Project(PHOTOS, Draft(), language=backend_language(lang)))
    assert said.draft is not None
    assert (said.draft.width, said.draft.height) == (1080, 1920)
    assert said.draft.total == 30_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_video_from_all(lang: str) -> None:
    """What was asked of each file is made once, of all of them; nothing of it is lost."""
    planned = plan(f"{say(lang, ALL)}\n{say(lang, EACH)}", Project(PHOTOS, Draft()))
    (made,) = planned.ops
    assert isinstance(made, o.Create)
    assert (made.items, planned.lost) == (PHOTOS, ())


def test_one_video_from_all_in_the_words_of_each() -> None:
    """A length is the whole video's then."""
    said = f"{say('en', ALL)}\nmake one 2 second video from each of these"
    (made,) = plan(said, Project(PHOTOS, Draft())).ops
    assert isinstance(made, o.Create)
    assert (made.items, made.ms) == (PHOTOS, 2_000)


# What the page's first screen tries with one tap: length (ms), and the music that fits its words.
EXAMPLES = {
    "promo": (15_000, {"upbeat", "happy"}),
    "travel": (20_000, {"calm"}),
    "party": (12_000, {"upbeat", "happy"}),
}


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_example_of_the_page_is_understood_whole(lang: str, example: str) -> None:
    """Length, music and title are as its words say, and none of these is left over."""
    text = say(lang, f"page-example-{example}-text")
    said = respond(text, Project(PHOTOS, Draft(), language=backend_language(lang)))
    made, (length, moods) = said.draft, EXAMPLES[example]
    assert made is not None
    assert made.music is not None
    assert (made.total, len(made.titles)) == (length, 1)
    assert made.titles[0].text in text
    assert made.music.gen in moods
    assert not said.unread, said.text
