"""Content beside an instruction, however the two are put together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.language.guitext import translate
from tests.score_gui import read_rows

DATA = Path(__file__).parents[3] / "data"
SETS = (
    "gui_text.jsonl",
    "gui_text_own.jsonl",
    "gui_text_own_held.jsonl",
    "gui_text_own_2.jsonl",
    "gui_text_own_3.jsonl",
)
_BLOCK = re.compile(r"\s*(?:[>|`#]|[-*•]\s|\d+[.)、])")
_SENTENCE_END = re.compile(r"[.!。！]$")
_EMOJI_FIRST = re.compile(r"^[^\w\"'“‘「『《(（*\[]+")

Pair = tuple[str, str, str]
"""A language, a reply that is content, a reply that is an instruction and nothing else."""


def _paragraphs(lang: str) -> list[str]:
    """Unchanged replies of one plain paragraph; one that only announces is none."""
    return [
        text
        for name in SETS
        for row in read_rows(DATA / name)
        if row.get("unchanged") and row["lang"] == lang
        for text in [row["text"].strip()]
        if "\n" not in text and not _BLOCK.match(text) and not text.endswith((":", "："))
    ]


def _instructions(lang: str) -> list[str]:
    """Replies of one line of which nothing is to be kept, and that stand for something."""
    return [
        row["text"]
        for name in SETS
        for row in read_rows(DATA / name)
        if row["lang"] == lang and row["tier"] == "core"
        if not row["must_keep"] and row["actions"] and not _BLOCK.match(row["text"])
        if "\n" not in row["text"] and _SENTENCE_END.search(row["text"])
    ]


CONTENT = {lang: _paragraphs(lang) for lang in ("en", "zh")}
INSTRUCTIONS = {lang: _instructions(lang) for lang in ("en", "zh")}
PAIRS = st.sampled_from(["en", "zh"]).flatmap(
    lambda lang: st.tuples(
        st.just(lang), st.sampled_from(CONTENT[lang]), st.sampled_from(INSTRUCTIONS[lang])
    )
)
FULL = PAIRS.filter(lambda pair: bool(_SENTENCE_END.search(pair[1])))
LAYOUTS = (
    "{content}\n{instruction}",
    "{instruction}\n{content}",
    "{content}\n\n{instruction}",
    "{instruction}\n\n{content}",
    "- {content}\n- {instruction}",
    "- {instruction}\n- {content}",
    "> {content}\n\n{instruction}",
    "{content}\n\n- {instruction}",
    "{announced}\n- {content}\n\n{instruction}",
    "{announced}\n> {content}\n\n{instruction}",
)
ANNOUNCED = {"en": "Here is what I have now:", "zh": "目前的版本："}
JOINED = {
    "en": (
        "click Export in the top right corner to save it",
        "you can drag the clips on the timeline to change the order",
        "please upload the file with the + button",
        "press ▶ in the preview to watch it",
    ),
    "zh": ("点击右上角的导出按钮即可下载", "请在预览窗口播放查看", "请点左下角的加号上传"),
}


def test_there_is_enough_to_compose() -> None:
    """Both languages give hundreds of content replies and a dozen pure instructions."""
    assert min(len(found) for found in CONTENT.values()) > 250
    assert min(len(found) for found in INSTRUCTIONS.values()) >= 10


@settings(max_examples=200)
@given(PAIRS, st.sampled_from(LAYOUTS))
def test_content_survives_an_instruction_on_other_lines(pair: Pair, layout: str) -> None:
    """On lines, in lists, in quotes, before or after: content comes out whole."""
    lang, content, instruction = pair
    reply = layout.format(content=content, instruction=instruction, announced=ANNOUNCED[lang])
    assert content in translate(reply).text


@settings(max_examples=150)
@given(FULL, st.booleans())
def test_content_survives_an_instruction_in_its_paragraph(pair: Pair, first: bool) -> None:
    """A sentence before or after an instruction stays as it is."""
    lang, content, instruction = pair
    joint = " " if lang == "en" else ""
    parts = (instruction, content) if first else (content, instruction)
    kept = content if not first else _EMOJI_FIRST.sub("", content)
    assert kept in translate(joint.join(parts)).text


@settings(max_examples=200)
@given(PAIRS, PAIRS)
def test_paragraphs_are_read_one_by_one(one: Pair, other: Pair) -> None:
    """The actions of the whole are those of its parts; only content is left, parted as before."""
    reply = f"{one[1]}\n\n{one[2]}\n\n{other[1]}"
    whole = translate(reply)
    assert whole.text == f"{one[1]}\n\n{other[1]}"
    assert whole.actions == translate(one[2]).actions


@settings(max_examples=200)
@given(
    st.sampled_from(
        [
            "In scene 2 I added rain",
            "At 0:12 the title turns yellow",
            "For the second half I still need your interview",
            "With the new music the ending is stronger",
            "The door opens and the light falls on the desk",
            "The clip is 12.5 seconds long (300 frames at 24 fps)",
            "I'd add captions and lower the music",
            "When it's ready I'll post the film here",
        ]
    ),
    st.sampled_from([", {}.", "; {}.", " - {}.", ", so {}.", ", and {}."]),
    st.sampled_from(JOINED["en"]),
)
@example("The panel slides open", ", and {}.", "you can download it from the Export menu")
def test_the_content_half_of_an_english_sentence_survives(
    content: str, joint: str, instruction: str
) -> None:
    """What a sentence says before its instruction stays, and the instruction goes."""
    out = translate(content + joint.format(instruction))
    assert out.text == f"{content}."
    assert out.actions


@pytest.mark.parametrize("instruction", JOINED["zh"])
@pytest.mark.parametrize("joint", ["，", "；", "——"])
@pytest.mark.parametrize(
    "content",
    [
        "在第二幕我加了雨声",
        "在 0:12 标题变成了黄色",
        "中间部分我还缺一段采访",
        "时间轴图表放在画面底部，从 1920 年到 2020 年",
        "导出大约需要 40 秒，完成后我会发给你",
        "画面从图书馆的窗户推到书桌，再切换到海边",
        "点击声只在开头出现",
    ],
)
def test_the_content_half_of_a_chinese_sentence_survives(
    content: str, joint: str, instruction: str
) -> None:
    """What a sentence says before its instruction stays, and the instruction goes."""
    out = translate(f"{content}{joint}{instruction}。")
    assert out.text == f"{content}。"
    assert out.actions
