"""Choosing a language, and saying things in it."""

from __future__ import annotations

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from core.language.phrases import (
    LANGUAGES,
    UnknownPhrase,
    backend_language,
    pick,
    plain,
    say,
    sentences,
)
from tests.core.language.phrases.catalogue import keys, messages, parts


@pytest.mark.parametrize(
    ("locale", "lang"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("en_US.UTF-8", "en"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-hans", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-hant", "zh-Hant"),
        ("yue", "zh-Hant"),
        ("pt-BR", "pt"),
        ("pt-pt", "pt"),
        ("es-ES", "es"),
        ("es-419", "es"),
        ("in", "id"),
        ("ar-EG", "ar"),
        ("JA", "ja"),
        ("tlh", "en"),
        ("", "en"),
        (None, "en"),
        ("C.UTF-8", "en"),
    ],
)
def test_a_platforms_locale_picks_the_language(locale: str | None, lang: str) -> None:
    """What Telegram, Discord and shells send, English for what we don't speak."""
    assert pick(locale) == lang


@given(st.text())
def test_any_locale_picks_some_language(locale: str) -> None:
    """Nonsense never raises, and picking twice changes nothing."""
    assert pick(locale) in LANGUAGES
    assert pick(pick(locale)) == pick(locale)


def test_the_backend_is_told_a_code_that_it_knows() -> None:
    """Both Chinas by region, the others as they are (docs/wire-api.md#session)."""
    told = {lang: backend_language(lang) for lang in LANGUAGES}
    assert told["zh-Hans"] == "zh-CN"
    assert told["zh-Hant"] == "zh-TW"
    assert all(told[lang] == lang for lang in LANGUAGES if not lang.startswith("zh"))
    assert backend_language("pt-BR") == "pt"


@pytest.mark.parametrize(
    ("lang", "count", "said"),
    [
        ("en", 1, "1 request is waiting."),
        ("en", 2, "2 requests are waiting."),
        ("ru", 1, "Ждёт 1 запрос."),
        ("ru", 3, "Ждут 3 запроса."),
        ("ru", 5, "Ждут 5 запросов."),
        ("ru", 11, "Ждут 11 запросов."),
        ("ru", 21, "Ждёт 21 запрос."),
        ("ar", 2, "هناك طلبان في الانتظار."),
        ("ar", 3, "هناك 3 طلبات في الانتظار."),
        ("ar", 11, "هناك 11 طلبًا في الانتظار."),
        ("ar", 100, "هناك 100 طلب في الانتظار."),
        ("fr", 1, "1 demande en attente."),
        ("ja", 1, "1件のリクエストが待っています。"),
    ],
)
def test_plurals_follow_the_language(lang: str, count: int, said: str) -> None:
    """One, few and many are what each language means by them."""
    assert say(lang, "status-waiting", count=count) == said


def test_figures_follow_the_language() -> None:
    """Groups and the decimal sign are those of the language."""
    assert say("en", "format-megabytes", size=1234.5) == "1,234.5 MB"
    assert say("de", "format-megabytes", size=1234.5) == "1.234,5\u00a0MB"
    assert say("hi", "format-bytes", size=1234567) == "12,34,567\u00a0B"


def test_a_locale_may_stand_for_a_language() -> None:
    """Somebody's "pt-BR" is spoken to in Portuguese."""
    assert say("pt-BR", "button-cancel") == say("pt", "button-cancel") == "Cancelar"
    assert say("xx", "button-cancel") == "Cancel"


def test_an_unknown_key_is_the_callers_mistake() -> None:
    """No language can say what no catalogue has."""
    with pytest.raises(UnknownPhrase, match="no-such-thing"):
        say("de", "no-such-thing")


def test_arguments_are_inserted_as_they_are() -> None:
    """Braces, markup and line breaks of users do not become part of the catalogue."""
    reason = "{ $link } <b>&amp;</b>\nnext"
    assert say("en", "recovery-too-old", request=reason).count(reason) == 1


def test_plain_text_is_shown_as_typed() -> None:
    """Signs of Markdown in a file's name are escaped, everything else is left alone."""
    assert plain("my_clip*2 [a](b).mp4") == r"my\_clip\*2 \[a\](b).mp4"
    assert plain("Straße 夏.mp4") == "Straße 夏.mp4"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_argument_of_any_length_is_said_whole(lang: str) -> None:
    """A long answer of the backend is not cut, and no marks of ours are left in it."""
    reason = "x" * 9000 + "{ $request }"
    said = say(lang, "recovery-too-old", request=reason)
    assert reason in said
    assert "\ue000" not in said


NUMBERS = st.integers() | st.floats() | st.booleans()


@given(st.sampled_from(list(LANGUAGES)), st.sampled_from(keys()), st.data())
def test_anything_can_be_said_with_anything(lang: str, key: str, data: st.DataObject) -> None:
    """No number and no text makes a phrase raise or come out broken."""
    names = sorted(parts(messages("en")[key]).variables)
    args = {name: data.draw(NUMBERS | st.text(max_size=20)) for name in names}
    with structlog.testing.capture_logs() as logs:
        assert say(lang, key, **args) is not None
    assert logs == []


def test_sentences_follow_each_other_as_the_language_puts_them() -> None:
    """With a space, but in Chinese and Japanese; an empty one leaves no gap."""
    assert sentences("en", "One.", "", "Two.") == "One. Two."
    assert sentences("ko", "하나.", "둘.") == "하나. 둘."
    assert sentences("zh-Hant", "一。", "二。") == "一。二。"
    assert sentences("ja", "一。", "二。") == "一。二。"
    assert sentences("zh-CN", "一。", "二。") == "一。二。"
