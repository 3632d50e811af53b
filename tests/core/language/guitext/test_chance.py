"""What was learned from labelled replies decides together with the rules."""

from __future__ import annotations

import pytest

from core.language import linear
from core.language.guitext import Action, chance, translate
from core.language.guitext.pick import reader


def told(language: str, content: str, instruction: str) -> tuple[str, tuple[Action, ...]]:
    """What of both is shown, and the actions beside it."""
    space = "" if language.startswith("zh") else " "
    out = translate(f"{content}{space}{instruction}", language=language)
    return out.text.strip(), out.actions


@pytest.mark.parametrize(
    ("language", "content", "instruction", "action"),
    [
        ("en", "Two minutes to go.", "The ring next to its name shows how far.", Action.STATE),
        ("de", "Die Band ist leiser.", "Den Rest macht der Fader von Spur 3.", Action.EDIT),
        ("es", "Faltan 30 créditos.", "Recargar está en la cabecera.", Action.CREDITS),
        ("ru", "Ждать минуту.", "Кружок рядом с названием проекта заполняется.", Action.STATE),
        ("zh-Hans", "还差标志。", "拖到虚线框里就行。", Action.UPLOAD),
    ],
)
def test_a_wording_that_no_rule_names_goes(
    language: str, content: str, instruction: str, action: Action
) -> None:
    """Signs of progress, faders, a header: known from replies like it."""
    assert told(language, content, instruction) == (content, (action,))


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("en", "The coach explains which button on the treadmill stops it."),
        ("fr", "Le panneau « Ouvert » pend à gauche de la porte du bar."),
        ("zh-Hant", "阿嬤按下收音機的開關，老歌慢慢響起來。"),
        ("ar", "قائمة المطعم مكتوبة على الحائط."),
    ],
)
def test_what_a_rule_would_take_stays_when_it_surely_is_content(
    language: str, content: str
) -> None:
    """Buttons and panels of things that no screen has."""
    out = translate(content, language=language)
    assert (out.text, out.actions) == (content, ())


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("en", "Subtitle: Go to File, then Export, and choose MP4."),
        ("en", "VO: Download the app today and click Sign up."),
        ("zh-Hans", "旁白：打开应用，点一下红色按钮。"),
        ("zh-Hant", "字幕：點擊主頁連結下單。"),
    ],
)
def test_a_line_of_a_script_stays_whatever_it_asks_for(language: str, content: str) -> None:
    """What is spoken or shown in the video is asked of those who watch it."""
    out = translate(content, language=language)
    assert (out.text, out.actions) == (content, ())


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en", "Done. Click Export. Then choose 1080p.", "Done."),
        ("zh-Hans", "做好了。点击导出按钮。选择1080p。", "做好了。"),
        ("es", "Listo. Haz clic en Exportar. Luego elige 1080p.", "Listo."),
        ("en", "Click Export. Then the wedding follows.", "Then the wedding follows."),
        (
            "fr",
            "Cliquez sur Exporter. Les mariés viennent ensuite.",
            "Les mariés viennent ensuite.",
        ),
        ("es", "Haz clic en Exportar. La elección es tuya.", "La elección es tuya."),
    ],
)
def test_what_goes_on_from_an_instruction_goes_and_the_next_content_stays(
    language: str, text: str, kept: str
) -> None:
    """ "Then" opens both: what is learned of the rest tells."""
    assert translate(text, language=language).text == kept


@pytest.mark.parametrize(
    ("language", "question", "instruction"),
    [
        ("es", "¿La quieres con niebla o sin niebla?", "Marca la casilla en el panel."),
        ("zh-Hans", "要长结尾吗？", "要的话按绿色的确认按钮。"),
        ("en", "Should the sky be pink or blue?", "Pick one from the dropdown."),
    ],
)
def test_a_plain_question_before_an_instruction_stays(
    language: str, question: str, instruction: str
) -> None:
    """It can be answered in the chat, unlike "Happy with it?"."""
    space = "" if language.startswith("zh") else " "
    assert translate(f"{question}{space}{instruction}", language=language).text.strip() == question


@pytest.mark.parametrize(
    ("language", "content", "instruction", "action"),
    [
        ("es", "Fueron 12 €.", "La factura está en Mi cuenta, sección Pagos.", Action.CREDITS),
        (
            "fr",
            "Il était de 9 €.",
            "Le reçu se trouve dans votre compte, rubrique Factures.",
            Action.CREDITS,
        ),
        (
            "en",
            "It runs 42 seconds.",
            "Before you go, open the File menu, then Export.",
            Action.EXPORT,
        ),
        ("ru", "Длина 30 секунд.", "Чек лежит в кабинете, раздел «Платежи».", Action.CREDITS),
        ("zh-Hant", "剩 9 點。", "點數不足的話，點右上角的「儲值」就行。", Action.CREDITS),
    ],
)
def test_a_clause_that_says_little_goes_with_the_one_it_belongs_to(
    language: str, content: str, instruction: str, action: Action
) -> None:
    """Where in a place it is, and what for, say nothing without it."""
    assert told(language, content, instruction) == (content, (action,))


@pytest.mark.parametrize(
    ("language", "content"),
    [
        (
            "de",
            "Im Escape-Room ziehen sie die Schublade heraus, drehen den Schlüssel zweimal und "
            "drücken die Statue nach links.",
        ),
        ("pt", "Ele arrasta a bola com a sola, seleciona o canto e bate."),
    ],
)
def test_a_verb_of_instructions_stays_among_content(language: str, content: str) -> None:
    """What hands do in the video is told in the words of a screen."""
    out = translate(content, language=language)
    assert (out.text, out.actions) == (content, ())


@pytest.mark.parametrize(
    ("language", "texts", "sentence"),
    [
        ("en", ("Open the panel", "and he asks for tea"), "Open the panel, and he asks for tea?"),
        ("zh", ("把温度往左拖", "雪就不黄了。"), "把温度往左拖，雪就不黄了。"),
        ("ru", ("Кнопка внизу.",), "Кнопка внизу."),
    ],
)
def test_a_clause_read_in_parts_scores_what_all_its_features_score(
    language: str, texts: tuple[str, ...], sentence: str
) -> None:
    """What is remembered of a clause, its neighbours and its line adds up to what was learned."""
    read_by, line = reader(language), f"{sentence} Done."
    table = linear.read("core.language.guitext", chance.CLAUSES, 1)
    whole = [
        table.scores(linear.keys_of(found))[0]
        for found in chance.of_each(read_by, texts, sentence, line)
    ]
    assert list(chance.scores(read_by, texts, sentence, line)) == whole
