"""What is said of the look in passing: softer, anything but, a logo that was sent, remarks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.languages import LANGUAGES, Language
from studio.agent.phrases import say
from studio.draft import Draft

NAMES = ("portrait.jpg", "coffee.jpg", "cat.jpg", "pano.jpg")
PHOTOS = tuple(Media(f"f{n}", "image", name) for n, name in enumerate(NAMES, 1))
MADE = apply(Draft(), [o.Create(PHOTOS), o.SetMusic("lofi", volume=0.3), o.AddText("Summer")])
PROJECT = Project(PHOTOS, MADE, history=(MADE,))


def after(text: str, code: str = "en") -> Draft | None:
    return respond(text, replace(PROJECT, language=code)).draft


def kinds(draft: Draft | None) -> list[str]:
    assert draft is not None
    return [clip.transition.kind if clip.transition else "cut" for clip in draft.clips[:-1]]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "smoother transitions"),
        ("en", "let the pics melt into each other slowly"),
        ("de", "sanftere Übergänge"),
        ("es", "transiciones más suaves"),
        ("fr", "des transitions plus douces"),
        ("pt", "transições mais suaves"),
        ("ru", "переходы поплавнее"),
        ("id", "transisinya lebih halus"),
        ("zh-Hans", "转场柔和一点"),
        ("zh-Hant", "轉場柔和一點"),
        ("ja", "切り替えをもっと滑らかに"),
        ("ko", "전환을 더 부드럽게"),
    ],
)
def test_softer_than_a_crossfade_is_a_longer_one(code: str, text: str) -> None:
    draft = after(text, code)
    assert kinds(draft) == ["fade"] * 3
    assert draft is not None
    before, now = (d.clips[0].transition for d in (MADE, draft))
    assert before is not None
    assert now is not None
    assert now.ms > before.ms


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "not those dissolves, anything but a dissolve"),
        ("en", "no dissolves please, something else"),
        ("de", "keine Überblendungen, irgendwas anderes"),
        ("es", "cualquier transición menos fundido"),
        ("fr", "n'importe quelle transition sauf le fondu"),
        ("ru", "только не растворение, любой другой переход"),
        ("zh-Hans", "不要叠化，换别的转场"),
        ("ja", "ディゾルブ以外のトランジションにして"),
    ],
)
def test_a_transition_that_is_refused_is_exchanged(code: str, text: str) -> None:
    assert not {"fade", "cut"} & {*kinds(after(text, code))}


@pytest.mark.parametrize("text", ["a different transition each time", "random transitions"])
def test_transitions_that_differ_are_not_all_the_same(text: str) -> None:
    assert len({*kinds(after(text))}) == 3


def test_a_cut_that_is_named_behind_its_pictures_is_theirs() -> None:
    text = "between the portrait and the coffee do just that, a straight cut, keep the others"
    assert kinds(after(text)) == ["cut", "fade", "fade"]


def test_a_length_of_each_transition_is_none_of_the_pictures() -> None:
    draft = after("longer crossfades, one second each")
    assert draft is not None
    assert draft.total == MADE.total
    assert [c.transition.ms for c in draft.clips if c.transition] == [1_000] * 3


def test_all_but_one_cut() -> None:
    wiped = apply(MADE, [o.SetTransition("wipe")])
    project = replace(PROJECT, draft=wiped, history=(MADE, wiped))
    answer = respond("cross fade everything but a hard cut before the last", project)
    assert kinds(answer.draft) == ["fade", "fade", "cut"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "can the pictures move a bit, they are so static"),
        ("de", "die Bilder sind so starr, können die sich bewegen?"),
        ("es", "las fotos están muy quietas, que se muevan un poco"),
        ("zh-Hans", "照片太死板了，动一动"),
    ],
)
def test_pictures_that_are_too_still_move_more(code: str, text: str) -> None:
    assert after(text, code) == apply(MADE, [o.MotionAmount(1.6)])


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("only the cat in black and white, she's a film noir type", o.Look("bw", items=(3,))),
        ("make the coffee warmer, it's a warm photo", o.Look("warm", items=(2,))),
        ("pan across the last photo, it's super wide", o.SetMotion("pan_right", (4,))),
        ("turn the zooms off", o.SetMotion("none")),
        ("give it a 90s vibe", o.Look("vintage")),
        ("why is it so dark?", o.Look("bright")),
        ("why is it vertical? i want it for youtube", o.Canvas(1920, 1080)),
        ("not black and white, I said vintage", o.Look("vintage")),
        ("vintage please, not black and white", o.Look("vintage")),
        ("not so dark please", o.Look("bright")),
        ("no fade at the end, just stop", o.Fade("out", on=False)),
        ("fade to black between all pictures", o.SetTransition("black")),
        ("full screen without bars", o.Fit("crop")),
        ("the top of the cat's head is cut off", o.Fit("blur", (3,))),
        ("the sides of the panorama are chopped off", o.Fit("blur", (4,))),
    ],
)
def test_what_is_only_said_of_a_picture_is_no_wish(text: str, op: o.Op) -> None:
    """A remark changes nothing else; a complaint or a question why asks for its opposite."""
    assert after(text) == apply(MADE, [op])


def test_a_complaint_beside_an_edit_is_of_that_picture() -> None:
    assert after("zoom in on the cat, it's so dark") == apply(
        MADE, [o.SetMotion("zoom_in", (3,)), o.Look("bright", items=(3,))]
    )


def test_motions_change_places_and_the_pictures_do_not() -> None:
    draft = after("swap the motion of the first and last")
    first, *_, last = MADE.clips
    ops = [o.SetMotion(last.motion, (1,)), o.SetMotion(first.motion, (4,))]
    assert draft == apply(MADE, ops)


@pytest.mark.parametrize(
    ("code", "text", "look"),
    [
        ("de", "nicht so bunt bitte", "soft"),
        ("fr", "pas si sombre", "bright"),
        ("id", "jangan terlalu gelap dong", "bright"),
        ("zh-Hans", "不要那么亮", "dark"),
    ],
)
def test_less_of_a_look_that_is_not_there_is_its_opposite(code: str, text: str, look: str) -> None:
    assert after(text, code) == apply(MADE, [o.Look(look)])


@pytest.mark.parametrize(
    ("code", "text", "corner"),
    [
        ("en", "put logo.png in the corner", "top_right"),
        (
            "en",
            "the new picture is our logo, bottom left, not as a photo",
            "bottom_left",
        ),
        ("de", "Das neue Bild ist unser Logo, oben rechts einblenden", "top_right"),
        ("es", "la imagen nueva es nuestro logo, ponla abajo a la derecha", "bottom_right"),
        ("fr", "la nouvelle image est notre logo, mets-la en haut à droite", "top_right"),
        ("pt", "a imagem nova é o nosso logo, coloca no canto superior direito", "top_right"),
        ("ru", "новая картинка это наш логотип, поставь в правый нижний угол", "bottom_right"),
        ("id", "gambar barunya logo kami, taruh di kanan atas", "top_right"),
        ("zh-Hans", "刚传的是店标，放左下角", "bottom_left"),
        ("zh-Hant", "剛傳的是店標，放左下角", "bottom_left"),
        ("ja", "新しい画像はロゴです、右上に入れて", "top_right"),
        ("ko", "새 사진은 우리 로고야, 오른쪽 위에 넣어줘", "top_right"),
        ("hi", "नई फोटो हमारा लोगो है, इसे ऊपर दाएं कोने में लगा दो", "top_right"),
        ("ar", "الصورة الجديدة شعارنا، ضعها في الزاوية اليمنى العليا", "top_right"),
    ],
)
def test_a_logo_that_was_sent_goes_into_its_corner(code: str, text: str, corner: str) -> None:
    """And nothing else changes: no title, no fade, no further picture."""
    brand = Media("l", "image", "logo.png")
    begun = respond("make it 20 seconds", PROJECT)
    assert begun.draft is not None
    project = Project((*PHOTOS, brand), begun.draft, code, begun.memory, (MADE, begun.draft))
    assert respond(text, project).draft == apply(begun.draft, [o.Logo(brand, corner)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_are_you_is_greeted(language: Language) -> None:
    greetings = {
        "en": "hey", "zh-Hans": "你好，最近怎么样？", "zh-Hant": "你好，最近怎麼樣？",
        "es": "hola, qué tal?", "pt": "oi, tudo bem?", "ja": "こんにちは、元気ですか？",
        "ko": "안녕하세요, 잘 지내세요?", "ru": "привет, как дела?", "de": "hallo, wie gehts?",
        "fr": "salut ça va?", "id": "halo apa kabar?", "hi": "नमस्ते, कैसे हो?",
        "ar": "مرحبا، كيف حالك؟",
    }  # fmt: skip
    answer = respond(greetings[language], replace(PROJECT, language=language))
    assert answer.draft is None
    assert answer.text == say("said_hello", language)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "turn the cat into a dog lol"),
        ("de", "mach aus der Katze einen Hund haha"),
        ("zh-Hans", "把猫变成狗哈哈"),
    ],
)
def test_a_laugh_beside_a_wish_is_no_praise(code: Language, text: str) -> None:
    answer = respond(text, replace(PROJECT, language=code))
    assert answer.draft is None
    assert say("no_retouch", code) in answer.text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", 'have a woman say "Welcome"'),
        ("de", 'eine Frau soll "Welcome" sagen'),
        ("es", 'que una mujer diga "Welcome"'),
        ("fr", 'fais dire "Welcome" par une femme'),
        ("pt", 'que uma mulher diga "Welcome"'),
        ("ru", "пусть женщина скажет «Welcome»"),
        ("id", 'biar seorang wanita mengucapkan "Welcome"'),
        ("zh-Hans", "让一个女的说“Welcome”"),
        ("ja", "女性に「Welcome」と言わせて"),
        ("ar", 'خلي امرأة تقول "Welcome"'),
    ],
)
def test_words_that_somebody_shall_say_are_spoken(code: str, text: str) -> None:
    draft = respond(text, replace(PROJECT, language=code, speaks=True)).draft
    assert draft is not None
    assert [voice.text for voice in draft.voices] == ["Welcome"]
    assert draft.titles == MADE.titles


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Schrift wieder so wie vorher"),
        ("en", "the title was nicer before"),
        ("es", "el título como estaba antes"),
    ],
)
def test_a_text_as_it_was_is_that_step_back(code: str, text: str) -> None:
    red = apply(MADE, [o.StyleText(color="#ff3b30")])
    answer = respond(text, replace(PROJECT, language=code, draft=red, history=(MADE, red)))
    assert answer.undo == 1


def test_each_picture_over_the_last_one_is_every_cut() -> None:
    """And what would look cool is no colour."""
    text = "have each pic slide in over the last one, that'd look cool"
    assert after(text) == apply(MADE, [o.SetTransition("slide", 0)])


def test_what_photos_do_is_no_name_of_one() -> None:
    """Russian verbs in -ся end as the words for what a picture shows do."""
    answer = respond(
        "не надо этих плавных переходов, пусть кадры меняются резко",
        replace(PROJECT, language="ru"),
    )
    assert answer.draft == apply(MADE, [o.SetTransition("cut", 0)])


def test_japanese_words_that_a_voice_shall_say_are_not_written() -> None:
    project = replace(PROJECT, language="ja", speaks=True)
    draft = respond("最初に「いらっしゃいませ」と声で言ってほしいです", project).draft
    assert draft is not None
    assert [voice.text for voice in draft.voices] == ["いらっしゃいませ"]
    assert draft.titles == MADE.titles


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("what kind of file do i get when i download this", "en", "mp4"),
        ("welche Musikrichtungen hast du denn so?", "de", "lo-fi"),
    ],
)
def test_questions_about_the_file_and_the_music_are_answered(
    text: str, language: str, word: str
) -> None:
    answer = respond(text, replace(PROJECT, language=language))
    assert answer.draft is None
    assert word in answer.text.casefold()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("zh-Hans", "第二张太暗了，调亮一点"),
        ("zh-Hans", "第二张太暗了，调亮一点，其他别动"),
        ("en", "the second photo is too dark, brighten it a bit"),
    ],
)
def test_a_complaint_and_its_order_are_of_one_picture(code: str, text: str) -> None:
    """The order, which names none, made all pictures brighter."""
    assert after(text, code) == apply(MADE, [o.Look("bright", items=(2,))])
