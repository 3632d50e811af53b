"""Wishes for a voice-over: understood in every language, placed, bounded, or refused by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent.agent import respond
from studio.agent.context import Answer, Media, Project
from studio.agent.languages import LANGUAGES
from studio.agent.phrases import say
from studio.agent.spoken import MOST_SPOKEN, spoken_ms
from studio.draft import Clip, Draft, Title, Transition, Voice, from_wire, to_wire

PHOTOS = tuple(Media(f"f{n}", "image", f"photo{n}.jpg") for n in range(1, 5))
DRAFT = Draft(
    clips=tuple(
        Clip(item.id, "image", item.name, 5_600, transition=Transition("fade", 800) if n else None)
        for n, item in zip((1, 1, 1, 0), PHOTOS, strict=True)
    ),
    titles=(Title("Harbor Light", 500, 4_000),),
)
SPEAKING = Project(PHOTOS, DRAFT, history=(DRAFT,), speaks=True)


def said(prompts: list[str], project: Project = SPEAKING) -> tuple[Draft, Answer]:
    """The draft and the last answer after these prompts."""
    for prompt in prompts:
        answer = respond(prompt, project)
        draft = answer.draft if answer.draft is not None else project.draft
        history = project.history if answer.draft is None else (*project.history, draft)
        project = replace(project, draft=draft, history=history, memory=answer.memory)
    return project.draft, answer


WISHES = {
    "en": ("add a voice-over saying Welcome home", "Welcome home"),
    "de": ("füge eine Sprecherstimme hinzu, die sagt: Willkommen am See", "Willkommen am See"),
    "es": ("añade una voz en off que diga 'Bienvenidos a casa'", "Bienvenidos a casa"),
    "fr": ("ajoute une voix off qui dit « Bienvenue chez Marie »", "Bienvenue chez Marie"),
    "pt": ("adiciona uma narração dizendo 'Bem-vindos'", "Bem-vindos"),
    "id": ("tambah narasi: Sampai jumpa", "Sampai jumpa"),
    "ru": ("добавь закадровый голос «Добро пожаловать»", "Добро пожаловать"),
    "ar": ("أضف تعليقًا صوتيًا يقول «أهلا بكم»", "أهلا بكم"),
    "hi": ("वॉइस ओवर जोड़ो: 'आपका स्वागत है'", "आपका स्वागत है"),
    "ja": ("「うみのいえへようこそ」とナレーションを入れて", "うみのいえへようこそ"),
    "ko": ("'안녕하세요'라고 내레이션 넣어줘", "안녕하세요"),
    "zh-Hans": ("加个旁白：欢迎来到海边小屋", "欢迎来到海边小屋"),
    "zh-Hant": ("加一段配音「歡迎光臨」", "歡迎光臨"),
}
LOUDER = {
    "en": "make the voice louder", "de": "die Stimme lauter", "es": "sube la voz",
    "fr": "la voix plus fort", "pt": "narração mais alta", "id": "narasi lebih keras",
    "ru": "голос громче", "ar": "ارفع التعليق الصوتي", "hi": "वॉइस ओवर तेज़ करो",
    "ja": "ナレーションを大きくして", "ko": "목소리 더 크게", "zh-Hans": "配音大声一点",
    "zh-Hant": "配音大聲一點",
}  # fmt: skip
REMOVE = {
    "en": "remove the voice-over", "de": "nimm die Sprecherstimme weg",
    "es": "quita la voz en off", "fr": "enlève la voix off", "pt": "tira a narração",
    "id": "hapus sulih suara", "ru": "убери озвучку", "ar": "احذف التعليق الصوتي",
    "hi": "वॉइस ओवर हटाओ", "ja": "ナレーションを消して", "ko": "내레이션 빼줘",
    "zh-Hans": "去掉配音", "zh-Hant": "去掉配音",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_voice_is_added_changed_and_removed_in_every_language(language: str) -> None:
    """With its words, in the language of the words, and nothing else of the video changes."""
    prompt, words = WISHES[language]
    project = replace(SPEAKING, language=language)
    draft, answer = said([prompt], project)
    (voice,) = draft.voices
    assert (voice.text, voice.language, voice.speaker) == (words, language, "")
    assert replace(draft, voices=()) == DRAFT
    assert answer.question is None
    assert not answer.unread
    louder, _ = said([prompt, LOUDER[language]], project)
    assert [v.volume > 1 for v in louder.voices] == [True]
    assert replace(louder, voices=()) == DRAFT
    assert said([prompt, REMOVE[language]], project)[0] == DRAFT


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_the_engine_it_is_refused_by_name(language: str) -> None:
    """And what would help is said."""
    project = replace(SPEAKING, speaks=False, language=language)
    answer = respond(WISHES[language][0], project)
    assert answer.draft is None
    assert "espeak-ng" in answer.text


@pytest.mark.parametrize(
    ("prompt", "starts"),
    [
        ("voice-over saying 'Hello there' at 0:05", 5_000),
        ("voice-over saying 'Hello there' over photo 3", DRAFT.starts()[2]),
        ("voice-over saying 'Hello there' at the start", 0),
        ("add a voice-over saying 'Hello there'", 500),
        ("在第5秒加配音“你好”", 5_000),
    ],
)
def test_it_is_placed_in_time(prompt: str, starts: int) -> None:
    """At a time, with a picture, at an edge, or soon after the beginning."""
    draft, _ = said([prompt])
    assert [voice.s for voice in draft.voices] == [starts]


def test_at_the_end_it_ends_within_the_film() -> None:
    draft, _ = said(["voice-over saying 'See you soon' at the end"])
    (voice,) = draft.voices
    assert draft.total - 1_000 < voice.s + voice.d <= draft.total


def test_two_never_speak_at_once() -> None:
    """A second one waits for the first, wherever it was wanted."""
    draft, _ = said(["voice-over saying 'One two three'", "voice-over saying 'Four' at 0:01"])
    first, second = draft.voices
    assert second.s >= first.s + first.d


def test_the_words_that_are_there_are_read_aloud() -> None:
    """With the title, at its time, by whom it was asked for."""
    draft, _ = said(["can a man read the title out loud"])
    assert draft.voices == (
        Voice("Harbor Light", 500, spoken_ms("Harbor Light", "en"), "en", "male"),
    )


def test_what_it_shall_say_is_asked_and_the_answer_taken() -> None:
    draft, answer = said(["add a voice-over"])
    assert answer.question is not None
    assert draft == DRAFT
    draft, _ = said(["add a voice-over", "Come and see us"])
    assert [voice.text for voice in draft.voices] == ["Come and see us"]


def test_words_that_do_not_fit_are_refused_with_the_times() -> None:
    """Nothing is cut off: too long for the room, for a voice, or in signs it does not know."""
    long = "Come and see us at the harbour this weekend. " * 11
    draft, answer = said([f"add a voice-over saying '{long.strip()}'"])
    assert draft == DRAFT
    assert "34 s" in answer.text
    longer = "la " * (MOST_SPOKEN // 3 + 5)
    draft, answer = said([f"add a voice-over saying '{longer.strip()}'"])
    assert draft == DRAFT
    assert str(MOST_SPOKEN) in answer.text
    japanese = replace(SPEAKING, language="ja")
    draft, answer = said(["「海の家へようこそ」とナレーションを入れて"], japanese)
    assert draft == DRAFT
    assert answer.text == say("voice_kana", "ja")


def test_a_wish_about_the_voice_never_changes_the_video_instead() -> None:
    """What cannot be done to a voice is said."""
    for prompt in ("make the voice slower", "make the voice-over longer"):
        draft, answer = said(["voice-over saying 'Hello there'", prompt])
        assert replace(draft, voices=()) == DRAFT
        assert len(draft.voices) == 1
        assert answer.unread


def test_it_says_once_that_it_sounds_like_a_machine() -> None:
    note = say("voice_machine", "en")
    assert note in said(["voice-over saying 'Hello'"])[1].text
    assert note not in said(["voice-over saying 'Hello'", "voice-over saying 'Again'"])[1].text


def test_it_keeps_to_its_clip_when_others_move_or_grow() -> None:
    """And stays inside a video that gets shorter."""
    before = ["voice-over saying 'Hello there' over photo 3"]
    draft, _ = said([*before, "move photo 3 to the front"])
    assert draft.voices[0].s == 0
    draft, _ = said([*before, "make photo 1 8 seconds long"])
    assert draft.voices[0].s == draft.starts()[2]
    draft, _ = said(["voice-over saying 'Bye' at the end", "make it 8 seconds"])
    assert draft.voices[0].s + draft.voices[0].d <= draft.total


def test_a_recorded_voice_is_the_clips_own_sound() -> None:
    """`mute her voice`, where nobody speaks over the video."""
    clip = Draft(clips=(Clip("v1", "video", "clip.mp4", 8_000, length=8_000),))
    project = Project((Media("v1", "video", "clip.mp4", 8_000),), clip, history=(clip,))
    draft, _ = said(["mute the voice"], replace(project, speaks=True))
    assert draft.mute or draft.clips[0].mute


def test_a_draft_with_voices_goes_over_the_wire_and_back() -> None:
    """As a second sound track whose segments have the role voice."""
    draft, _ = said(["add happy music", "a woman's voice saying 'Hello there'"])
    wire = to_wire(draft)
    sounds = [track for track in wire["t"] if track["tt"] == 1]
    assert [track["sg"][0]["m"].get("role") for track in sounds] == [None, "voice"]
    assert from_wire(wire) == draft


USE_RECORDING = {
    "en": "use my recording as the voice-over", "de": "nimm meine Aufnahme als Sprecherstimme",
    "es": "usa mi grabación como voz en off", "fr": "utilise mon enregistrement comme voix off",
    "pt": "usa minha gravação como narração", "id": "pakai rekaman saya sebagai narasi",
    "ru": "возьми мою запись как озвучку", "ar": "استخدم تسجيلي تعليقا صوتيا",
    "hi": "मेरी रिकॉर्डिंग को वॉइस ओवर बनाओ", "ja": "録音をナレーションにして",
    "ko": "내 녹음을 내레이션으로 써 줘", "zh-Hans": "用我的录音做旁白",
    "zh-Hant": "用我的錄音做旁白",
}  # fmt: skip
RECORDING = Media("r1", "audio", "hello.m4a", 5_000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recording_is_a_voice_over_too(language: str) -> None:
    """Without the engine as well; the music stays."""
    music = respond("add happy music", SPEAKING).draft
    assert music is not None
    project = Project((*PHOTOS, RECORDING), music, language, history=(music,))
    draft, _ = said([USE_RECORDING[language]], project)
    assert draft.voices == (Voice("hello.m4a", 500, 5_000, draft.voices[0].language, src="r1"),)
    assert draft.music == music.music
    assert from_wire(to_wire(draft)) == draft


def test_a_recording_longer_than_the_video_is_refused_with_the_times() -> None:
    long = replace(RECORDING, ms=60_000)
    project = Project((*PHOTOS, long), DRAFT, history=(DRAFT,))
    draft, answer = said(["use my recording as the voice-over"], project)
    assert draft == DRAFT
    assert "60 s" in answer.text


def test_to_keep_a_voice_is_no_wish_for_one() -> None:
    """`keep the voice but remove the music`, of a clip."""
    clip = Clip("v1", "video", "clip.mp4", 8_000, length=8_000)
    made = respond("add happy music", replace(SPEAKING, draft=Draft(clips=(clip,)))).draft
    assert made is not None
    media = (Media("v1", "video", "clip.mp4", 8_000),)
    draft, answer = said(
        ["keep the voice but remove the music"], Project(media, made, history=(made,))
    )
    assert (draft.music, draft.voices, draft.mute) == (None, (), False)
    assert answer.question is None
