"""What the planner reads out of prompts: golden operations, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.agent import ops as o
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.planner import plan
from studio.draft import Draft

ITEMS = (
    Media("f1", "image", "a.jpg"),
    Media("f2", "video", "b.mp4", 20_000),
    Media("f3", "image", "c.jpg"),
)
AUDIO = Media("f4", "audio", "tune.mp3", 60_000)
DRAFT = apply(Draft(), [o.Create(ITEMS), o.AddText("Hello"), o.SetMusic("upbeat")])
EDITING = Project(ITEMS, DRAFT, history=(DRAFT,))
FRESH = Project(ITEMS)

WHITE, RED, BLUE, GOLD = "#ffffff", "#ff3b30", "#0a84ff", "#ffcc33"

CREATING: list[tuple[str, tuple[o.Op, ...]]] = [
    ("a 30-second HD promo video from my product photos", (o.Create(ITEMS, "promo", 30_000),)),
    ("generate a 15-second promo video from my photos", (o.Create(ITEMS, "promo", 15_000),)),
    ("用我的产品照片做一个30秒的高清宣传片", (o.Create(ITEMS, "promo", 30_000),)),
    ("make it a square slideshow", (o.Create(ITEMS, "slideshow"), o.Canvas(1080, 1080))),
    (
        "turn these into a slideshow with piano music",
        (o.Create(ITEMS, "slideshow"), o.SetMusic("calm")),
    ),
    ("a 30s video with these photos", (o.Create(ITEMS, "montage", 30_000),)),
    ("make a promo for Bean Harbour", (o.Create(ITEMS, "promo"), o.AddText("Bean Harbour"))),
    ("make a video for TikTok", (o.Create(ITEMS), o.Canvas(1080, 1920))),
    ("cut the first 5 seconds", (o.Create(ITEMS), o.TrimStart(5_000))),
    ("ok", (o.Create(ITEMS),)),
]
EDITS: list[tuple[str, tuple[o.Op, ...]]] = [
    # length
    ("make it 15 seconds", (o.SetDuration(15_000),)),
    ("15 seconds", (o.SetDuration(15_000),)),
    ("make it 1 minute and 5 seconds", (o.SetDuration(65_000),)),
    ("改成15秒", (o.SetDuration(15_000),)),
    ("hazlo de 15 segundos", (o.SetDuration(15_000),)),
    ("mach es 15 Sekunden lang", (o.SetDuration(15_000),)),
    ("сделай видео 15 секунд", (o.SetDuration(15_000),)),
    ("15秒にして", (o.SetDuration(15_000),)),
    ("15초로 줄여줘", (o.SetDuration(15_000),)),
    ("اجعل الفيديو أقصر", (o.ScaleDuration(0.75),)),
    # trims
    ("remove the first 5 seconds", (o.TrimStart(5_000),)),
    ("去掉前5秒", (o.TrimStart(5_000),)),
    ("corta os primeiros 3 segundos", (o.TrimStart(3_000),)),
    ("quita los primeros 3 segundos", (o.TrimStart(3_000),)),
    ("coupe les 5 premières secondes", (o.TrimStart(5_000),)),
    ("убери первые 5 секунд", (o.TrimStart(5_000),)),
    ("最初の5秒をカット", (o.TrimStart(5_000),)),
    ("앞부분 5초 잘라줘", (o.TrimStart(5_000),)),
    ("cut the last 3 seconds and export", (o.TrimEnd(3_000),)),
    ("remove 0:03 to 0:10", (o.RemoveRange(3_000, 10_000),)),
    ("保留0:03到0:10", (o.KeepRange(3_000, 10_000),)),
    ("keep only the first 8 seconds", (o.KeepRange(0, 8_000),)),
    # text
    ("add title 'Summer Sale' in white", (o.AddText("Summer Sale", "title", WHITE),)),
    ("加上白色标题“夏季大促”", (o.AddText("夏季大促", "title", WHITE),)),
    ("title: Summer Sale", (o.AddText("Summer Sale"),)),
    ("结尾打上“关注并下载”", (o.AddText("关注并下载", "end"),)),
    ('add an end card "Visit us" in gold', (o.AddText("Visit us", "end", GOLD),)),
    ('add an end card "Visit us\nOpen daily"', (o.AddText("Visit us\nOpen daily", "end"),)),
    ("add an end card “Visit us\nOpen daily”", (o.AddText("Visit us\nOpen daily", "end"),)),
    (
        "「ダウンロード」という文字を入れて",
        (o.AddText("ダウンロード", position="bottom", beside=True),),
    ),
    ('добавь надпись "Экспорт 2024"', (o.AddText("Экспорт 2024", position="bottom", beside=True),)),
    ("change the title to 'Winter'", (o.ReplaceText("Winter", "title"),)),
    ("change the title color to red", (o.StyleText(RED, role="title"),)),
    ("片头换成蓝色", (o.StyleText(BLUE, role="title"),)),
    (
        "make the title red and move it to the bottom",
        (o.StyleText(RED, role="title"), o.StyleText(None, "bottom", role="title")),
    ),
    ("remove the title", (o.RemoveText("title"),)),
    ("captions: One / Two / Three", (o.Captions(("One", "Two", "Three"), each=True),)),
    # music
    ("add lo-fi background music at 30%", (o.SetMusic("lofi", 0.3),)),
    ("加一段轻松的背景音乐，音量30%", (o.SetMusic("lofi", 0.3),)),
    ("配一段钢琴曲", (o.SetMusic("calm"),)),
    ("añade música alegre", (o.SetMusic("happy"),)),
    ("füge ruhige Musik hinzu", (o.SetMusic("calm"),)),
    ("先不导出，把配乐换了", (o.SetMusic("calm"),)),
    ("the downloaded song is too loud", (o.MusicVolume(factor=0.5),)),
    ("music at 20%", (o.MusicVolume(to=0.2),)),
    ("remove the music", (o.MusicOff(),)),
    ("mute after 10s", (o.Mute(10_000),)),
    ("mute the original sound", (o.Mute(0, clips_only=True),)),
    ("remove the background noise", (o.Denoise(),)),
    # canvas and looks
    ("make it vertical for TikTok", (o.Canvas(1080, 1920),)),
    ("改成竖屏发抖音", (o.Canvas(1080, 1920),)),
    ("16:9 please", (o.Canvas(1920, 1080),)),
    ("make the colors warmer", (o.Look("warm"),)),
    ("颜色暖一点", (o.Look("warm"),)),
    ("сделай ярче", (o.Look("bright"),)),
    ("black and white", (o.Look("bw"),)),
    ("brighter colors please, then send it to me", (o.Look("bright"),)),
    ("fade in", (o.Fade("in"),)),
    ("加个淡入", (o.Fade("in"),)),
    ("use hard cuts", (o.SetTransition("cut"),)),
    ("添加一个转场效果", (o.SetTransition("wipe"),)),
    ("no zoom please", (o.SetMotion("none"),)),
    # order and speed
    ("swap the order of photo 1 and 2", (o.Swap(1, 2),)),
    ("把第一张和第二张对调", (o.Swap(1, 2),)),
    ("second one to the front", (o.Move(2, 1),)),
    ("把刚上传的第二段放到最前面", (o.Move(2, 1),)),
    ("put photo 3 last", (o.Move(3, 0),)),
    ("delete photo 2", (o.RemoveItem(2),)),
    ("reverse the order", (o.ReverseOrder(),)),
    ("speed it up 2x", (o.Speed(2.0),)),
    ("加速到2倍", (o.Speed(2.0),)),
    ("slow motion on clip 2", (o.Speed(0.5, (2,), exact=True),)),
    ("cancel the slow motion on shot 2", (o.NormalSpeed((2,)),)),
    ("loop it 3 times", (o.Loop(3),)),
    ("undo", (o.Undo(),)),
    ("撤销", (o.Undo(),)),
    # several at once
    ("trim the last 2 seconds and add a fade out", (o.TrimEnd(2_000), o.Fade("out"))),
    (
        "make it 10 seconds, warmer, with calm music at 20%",
        (o.SetDuration(10_000), o.Look("warm"), o.SetMusic("calm", 0.2)),
    ),
]
REFUSED = [
    ("add subtitles", "no_speech"),
    ("加字幕", "no_speech"),
    ("a sunset over the ocean, 8 seconds", "no_footage"),
    ("credit card unboxing clip, 12 seconds", "no_footage"),
    ("show me a dragon over a castle", "no_footage"),
    ("cut the boring parts please", "no_judge"),
    ("让图片中的人物转头微笑", "no_retouch"),
    ("Make a GIF from the first 5 seconds", "no_gif"),
    ("reduce the balance of red in the shadows", "no_elements"),
    ("read it aloud as a voice-over", "no_voice"),
    ("swap photo 1 and 9", "no_position"),
    ("use this spotify track as music", "no_songs"),
]
ASKED = [
    ("add scrolling credits with our names", "ask_text"),
    ("pon los créditos al final", "ask_text"),
    ("cut from 0:03 to 0:10", "ask_cut"),
    ("add a title", "ask_text"),
    ("改一下标题然后导出", "ask_text"),
    ("continue", "ask_idea"),
]


@pytest.mark.parametrize(("text", "ops"), CREATING, ids=lambda value: str(value)[:40])
def test_a_video_is_made_from_what_was_sent(text: str, ops: tuple[o.Op, ...]) -> None:
    """With material and no draft yet."""
    assert plan(text, FRESH).ops == ops


@pytest.mark.parametrize(("text", "ops"), EDITS, ids=lambda value: str(value)[:40])
def test_an_edit_becomes_exactly_these_operations(text: str, ops: tuple[o.Op, ...]) -> None:
    """No more and no fewer, in the order said."""
    planned = plan(text, EDITING)
    assert planned.ops == ops
    assert planned.ask is None
    assert planned.lost == ()


@pytest.mark.parametrize(("text", "key"), REFUSED)
def test_what_cannot_be_done_is_refused_by_name(text: str, key: str) -> None:
    """No operation is guessed instead."""
    planned = plan(text, EDITING)
    assert planned.ops == ()
    assert key in [note.key for note in planned.notes]


@pytest.mark.parametrize(("text", "key"), ASKED)
def test_what_is_missing_is_asked_for(text: str, key: str) -> None:
    """One question, no operation."""
    planned = plan(text, EDITING)
    assert planned.ops == ()
    assert planned.ask is not None
    assert planned.ask.key == key


def test_the_answer_to_a_question_is_taken_as_such() -> None:
    """After `add a title` the next words are the title; an order is still an order."""
    asked = Project(ITEMS, DRAFT, memory="ask_text", history=(DRAFT,))
    assert plan("Summer Sale", asked).ops == (o.AddText("Summer Sale"),)
    assert plan("make it 15 seconds", asked).ops == (o.SetDuration(15_000),)
    names = Project(ITEMS, DRAFT, memory="ask_names", history=(DRAFT,))
    assert plan("Ana & Ben", names).ops == (o.AddText("Ana & Ben", "end"),)


def test_own_audio_becomes_the_music() -> None:
    """The sound file that was sent last."""
    project = Project((*ITEMS, AUDIO), DRAFT, history=(DRAFT,))
    assert plan("use my song as music", project).ops == (o.OwnMusic(AUDIO),)


def test_without_material_nothing_is_invented() -> None:
    """A generation is refused, an edit asks for material."""
    assert [n.key for n in plan("make a video of a fox in the snow", Project()).notes] == [
        "no_footage"
    ]
    asked = plan("make it 15 seconds", Project()).ask
    assert asked is not None
    assert asked.key == "ask_media"


def test_titles_that_no_font_can_draw_are_refused() -> None:
    """By the letters that are missing."""
    project = Project(ITEMS, DRAFT, history=(DRAFT,), missing_glyphs=lambda text: text[:1])
    planned = plan("add title 'ꙮX'", project)
    assert planned.ops == ()
    assert [(note.key, dict(note.values)) for note in planned.notes] == [
        ("no_glyphs", {"letters": "ꙮ"})
    ]


def test_an_emoji_without_a_font_does_not_cost_its_title() -> None:
    """It is left out and named; a text that is nothing else is refused."""
    project = Project(
        ITEMS, DRAFT, history=(DRAFT,), missing_glyphs=lambda text: "🎂" if "🎂" in text else ""
    )
    planned = plan("add title 'Happy birthday 🎂'", project)
    assert [type(op).__name__ for op in planned.ops] == ["AddText"]
    assert ("emoji_left_out", {"emoji": "🎂"}) in [(n.key, dict(n.values)) for n in planned.notes]
    alone = plan("add title '🎂'", project)
    assert alone.ops == ()
    assert [note.key for note in alone.notes] == ["no_glyphs"]


def test_every_prompt_of_the_dev_set_gets_an_outcome() -> None:
    """Each one is acted on, refused by name, or asked about; never all silent."""
    path = Path(__file__).parents[2] / "data" / "intents.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    prompts = [row["text"] for row in rows if row["label"] == "sse" or row.get("then")]
    assert len(prompts) > 70
    for text in prompts:
        planned = plan(text, EDITING)
        assert planned.ops or planned.notes or planned.ask or planned.lost, text


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    """No input breaks the planner, and quotes never steer it."""
    planned = plan(text, EDITING)
    assert planned.ops or planned.notes or planned.ask or planned.lost


@given(
    st.sampled_from(["undo everything", "mute", "去掉前5秒", "make it 9:16", "remove the music"])
)
def test_quoted_orders_are_only_words(order: str) -> None:
    """What stands in quotes is put on screen, not obeyed."""
    assert plan(f'add the title "{order}"', EDITING).ops == (o.AddText(order),)


def test_long_hostile_prompts_are_read_in_no_time() -> None:
    """Work grows with length, not with its square: 20,000 characters cost what 2,000 do."""
    import time

    began = time.process_time()
    for text in ("make " * 4_000, "a" * 20_000, "1:1 " * 5_000, "“" * 20_000, "第一" * 10_000):
        plan(text, EDITING)
    assert time.process_time() - began < 5
