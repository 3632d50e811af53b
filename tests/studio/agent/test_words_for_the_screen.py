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
