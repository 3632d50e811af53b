"""Where a reply is cut, and what the cut leaves behind."""

from __future__ import annotations

import pytest

from core.language.guitext import Action, Translation, translate

GO = "Click Export to save it."


@pytest.mark.parametrize(
    "content",
    [
        "Fade at 0:18, approx. 2.5 s, e.g. in clip_v1.2.mp4.",
        "Well... the dog barks at 3.30 p.m. and the cat leaves.",
        'The title says "Stop! Wait. Go?" in red.',
        "Dr. Lee vs. Mr. Fox, 12 min. long, is cut.",
        "🎬 Scene 1 is in! 🎉",
        "The clip is 12 s (24 fps, 1080x1920).",
        "It costs $4.99… or so!",
        "It's **bold**, `code` and _soft_.",
    ],
)
def test_a_sentence_is_cut_off_whole(content: str) -> None:
    """Decimals, times, names, abbreviations, ellipses and quotes do not end a sentence."""
    for reply in (f"{content} {GO}", f"{GO} {content}", f"{content}\n{GO}", f"{content} ({GO})"):
        assert translate(reply).text == content
        assert translate(reply).actions == (Action.EXPORT,)


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        ("The sky is red, and you can export it with the button at the top.", "The sky is red."),
        ("I added rain - tap the Export button to download it!", "I added rain!"),
        ("Click Export, or tell me what to change.", "tell me what to change."),
        ("I added rain (click Export to save it).", "I added rain."),
        ("**Rain is in. Click Export.**", "**Rain is in.**"),
        ("Rain is in.  Click **Export**.\n\n\nMore?", "Rain is in.\n\n\nMore?"),
        ("- Rain\n- Click Export\n- Snow", "- Rain\n- Snow"),
        ("Rain is in.\r\nClick Export.\r\nSnow too.\r\n", "Rain is in.\r\nSnow too.\r\n"),
        ("Click Export.\n\nRain is in.\n", "Rain is in.\n"),
        ("下雨了，点击导出保存。", "下雨了。"),
        ("下雨了（点击导出保存）。要下雪吗？", "下雨了。要下雪吗？"),
        ("点击导出保存。", ""),
        ("The rain is in. Your file: https://x.example/a.mp4", None),
        ("```\nClick Export.\n```", None),
        ("  \n\n ", None),
        ("", None),
    ],
)
def test_a_cut_leaves_clean_text(reply: str, kept: str | None) -> None:
    """The full stop stays, a joining comma, conjunction or bracket goes; None: all stays."""
    assert translate(reply).text == (reply if kept is None else kept)


@pytest.mark.parametrize(
    "reply",
    [
        "How to export:\n1. Open the Export menu\n2. Pick 1080p\n3. Click Download",
        "**Export**\n1. Open the Export menu\n\n2. Pick 1080p\n\n3. Click Download",
        "## Next steps\n- Click Export\n- Choose MP4 in the dropdown",
        "To save it:\n\nClick Export.",
        "导出步骤：\n1. 打开导出菜单\n2. 选择 1080p\n3. 点击下载",
    ],
)
def test_a_how_to_goes_with_its_heading(reply: str) -> None:
    """Steps among steps go too, and a heading with nothing left under it."""
    assert translate(reply).text == ""
    assert translate(f"Rain is in.\n\n{reply}\n\nMore?").text == "Rain is in.\n\nMore?"
    assert translate(reply).actions == (Action.EXPORT,)


def test_a_heading_stays_with_what_stays_under_it() -> None:
    """A list that keeps an item keeps its heading, and loses only the instruction."""
    reply = "Next steps:\n- I add captions\n- Click Export"
    assert translate(reply).text == "Next steps:\n- I add captions"


@pytest.mark.parametrize(
    ("reply", "actions"),
    [
        ("Press Play to preview it, then click Export.", (Action.TIMELINE, Action.EXPORT)),
        ("Open Settings and go to Billing.", (Action.CREDITS,)),
        ("Open the Export menu. Click Export. Click Export.", (Action.EXPORT,)),
        ("Drag the slider to the left.", (Action.EDIT,)),
        ("Drag the slider to the left. Click Export.", (Action.EXPORT,)),
        ("Please refresh the page.", ()),
        ("Drag and drop your clips into the upload area.", (Action.UPLOAD,)),
    ],
)
def test_actions_are_distinct_and_in_order(reply: str, actions: tuple[Action, ...]) -> None:
    """Each wish is named once; opening a menu on the way to a button is none of its own."""
    assert translate(reply).actions == actions


HOSTILE = [
    "the button can be found in ",
    "click, ",
    '"',
    "“",
    "*a ",
    "(",
    "(a)",
    ".",
    "and you can ",
    "the little arrow ",
    "1. ",
    "点击",
    "可以在",
    "a:\n",
    "- click Export\n",
    "Click the button. ",
    "http://",
    "**",
    "`",
    "the left of the top of the right ",
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", HOSTILE)
def test_work_is_bounded_on_hostile_replies(piece: str) -> None:
    """100,000 characters of any pattern are read in linear time (a quadratic one takes hours)."""
    for reply in (
        piece * (100_000 // len(piece)),
        (piece * 40 + ". ") * (100_000 // len(piece) // 40),
    ):
        assert len(translate(reply).text) <= len(reply)


@pytest.mark.parametrize(
    "content",
    [
        "There is a double click on a red kite at 0:03, drawn in chalk.",
        "With a double click on a red kite, the scene changes to night.",
        "Double-clicking on a red kite, the girl wakes up.",
        "双击一只红风筝，画面切到夜晚。",
        "点击“文件 → 导出”的声音在 0:03。",
        "你上传的文件“日落 → 导出.mp4”长 48 秒，有声音。",
        "屏幕上打出一行字：按任意键继续。",
        "厨师把香菜从高处撒下，再用勺子拖过酱汁。",
    ],
)
def test_what_the_film_does_with_clicks_and_arrows_stays(content: str) -> None:
    """A click on a thing of the film, a file's name with an arrow, words on a screen: content."""
    assert translate(content) == Translation(content, ())


@pytest.mark.parametrize(
    "reply", ["Refresh your browser and press Export again.", "请刷新浏览器，然后再点一次导出。"]
)
def test_an_action_beside_housekeeping_is_kept(reply: str) -> None:
    """Reloading the page means nothing, the button pressed afterwards does."""
    assert translate(reply) == Translation("", (Action.EXPORT,))
