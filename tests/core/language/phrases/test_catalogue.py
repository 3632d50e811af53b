"""The catalogues themselves: complete, alike in form, and in the words of their language."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import structlog
from babel import Locale
from fluent.syntax import ast

from core.commands import COMMANDS
from core.language.phrases import LANGUAGES, say
from tests.core.language.phrases.catalogue import FOLDER, entries, keys, messages, parts

OTHERS = [lang for lang in LANGUAGES if lang != "en"]
EDGES = (0, 1, 2, 3, 4, 5, 11, 21, 22, 25, 100, 101, 102, 111, 1000)
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}
SCRIPTS = {
    "zh-Hans": r"[\u4e00-\u9fff]",
    "zh-Hant": r"[\u4e00-\u9fff]",
    "ja": r"[\u3040-\u30ff\u4e00-\u9fff]",
    "ko": r"[\uac00-\ud7af]",
    "ru": r"[\u0400-\u04ff]",
    "hi": r"[\u0900-\u097f]",
    "ar": r"[\u0600-\u06ff]",
}
# Figures, names and words that are the same everywhere; checked for staying few below.
FORMAL = re.compile(
    r"^(format-|timeline-(item|line|addition|percent|span|speed|joiner|quoted|describe)$)"
)
WORDLESS = {
    "question-count",
    "console-bot",
    "diff-changed",
    "diff-project-changed",
    "export-caption-titled",
    "option-export-quality",
    "progress-line",
    "project-item",
    "timeline-kind-audio",
    "timeline-more",
}


def pattern_text(lang: str, key: str) -> str:
    """All that a message says of itself, without its arguments."""
    return " ".join(parts(messages(lang)[key]).texts)


def sample(lang: str, key: str) -> str:
    """A message as somebody might read it."""
    return say(lang, key, **dict.fromkeys(parts(messages("en")[key]).variables, 5))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_parses_and_says_each_thing_once(lang: str) -> None:
    """No line is lost to a syntax error, and no key stands in two places."""
    found = list(entries(lang))
    assert [entry.content for _, entry in found if isinstance(entry, ast.Junk)] == []
    names = Counter(entry.id.name for _, entry in found if isinstance(entry, ast.Message))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_every_language_has_every_key(lang: str) -> None:
    """The keys are those of the English catalogue, in the files of the same names."""

    def placed(code: str) -> set[tuple[str, str]]:
        return {(f, e.id.name) for f, e in entries(code) if isinstance(e, ast.Message)}

    assert sorted(placed("en") - placed(lang)) == []
    assert sorted(placed(lang) - placed("en")) == []


def test_no_folder_is_without_a_language() -> None:
    """What lies in `locales` is what `/language` offers."""
    assert {folder.name for folder in FOLDER.iterdir() if folder.is_dir()} == set(LANGUAGES)


@pytest.mark.parametrize("lang", OTHERS)
def test_every_language_uses_the_same_variables(lang: str) -> None:
    """Whatever English tells, every language tells, and nothing that code doesn't pass."""
    wrong = {
        key: parts(message).variables ^ parts(messages("en")[key]).variables
        for key, message in messages(lang).items()
        if key in messages("en")
        and parts(message).variables != parts(messages("en")[key]).variables
    }
    assert wrong == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plurals_are_those_of_the_language(lang: str) -> None:
    """A choice by plural has each category that whole numbers reach, and none that never comes."""
    rule = Locale.parse(lang, sep="-").plural_form
    possible = {*rule.tags, "other"}
    reached = {rule(number) for number in range(1001)} | {"other"}
    wrong = {}
    for key, message in messages(lang).items():
        for variants in parts(message).selects:
            chosen = CATEGORIES.intersection(variants)
            if not chosen <= possible or (chosen != {"other"} and not reached <= chosen):
                wrong[key] = variants
    assert wrong == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_formats(lang: str) -> None:
    """With numbers at every edge of the plurals and with text, without an error or a gap."""
    for key in keys():
        names = parts(messages("en")[key]).variables
        for value in (*EDGES, 9.5, "words") if names else (0,):
            with structlog.testing.capture_logs() as logs:
                text = say(lang, key, **dict.fromkeys(names, value))
            assert logs == [], key
            assert text.strip() or key == "timeline-joiner"
            assert "{" not in text, key


@pytest.mark.parametrize("lang", OTHERS)
def test_commands_and_marks_are_the_same_everywhere(lang: str) -> None:
    """Commands stay as they are typed; code spans and bold words come out as often."""

    def marks(code: str, key: str) -> tuple[list[str], int, int]:
        text = sample(code, key)
        commands = sorted(set(re.findall(r"(?<![\w/])/[a-z]+", text)))
        return commands, text.count("`"), text.count("**")

    wrong = {key: marks(lang, key) for key in keys() if marks(lang, key) != marks("en", key)}
    assert wrong == {}


def test_commands_that_phrases_name_exist() -> None:
    """No sentence sends anybody to a command that isn't there."""
    known = {f"/{spec.name}" for spec in COMMANDS}
    for key in keys():
        assert set(re.findall(r"(?<![\w/])/[a-z]+", pattern_text("en", key))) <= known, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_too_long_for_its_place(lang: str) -> None:
    """Both platforms hold: descriptions 100, buttons 40, forms 45, names 32, answers 200."""

    def limit(key: str) -> int:
        if key == "command-message-video" or key.startswith("slash-"):
            return 32
        if key.startswith(("command-", "option-")):
            return 100
        if key in {"group-not-your-button", "button-too-old", "button-already-used"}:
            return 200
        if key.startswith("button-"):
            return 40
        return 45 if key.startswith("form-") else 1000

    sizes = {key: len(say(lang, key).encode("utf-16-le")) // 2 for key in fixed(lang)}
    assert {key: size for key, size in sizes.items() if size > limit(key)} == {}


def fixed(lang: str) -> list[str]:
    """The keys whose sentences take no arguments."""
    return [key for key in keys() if not parts(messages(lang)[key]).variables]


@pytest.mark.parametrize("lang", SCRIPTS)
def test_every_sentence_is_in_the_script_of_its_language(lang: str) -> None:
    """Nothing was left in English."""
    left = [
        key
        for key in keys()
        if not (FORMAL.match(key) or key in WORDLESS)
        and not re.search(SCRIPTS[lang], pattern_text(lang, key))
    ]
    assert left == []


@pytest.mark.parametrize("lang", ["es", "pt", "de", "fr", "id"])
def test_every_sentence_is_in_words_of_its_language(lang: str) -> None:
    """Nothing of three words or more is the same as in English."""
    left = [
        key
        for key in keys()
        if pattern_text(lang, key) == pattern_text("en", key)
        and len(re.findall(r"[A-Za-z]{3,}", pattern_text("en", key))) > 2
    ]
    assert left == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_have_clean_edges(lang: str) -> None:
    """One kind of ellipsis, no double spaces, none at the end."""
    for key in keys():
        text = sample(lang, key)
        assert "..." not in text, key
        assert not re.search(r"\S {2,}\S|[ \t]$", text) or key == "timeline-joiner", key


def test_arabic_sentences_begin_in_arabic() -> None:
    """Clients take a line's direction from its first strong letter, so no name may lead.

    A mark of direction (U+200F) may stand first where the name has to, or a phrase of ours.
    """
    led = [key for key in keys() if not FORMAL.match(key) and not leads_rightward(key)]
    assert led == []


def leads_rightward(key: str) -> bool:
    """Whether the first thing of the Arabic message sets its direction."""
    value = messages("ar")[key].value
    assert value is not None
    first = value.elements[0]
    if isinstance(first, ast.TextElement):
        return True
    expression = first.expression
    if isinstance(expression, ast.StringLiteral):
        return bool(expression.parse()["value"] == "\u200f")
    if isinstance(expression, ast.VariableReference):
        return expression.id.name in {"label", "kind"}
    return isinstance(expression, ast.SelectExpression)


def test_arabic_arrows_point_the_way_it_is_read() -> None:
    """From right to left, and held there by marks of direction when names in Latin stand beside."""
    arrows = [key for key in keys() if "→" in pattern_text("en", key)]
    assert arrows
    for key in arrows:
        said = say("ar", key, **dict.fromkeys(parts(messages("en")[key]).variables, "Sale"))
        assert "→" not in said
        assert "\u200f←\u200f" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_commands_can_be_tapped(lang: str) -> None:
    """Telegram links a command only where no letter touches it, in any script."""
    for key in keys():
        said = sample(lang, key)
        assert not re.search(r"\w/[a-z]{3,}(?![\w/.])|(?<![\w/])/[a-z]+[^\W\da-z_]", said), key


ADDRESS = {
    "de": r"(?<=[a-zäöüß,] )(Sie|Ihnen|Ihre?[mnrs]?)\b",
    "es": r"\busted(es)?\b|\bvosotros\b",
    "fr": r"\b(vous|votre|vos)\b",
    "id": r"\banda\b|\baku\b|\bberkas\w*",
    "ko": r"니다(?=[.!?])|십시오",
    "pt": r"\b(tu|teus?|tuas?|contigo)\b",
    "ru": r"\b(ты|тебя|тебе|тобой|тво\w+)\b",
    "zh-Hans": "您",
    "zh-Hant": "您",
}
"""The form of address that a catalogue does not use: its `general.ftl` says which it does."""
MARKS = '„“”«»「」‚‘"'


@pytest.mark.parametrize("lang", ADDRESS)
def test_people_are_addressed_in_one_way(lang: str) -> None:
    """No formal phrase among familiar ones, nor the other way round."""
    other = re.compile(ADDRESS[lang], re.IGNORECASE if lang != "de" else 0)
    said = {key: pattern_text(lang, key) for key in messages(lang)}
    assert {key: text for key, text in said.items() if other.search(text)} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_quotation_marks_are_those_of_the_language(lang: str) -> None:
    """What is quoted looks the same in every sentence; prompts on a page have typed ones."""
    own = set(say(lang, "timeline-quoted", text="")) | {"'" if lang == "en" else ""}
    for key in messages(lang):
        text = "" if key.startswith(("page-example", "page-ask")) else pattern_text(lang, key)
        assert set(re.findall(rf"[{MARKS}]", text)) <= own, key
        assert lang == "en" or not re.search(r"(?<!\w)'[^']+'", text), key
