"""Instructions and content in the languages that are read by their words, and in traditional."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.guitext import Action, StreamTranslator, translate
from core.language.guitext.vocabulary import fold

CONTENT = {
    "es": "La lluvia empieza en 0:04 y el título queda en azul.",
    "pt": "A chuva começa em 0:04 e o título fica azul.",
    "fr": "La pluie commence à 0:04 et le titre reste bleu.",
    "de": "Der Regen beginnt bei 0:04 und der Titel bleibt blau.",
    "ru": "Дождь начинается на 0:04, заголовок остался синим.",
    "id": "Hujan mulai di 0:04 dan judulnya tetap biru.",
    "ja": "雨は0:04から始まり、タイトルは青のままにしました。",
    "ko": "비는 0:04에 시작하고 제목은 파란색입니다.",
    "hi": "बारिश 0:04 पर शुरू होती है और शीर्षक नीला है।",
    "ar": "يبدأ المطر عند 0:04 ويبقى العنوان أزرق.",
    "zh-Hant": "雨從 0:04 開始，標題維持藍色。",
}
INSTRUCTION = {
    "es": "Haz clic en el botón Exportar para descargarlo.",
    "pt": "Clique no botão Exportar para baixar o vídeo.",
    "fr": "Cliquez sur le bouton Exporter pour le télécharger.",
    "de": "Klicke auf die Schaltfläche „Exportieren“, um es herunterzuladen.",
    "ru": "Нажмите кнопку «Экспорт», чтобы скачать видео.",
    "id": "Klik tombol Ekspor untuk mengunduhnya.",
    "ja": "「書き出し」ボタンをクリックしてダウンロードしてください。",
    "ko": "내보내기 버튼을 클릭해서 다운로드하세요.",
    "hi": "डाउनलोड करने के लिए एक्सपोर्ट बटन पर क्लिक करें।",
    "ar": "انقر على زر التصدير لتنزيل الفيديو.",
    "zh-Hant": "點擊「匯出」按鈕即可下載。",
}
QUOTED = {
    "es": "El cartel dice «Haz clic en el botón Exportar».",
    "pt": 'A placa diz "Clique no botão Exportar".',
    "fr": "Le panneau affiche « Cliquez sur le bouton Exporter ».",
    "de": "Auf dem Schild steht „Klicke auf die Schaltfläche“.",
    "ru": "На вывеске написано «Нажмите кнопку».",
    "id": 'Papan itu bertuliskan "Klik tombol Ekspor".',
    "ja": "看板に「ボタンをクリックしてください」と書いてあります。",
    "ko": '간판에 "버튼을 클릭하세요"라고 적혀 있습니다.',
    "hi": 'बोर्ड पर "बटन पर क्लिक करें" लिखा है।',
    "ar": 'مكتوب على اللافتة "انقر على الزر".',
    "zh-Hant": "招牌上寫著「點擊按鈕」。",
}
LANGUAGES = sorted(CONTENT)
SENTENCES = [*CONTENT.values(), *INSTRUCTION.values(), *QUOTED.values()]
MARKS = [" ", "\n", "\n\n", "- ", "1. ", "\n- ", "(", ")", "**", ": ", "“", "«"]
REPLIES = st.lists(
    st.sampled_from(SENTENCES) | st.sampled_from(MARKS) | st.text(max_size=8), max_size=8
).map("".join)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_instruction_goes_and_content_stays(language: str) -> None:
    """Beside an instruction content stays to the byte, with the language said or found."""
    content, instruction = CONTENT[language], INSTRUCTION[language]
    for given_language in (language, "", "en"):
        for reply in (f"{content} {instruction}", f"{content}\n\n{instruction}"):
            out = translate(reply, language=given_language)
            assert (out.text, out.actions) == (content, (Action.EXPORT,))
        assert translate(f"{instruction} {content}", language=given_language).text == content


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [CONTENT, QUOTED])
def test_content_and_quoted_words_stay_as_they_are(kind: dict[str, str], language: str) -> None:
    """What the video shows or says, also in quotes, is no instruction."""
    for given_language in (language, "", "en"):
        out = translate(kind[language], language=given_language)
        assert (out.text, out.actions) == (kind[language], ())


@given(REPLIES, st.sampled_from(["", "en", *LANGUAGES]), st.lists(st.integers(0, 2000), max_size=9))
def test_a_stream_comes_out_as_the_whole_does_in_every_language(
    text: str, language: str, cuts: list[int]
) -> None:
    """However a reply is cut into chunks, text and actions are those of the whole."""
    stream = StreamTranslator(language)
    edges = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    out = [stream.feed(text[a:b]) for a, b in pairwise(edges)]
    last = stream.finish()
    whole = translate(text, language=language)
    assert "".join([*out, last.text]) == whole.text
    assert last.actions == whole.actions


@given(REPLIES, st.sampled_from(["", "en", *LANGUAGES]))
def test_nothing_is_added_in_any_language(text: str, language: str) -> None:
    """Each character out is one of those that came in, in order."""
    rest = iter(text)
    assert all(char in rest for char in translate(text, language=language).text)


@pytest.mark.parametrize("session", LANGUAGES)
def test_a_reply_in_another_language_than_the_session_is_read_in_its_own(session: str) -> None:
    """Clear evidence of another language wins over the session's."""
    reply = "The rain is in. When you are happy with it, click the Export button to save it."
    assert translate(reply, language=session).text == "The rain is in."


@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    """Each character folds into one."""
    assert len(fold(text)) == len(text)
