"""Words for the screen that stand without quotation marks: where they begin and end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.agent import ops as o
from studio.agent.agent import respond
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.planner import plan
from studio.draft import Draft

NAMES = ("portrait", "coffee", "cat", "pano")
PHOTOS = tuple(Media(f"p{n}", "image", f"{name}.jpg") for n, name in enumerate(NAMES, 1))
DRAFT = apply(Draft(), [o.Create(PHOTOS, "promo", 20_000), o.AddText("Hello")])
EDITING = Project(PHOTOS, DRAFT, history=(DRAFT,))


@pytest.mark.parametrize(
    ("language", "prompt", "title"),
    [
        ("de", "mach ein Video mit dem Titel Urlaub", "Urlaub"),
        ("de", "Video mit Titel Sommerfest und ruhiger Musik", "Sommerfest"),
        ("de", "erstelle ein Video mit der Überschrift Unser Garten", "Unser Garten"),
        ("de", "ein Video, Titel Urlaub 2024", "Urlaub 2024"),
        ("de", "Diashow mit dem Titel Oma wird 80", "Oma wird 80"),
        ("en", "make a video with the title holidays", "holidays"),
        ("en", "create a 15s slideshow titled our garden", "our garden"),
        ("en", "make a video called family day, calm music", "family day"),
        ("en", "video from these with the heading Grand Opening and upbeat music", "Grand Opening"),
        ("es", "haz un vídeo titulado Nuestro Verano con música tranquila", "Nuestro Verano"),
        ("es", "haz un vídeo con el título vacaciones", "vacaciones"),
        ("fr", "crée un diaporama avec pour titre Mamie a 80 ans", "Mamie a 80 ans"),
        ("fr", "fais une vidéo intitulée Notre Été de 12 secondes", "Notre Été"),
    ],
)
def test_a_new_video_has_the_title_that_was_said(language: str, prompt: str, title: str) -> None:
    """Known words and small ones are part of it; what is said of the music is not."""
    planned = plan(prompt, Project(PHOTOS, language=language))
    assert [op.text for op in planned.ops if isinstance(op, o.AddText)] == [title]
    assert not planned.lost


@pytest.mark.parametrize(
    ("prompt", "op"),
    [
        ("make it with the title in red", o.StyleText(color="#ff3b30", role="title")),
        ("change the title to Christmas", o.ReplaceText("Christmas", "title")),
    ],
)
def test_what_is_said_of_a_title_is_none(prompt: str, op: o.Op) -> None:
    assert plan(prompt, EDITING).ops == (op,)


@pytest.mark.parametrize(
    ("language", "prompt", "lines"),
    [
        ("en", "captions Morning, Coffee, Cat, View", "Morning|Coffee|Cat|View"),
        ("en", "put captions Mia, Bean, Tom, Alps on the photos", "Mia|Bean|Tom|Alps"),
        ("en", "label them Mia, Espresso, Tom and Alps", "Mia|Espresso|Tom|Alps"),
        ("en", "captions Mia / Espresso / Tom / Alps", "Mia|Espresso|Tom|Alps"),
        ("de", "beschrifte die Fotos mit Mia, Kaffee, Katze, Weite", "Mia|Kaffee|Katze|Weite"),
        ("zh", "给每张照片加字幕早晨、咖啡、猫咪、风景", "早晨|咖啡|猫咪|风景"),
        ("es", "pon subtítulos Mañana, Café, Gato y Vista", "Mañana|Café|Gato|Vista"),
        ("fr", "sous-titres Matin, Café, Chat, Vue", "Matin|Café|Chat|Vue"),
        ("fr", "affiche: 3 chambres / 2 bains / jardin / vue", "3 chambres|2 bains|jardin|vue"),
    ],
)
def test_a_list_is_one_caption_a_picture(language: str, prompt: str, lines: str) -> None:
    planned = plan(prompt, replace(EDITING, language=language))
    assert planned.ops == (o.Captions(tuple(lines.split("|")), each=True),)


def test_fewer_lines_than_pictures_follow_each_other() -> None:
    planned = plan("write: 3 bedrooms / 2 baths / garden", EDITING)
    assert planned.ops == (o.Captions(("3 bedrooms", "2 baths", "garden")),)


@pytest.mark.parametrize(
    "prompt", ["captions bigger, red, at the bottom", "captions off, music off"]
)
def test_what_is_said_of_captions_is_no_list(prompt: str) -> None:
    assert not any(isinstance(op, o.Captions) for op in plan(prompt, EDITING).ops)


@pytest.mark.parametrize(
    ("language", "prompt", "text"),
    [
        ("en", "end with a thank you", "Thank you"),
        ("en", "let it end with a goodbye", "Goodbye"),
        ("en", "finish on See you soon", "See you soon"),
        ("en", "add a thank-you at the end", "Thank-you"),
        ("de", "am Ende ein Dankeschön", "Dankeschön"),
        ("de", "zum Schluss bitte Danke sagen", "Danke"),
        ("zh", "最后说声谢谢", "谢谢"),
        ("zh", "结尾来一句谢谢观看", "谢谢观看"),
        ("es", "termina con un gracias", "Gracias"),
        ("fr", "à la fin mets Merci à tous", "Merci à tous"),
    ],
)
def test_thanks_and_goodbyes_for_the_end_are_a_card(language: str, prompt: str, text: str) -> None:
    (op,) = plan(prompt, replace(EDITING, language=language)).ops
    assert isinstance(op, o.AddText)
    assert (op.text, op.role) == (text, "end")


@pytest.mark.parametrize(
    "prompt", ["thanks, the end is lovely", "thanks for the ending", "end with a bang"]
)
def test_other_words_about_the_end_are_none(prompt: str) -> None:
    assert not plan(prompt, EDITING).ops


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("I want it to say happy 40th dad on the first pic", "en", "happy 40th dad"),
        ("write thanks for everything mum at the end", "en", "thanks for everything mum"),
        ("escribe feliz cumple mamá al final", "es", "feliz cumple mamá"),
    ],
)
def test_who_is_spoken_to_is_written_too(text: str, language: str, words: str) -> None:
    answer = respond(text, replace(EDITING, language=language))
    assert answer.draft is not None
    assert words in [title.text for title in answer.draft.titles]


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("en", "delete the line at the end, too cheesy"),
        ("en", "remove the last line, it's cheesy"),
        ("de", "lösch den Satz am Ende"),
        ("es", "quita la frase del final"),
        ("fr", "enlève la phrase à la fin"),
        ("pt", "tira o texto do final"),
        ("ru", "убери надпись в конце"),
        ("zh-Hans", "把刚才结尾那句删掉吧,太肉麻了"),
        ("zh-Hant", "把剛才結尾那句刪掉"),
        ("ja", "最後の文字を消して"),
        ("ko", "끝에 있는 글 지워줘"),
        ("ar", "احذف النص في النهاية"),
        ("hi", "अंत का टेक्स्ट हटाओ"),
        ("id", "hapus teks di akhir"),
    ],
)
def test_of_several_texts_only_the_one_that_was_named_goes(language: str, prompt: str) -> None:
    """The one at the end, whatever is said beside it of why."""
    draft = apply(DRAFT, [o.AddText("Goodbye", "end")])
    said = respond(prompt, Project(PHOTOS, draft, language, history=(draft,)))
    assert said.draft is not None
    assert [title.text for title in said.draft.titles] == ["Hello"]


def test_a_text_at_an_end_where_none_is_takes_no_other_away() -> None:
    """It is told that there is none; the one at the start is the title."""
    said = respond("remove the text at the end", EDITING)
    assert said.draft is None
    assert "text at the end" in said.text
    assert plan("remove the text at the start", EDITING).ops == (o.RemoveText(text="Hello"),)


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("en", "the letters cover her face"),
        ("en", "make sure the title doesn't cover her face"),
        ("de", "Der Titel verdeckt das Gesicht"),
        ("es", "el título le tapa la cara"),
        ("fr", "le titre cache son visage"),
        ("pt", "o título tapa o rosto dela"),
        ("ru", "надпись закрывает лицо"),
        ("zh-Hans", "标题挡住脸了"),
        ("zh-Hant", "標題擋住臉了"),
        ("ja", "タイトルが顔にかぶってる"),
        ("ko", "제목이 얼굴을 가려요"),
        ("ar", "العنوان يغطي وجهها"),
        ("hi", "टाइटल चेहरे को ढक रहा है"),
        ("id", "judulnya menutupi wajahnya"),
    ],
)
def test_a_title_that_covers_a_face_moves(language: str, prompt: str) -> None:
    """To the other edge, and from there back again."""
    said = respond(prompt, replace(EDITING, language=language))
    assert said.draft is not None
    assert not said.unread
    assert [title.position for title in said.draft.titles] == ["bottom"]
    back = respond(prompt, Project(PHOTOS, said.draft, language, history=(DRAFT, said.draft)))
    assert back.draft is not None
    assert [title.position for title in back.draft.titles] == ["top"]


@pytest.mark.parametrize(
    ("prompt", "op"),
    [
        ("the title covers her face, make it smaller", o.StyleText(role="title", size=0.7)),
        ("remove the title, it covers her face", o.RemoveText(text="Hello")),
        ("title: The Cover Band", o.AddText("The Cover Band")),
    ],
)
def test_what_else_is_asked_of_a_title_over_a_face_is_done(prompt: str, op: o.Op) -> None:
    wanted = apply(DRAFT, [op] if not isinstance(op, o.AddText) else [o.ReplaceText(op.text)])
    said = respond(prompt, EDITING)
    assert said.draft is not None
    assert said.draft.titles == wanted.titles


@pytest.mark.parametrize(
    ("language", "prompt", "title"),
    [
        ("de", "Vorne soll stehen: Alles Gute, lieber Heinz!", "Alles Gute, lieber Heinz"),
        ("de", "Titel: Alles Gute, liebe Oma", "Alles Gute, liebe Oma"),
        ("en", "title: Happy birthday, dear mom!", "Happy birthday, dear mom"),
        ("en", "title: Happy birthday, make it red", "Happy birthday"),
        ("es", "Título: Feliz cumpleaños, querida mamá", "Feliz cumpleaños, querida mamá"),
        ("fr", "Titre : Joyeux anniversaire, ma chérie", "Joyeux anniversaire, ma chérie"),
    ],
)
def test_words_after_a_colon_go_on_behind_a_comma(language: str, prompt: str, title: str) -> None:
    """To the end of the sentence, or to what is asked for."""
    planned = plan(prompt, replace(EDITING, language=language))
    assert title in [op.text for op in planned.ops if isinstance(op, o.AddText | o.ReplaceText)]
    assert not planned.lost


def test_a_title_spelt_otherwise_is_no_second_one_and_each_text_is_taken() -> None:
    """The old words go, and what stands behind `and` has its own."""
    prompt = "also spell it HBD MIAA and add a lil heart at the end saying luv u 4ever"
    said = respond(prompt, EDITING)
    assert said.draft is not None
    assert [(t.text, t.role) for t in said.draft.titles] == [
        ("HBD MIAA", "title"),
        ("luv u 4ever", "end"),
    ]


@pytest.mark.parametrize(
    ("language", "question", "address"),
    [
        ("en", "can you put the address at the end?", "14 Main Street, Dublin"),
        ("de", "Kann man die Adresse ans Ende setzen?", "Hauptstraße 14, Berlin"),
        ("es", "¿Se puede poner la dirección al final?", "Calle Mayor 14, Madrid"),
        ("fr", "Peut-on mettre l'adresse à la fin ?", "14 rue de la Paix, Paris"),
        ("pt", "Dá para pôr o endereço no final?", "Rua Augusta 14, Lisboa"),
        ("ru", "Можно адрес в конце?", "Тверская улица 14, Москва"),
        ("zh-Hans", "能把地址放在最后吗?", "南京路12号"),
        ("zh-Hant", "能把地址放在最後嗎?", "南京路12號"),
        ("ja", "最後に住所を入れられますか?", "渋谷区神南1-2-3"),
        ("ko", "마지막에 주소 넣어줘:", "종로 14, 서울"),
        ("hi", "अंत में पता डाल सकते हो?", "महात्मा गांधी रोड 14, दिल्ली"),
        ("id", "bisa taruh alamat di akhir?", "Jalan Mawar 14, Jakarta"),
        ("ar", "هل يمكن وضع عنواننا في النهاية؟", "شارع النيل 14 القاهرة"),
    ],
)
def test_an_address_for_the_end_is_an_end_card(language: str, question: str, address: str) -> None:
    """Asked in a question, too."""
    said = respond(f"{question} {address}", replace(EDITING, language=language))
    assert said.draft is not None
    assert [t.text for t in said.draft.titles if t.role == "end"] == [address]
    assert not said.unread


def test_an_address_that_is_not_told_is_asked_for() -> None:
    planned = plan("put the address at the end", EDITING)
    assert planned.ops == ()
    assert planned.ask is not None
    assert planned.ask.key == "ask_text"
    lost = plan("मुझे नहीं पता अंत में क्या करूँ", replace(EDITING, language="hi"))
    assert lost.ask is None or lost.ask.key != "ask_text"  # `I don't know`: the same word


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("zh-Hans", "音乐太伤感了,换个欢快的"),
        ("en", "the music is too sad, put on something upbeat"),
    ],
)
def test_music_that_is_found_sad_is_changed_whatever_it_is(language: str, prompt: str) -> None:
    """Where it has the mood already that is asked for, for another one."""
    draft = apply(DRAFT, [o.SetMusic("upbeat")])
    said = respond(prompt, Project(PHOTOS, draft, language, history=(draft,)))
    assert said.draft is not None
    assert said.draft.music is not None
    assert said.draft.music.gen == "happy"
