"""What is said of the sound in passing: what shall stay, what is too much, when it plays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.phrases import say
from studio.draft import Draft

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg", "pano.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS), o.SetMusic("happy", volume=0.3)])
PROJECT = Project(PHOTOS, MADE, history=(MADE,))
FILMED = (Media("c", "video", "clip.mp4", 6_000), *PHOTOS[1:3])
FILM = apply(Draft(), [o.Create(FILMED), o.SetMusic("happy", volume=0.3)])
FILMS = Project(FILMED, FILM, history=(FILM,))


def after(text: str, code: str = "en") -> Draft | None:
    return respond(text, replace(PROJECT, language=code)).draft


def filmed(text: str, code: str = "en") -> Draft | None:
    return respond(text, replace(FILMS, language=code)).draft


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "don't mute it though"),
        ("de", "bitte nicht stumm schalten"),
        ("pt", "não silencia o vídeo"),
        ("ru", "не выключай звук"),
        ("id", "jangan bisukan videonya"),
        ("zh-Hans", "别静音"),
        ("zh-Hant", "別靜音"),
        ("ja", "ミュートしないで"),
        ("ko", "음소거 하지 마"),
        ("hi", "म्यूट मत करो"),
    ],
)
def test_silence_that_is_forbidden_is_not_made(code: str, text: str) -> None:
    answer = respond(text, replace(FILMS, language=code))
    assert answer.draft is None
    assert answer.text == say("said_nope", code)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["no silencies el clip", "ne coupe pas le son"])
def test_a_forbidden_silence_in_doubt_changes_nothing(text: str) -> None:
    assert filmed(text, "es" if text.startswith("no") else "fr") is None


def test_a_clip_that_is_silent_is_heard_when_that_is_forbidden() -> None:
    muted = apply(FILM, [o.Mute(0, clips_only=True)])
    project = replace(FILMS, draft=muted, history=(FILM, muted))
    for text in ("don't mute it", "let me hear the clip's own audio again"):
        assert respond(text, project).draft == apply(muted, [o.Unmute()]), text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "louder, but I don't want another song"),
        ("de", "lauter, aber ich will kein anderes Lied"),
        ("es", "más alto, pero no quiero otra canción"),
        ("fr", "plus fort mais je ne veux pas d'autre musique"),
        ("ru", "громче, но другую песню не надо"),
        ("zh-Hans", "大声一点，但不要换别的歌"),
    ],
)
def test_another_song_that_is_not_wanted_takes_none_away(code: str, text: str) -> None:
    assert after(text, code) == apply(MADE, [o.MusicVolume(factor=1.6)])


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "the song is too happy for a funeral"),
        ("de", "die Musik ist zu fröhlich für eine Trauerfeier"),
        ("es", "la música es demasiado alegre para un funeral"),
        ("fr", "la musique est trop joyeuse"),
        ("pt", "a música é alegre demais"),
        ("ru", "музыка слишком весёлая для похорон"),
        ("id", "musiknya terlalu ceria"),
        ("zh-Hans", "这首歌太欢快了"),
        ("ja", "この曲は楽しすぎる"),
        ("ko", "이 노래 너무 신나요"),
        ("hi", "संगीत बहुत ज़्यादा खुश है"),
        ("ar", "الموسيقى مرحة اكثر من اللازم"),
    ],
)
def test_music_that_is_too_much_of_something_becomes_the_opposite(code: str, text: str) -> None:
    """`this song` is the music that plays, where none was sent."""
    draft = after(text, code)
    assert draft is not None
    assert draft.music is not None
    assert draft.music.gen == "calm"


def test_music_that_is_too_sad_is_not_made_sad() -> None:
    calm = apply(MADE, [o.SetMusic("sad")])
    project = replace(PROJECT, draft=calm, history=(MADE, calm))
    assert respond("the music is too sad for a birthday", project).draft == apply(
        calm, [o.SetMusic("happy")]
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "no music while the clip is playing"),
        ("de", "keine Musik, während der Clip läuft"),
        ("es", "sin música mientras suena el clip"),
    ],
)
def test_no_music_while_a_clip_plays_leaves_it_to_the_rest(code: str, text: str) -> None:
    assert filmed(text, code) == apply(FILM, [o.MusicTime(at=FILM.starts()[1])])


@pytest.mark.parametrize(
    "text",
    [
        "I don't need music that loud",
        "we're talking in the clip and nobody can hear it over the music",
        "you can't hear him over the music",
    ],
)
def test_music_that_is_in_the_way_is_softer(text: str) -> None:
    assert filmed(text) == apply(FILM, [o.MusicVolume(factor=0.5)])


def test_music_that_shall_be_silent_nobody_knows_when_stays() -> None:
    answer = respond("no music while she is talking", FILMS)
    assert answer.draft is None
    assert answer.text == say("music_gap", "en")


@pytest.mark.parametrize(
    ("code", "text", "op"),
    [
        ("en", "turn the original sound off", o.Mute(0, clips_only=True)),
        ("en", "the wind in the recording, can you clean that up", o.Denoise()),
        ("en", "the clip's sound is loud", o.ClipVolume(factor=0.5)),
        ("zh-Hans", "原声太小了，调大一点", o.ClipVolume(factor=1.6)),
        ("es", "el sonido del clip bájalo un poco, pero no lo quites", o.ClipVolume(factor=0.5)),
    ],
)
def test_the_clips_own_sound_is_told_by_what_is_said_of_it(code: str, text: str, op: o.Op) -> None:
    assert filmed(text, code) == apply(FILM, [op])


@pytest.mark.parametrize(
    ("code", "text", "op"),
    [
        ("en", "the music should come in later, after about three seconds", o.MusicTime(at=3_000)),
        ("en", "fade the music in at the start", o.MusicTime(fade_in=2_500)),
        ("en", "fade the music out at the end", o.MusicTime(fade_out=2_500)),
        ("en", "let the music die away over the final 3 seconds", o.MusicTime(fade_out=3_000)),
        ("de", "lass die Musik in den letzten 3 Sekunden ausklingen", o.MusicTime(fade_out=3_000)),
        ("zh-Hans", "音乐最后三秒慢慢消失", o.MusicTime(fade_out=3_000)),
    ],
)
def test_when_music_comes_and_goes(code: str, text: str, op: o.Op) -> None:
    assert after(text, code) == apply(MADE, [op])


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "only the clip's own sound, please"),
        ("de", "nur der Originalton bitte"),
        ("es", "solo el sonido original"),
        ("fr", "seulement le son du clip"),
    ],
)
def test_only_the_clips_own_sound_is_kept(code: str, text: str) -> None:
    assert filmed(text, code) == apply(FILM, [o.MusicOff()])


def test_what_is_heard_besides_is_left_alone() -> None:
    softer = apply(FILM, [o.ClipVolume(factor=0.5)])
    assert filmed("turn down the clip, not the music") == softer
    silent = apply(FILM, [o.Mute(0, clips_only=True, items=(1,))])
    assert filmed("mute the clip, the music stays") == silent


def test_a_verb_alone_is_no_wish_for_another_song() -> None:
    assert after("trun the music of") is None


@pytest.mark.parametrize(
    ("code", "text", "op"),
    [
        ("ko", "영상 원래 소리는 꺼주고 음악은 그대로 둬", o.Mute(0, True, (1,))),
        ("ja", "動画の音は消して、音楽はそのまま", o.Mute(0, clips_only=True)),
        ("zh-Hans", "原声调小一点，音乐别动", o.ClipVolume(factor=0.5)),
        ("es", "baja el sonido del vídeo, la música déjala como está", o.ClipVolume(factor=0.5)),
    ],
)
def test_music_that_shall_stay_as_it_is_stays(code: str, text: str, op: o.Op) -> None:
    """Korean took all sound away, Chinese made the music softer."""
    draft = filmed(text, code)
    assert draft is not None
    assert draft.music == FILM.music
    assert draft == apply(FILM, [op])


@pytest.mark.parametrize(
    "text",
    [
        "hey could you put my pics together for insta stories? nothing longer than 15 sec pls",
        "my pics for insta stories, max 15 sec",
    ],
)
def test_a_greeting_before_a_wish_is_no_talk_and_its_seconds_are_of_all(text: str) -> None:
    """It was greeted back; without the greeting each photo had fifteen seconds."""
    draft = respond(text, Project(PHOTOS, Draft())).draft
    assert draft is not None
    assert len(draft.clips) == len(PHOTOS)
    assert draft.total <= 15_000
