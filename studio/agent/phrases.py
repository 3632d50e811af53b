"""Everything the studio's agent says, in the languages it speaks.

English and Chinese; in a session of another language it answers in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from studio.agent.words import COLORS

Language = Literal["en", "zh"]

PHRASES: dict[str, tuple[str, str]] = {
    # what changed
    "length": ("Length: {before} s → {after} s", "时长：{before} 秒 → {after} 秒"),
    "order": ("Order: {before} → {after}", "顺序：{before} → {after}"),
    "clips": ("Clips: {before} → {after}", "素材：{before} → {after}"),
    "speed": ("Speed: {before} → {after}", "速度：{before} → {after}"),
    "transition": ("Transitions: {before} → {after}", "转场：{before} → {after}"),
    "motion": ("Photo motion: {before} → {after}", "照片运镜：{before} → {after}"),
    "title": (
        '{role} "{text}" ({start}-{end} s, {position}, {color})',
        "{role}“{text}”（{start}-{end} 秒，{position}，{color}）",
    ),
    "text_added": ("Added: {text}", "新增：{text}"),
    "text_changed": ("Text: {before} → {after}", "文字：{before} → {after}"),
    "text_gone": ('Removed the text "{text}"', "已删除文字“{text}”"),
    "music_added": ("Music: {after}", "配乐：{after}"),
    "music_changed": ("Music: {before} → {after}", "配乐：{before} → {after}"),
    "music_gone": ("Music removed ({before})", "已去掉配乐（{before}）"),
    "music_until": ("Music ends at {until} s", "配乐在 {until} 秒处结束"),
    "canvas": (
        "Canvas: {before} → {after}, every picture cropped anew",
        "画面：{before} → {after}，所有画面已重新裁切",
    ),
    "look": ("Colours: {before} → {after}", "色调：{before} → {after}"),
    "fade": ("Fades: {before} → {after}", "淡入淡出：{before} → {after}"),
    "muted": ("Clip sound: off", "原声：已静音"),
    "unmuted": ("Clip sound: on", "原声：已恢复"),
    "denoise": ("Background noise reduced in the clips' sound", "已为原声降噪"),
    "fit_blur": ("Whole pictures with blurred sides", "完整显示画面，两侧虚化"),
    "fit_crop": ("Pictures cropped to fill the canvas", "画面裁切铺满"),
    "logo_on": ("Logo in the corner, all the way through", "角标已全程显示"),
    "logo_off": ("Logo removed", "已去掉角标"),
    # words inside those
    "none": ("none", "无"),
    "word_title": ("Title", "标题"),
    "word_subtitle": ("Caption", "字幕"),
    "word_end": ("End card", "片尾文字"),
    "word_top": ("top", "顶部"),
    "word_center": ("centre", "居中"),
    "word_bottom": ("bottom", "底部"),
    "word_fade": ("crossfade", "叠化"),
    "word_wipe": ("wipe", "擦除"),
    "word_slide": ("slide", "滑动"),
    "word_varied": ("alternating zooms and pans", "交替推拉摇移"),
    "word_zoom_in": ("zoom in", "推近"),
    "word_zoom_out": ("zoom out", "拉远"),
    "word_pan_left": ("pan left", "左摇"),
    "word_pan_right": ("pan right", "右摇"),
    "word_none": ("still", "静止"),
    "word_in": ("fade in", "淡入"),
    "word_out": ("fade out", "淡出"),
    "word_warm": ("warm", "暖色"),
    "word_cool": ("cool", "冷色"),
    "word_bright": ("brighter", "提亮"),
    "word_dark": ("darker", "压暗"),
    "word_contrast": ("more contrast", "高对比"),
    "word_vivid": ("vivid", "鲜艳"),
    "word_bw": ("black and white", "黑白"),
    "word_vintage": ("vintage", "复古"),
    # the frame of an answer
    "created": (
        "Your {seconds}-second video is ready: {material}, {canvas}.",
        "{seconds} 秒的视频已生成：{material}，{canvas}。",
    ),
    "photos": ("{n} photos", "{n} 张照片"),
    "photo": ("1 photo", "1 张照片"),
    "videos": ("{n} clips", "{n} 段视频"),
    "video": ("1 clip", "1 段视频"),
    "cards": ("{n} text cards", "{n} 张文字卡"),
    "card": ("1 text card", "1 张文字卡"),
    "done": ("Done.", "改好了。"),
    "unchanged": (
        "Nothing changed: the video is like that already, or it can't go any further.",
        "没有变化：视频已经是这样，或者不能再改了。",
    ),
    "undone": ("The last change is undone.", "已撤销上一次修改。"),
    "nothing_to_undo": ("There is nothing to undo yet.", "还没有可以撤销的修改。"),
    "gui_created": (
        "You can preview it in the timeline. Click **Export** in the top right to download it.",
        "可以在时间线中预览。点击右上角的**导出**按钮即可下载。",
    ),
    "gui_edited": ("Click Export to download it.", "点击“导出”按钮即可下载。"),
    "gui_preview": ("Preview it in the timeline.", "可以在时间线中预览。"),
    "say_export": (
        "Your video is ready. Click **Export** in the top right to download it.",
        "视频已经准备好。点击右上角的**导出**按钮即可下载。",
    ),
    # questions
    "ask_text": ("What should the text say?", "文字内容写什么？"),
    "ask_intro": (
        "What should the opening title say?",
        "片头文字写什么？",
    ),
    "ask_idea": (
        "What shall I change? For example: make it 15 seconds, add a title, add lo-fi music.",
        "想怎么改？比如：改成15秒、加个标题、加一段轻松的音乐。",
    ),
    "ask_create": (
        'I have your files. Say for example "make a 15-second promo video".',
        "素材收到了。可以说：“做一个15秒的宣传片”。",
    ),
    "ask_names": ("Which names shall I write?", "要写哪些名字？"),
    "ask_media": (
        "Send photos or clips first, and say what you would like to see.",
        "请先发照片或视频，再告诉我想要什么样的效果。",
    ),
    "ask_times": (
        "Which part shall I keep? Tell me the times, for example 0:30 to 1:45.",
        "要保留哪一段？请告诉我时间，比如 0:30 到 1:45。",
    ),
    "ask_length": ("How long should it be, in seconds?", "要改成多少秒？"),
    # what cannot be done, each with the next best
    "no_footage": (
        "I can't invent footage: send photos or clips, or give me lines for a text-card video.",
        "我不能凭空生成画面：请发照片或视频，或者给我几句话做成文字视频。",
    ),
    "no_speech": (
        "I can't recognise speech: send the subtitle lines after a colon, one a line, and I time "
        "them.",
        "我不能识别语音：请在冒号后发字幕文字，每行一句，我来安排时间。",
    ),
    "no_voice": (
        "I can't speak a voice-over: send a recording, or I put the words on screen.",
        "我不能合成配音：请发一段录音，或者我把文字显示在画面上。",
    ),
    "no_translate": (
        "I can't translate: send the words as they should appear.",
        "我不能翻译：请直接发要显示的文字。",
    ),
    "no_retouch": (
        "I can't change what is in a picture: I can crop, colour, move and caption it.",
        "我不能修改画面里的内容：可以裁切、调色、运镜、加字。",
    ),
    "no_judging": (
        "I can't judge which parts are best: tell me the times to keep, for example 0:30 to 1:45.",
        "我不能判断哪段最精彩：请告诉我要保留的时间，比如 0:30 到 1:45。",
    ),
    "no_songs": (
        "I can't use songs from there: send a sound file, or pick lo-fi, upbeat, calm or "
        "cinematic.",
        "不能使用那里的歌曲：请发音频文件，或选轻松、欢快、舒缓、大气四种风格。",
    ),
    "no_gif": ("I make MP4 only, no GIF.", "只能输出 MP4，不能做 GIF。"),
    "no_style": (
        "Letter outlines, fonts and sizes are fixed here: I can change colour, place and words.",
        "文字的描边、字体和大小不能调整：可以改颜色、位置和内容。",
    ),
    "no_effects": (
        "I don't have animated stickers or effects: I have looks, fades, transitions and titles.",
        "没有动画贴纸和特效：可以用色调、淡入淡出、转场和标题。",
    ),
    "no_beats": (
        "I can't cut to the beat: I can make all cuts equally long.",
        "不能自动卡点：可以把每段做成一样长。",
    ),
    "no_channels": (
        "I can't change single colours: I have warm, cool, bright, dark, vivid and contrast.",
        "不能单独调整某种颜色：可以用暖、冷、亮、暗、鲜艳、对比度。",
    ),
    "no_parts": (
        "I make one video per project: start a new project for each part.",
        "一个项目只做一个视频：每一部分请新建一个项目。",
    ),
    "no_logo": ("Send the logo as a picture, then I put it in the corner.", "请先发标志图片。"),
    "no_glyphs": (
        "No font on this machine can draw {letters}: use other words for the text.",
        "本机字体无法显示 {letters}：请换一种写法。",
    ),
    "no_position": ("There is no clip {n}: the video has {many}.", "没有第 {n} 段：共 {many} 段。"),
    "no_media_type": (
        "There are no photos in this video to move.",
        "视频里没有照片可以运镜。",
    ),
    "no_text_yet": ("There is no text in the video yet.", "视频里还没有文字。"),
    "no_music_yet": ("There is no music in the video yet.", "视频里还没有配乐。"),
    "last_clip": (
        "That is the only clip: send another one first, or start a new project.",
        "这是唯一的一段：请先发别的素材，或者新建项目。",
    ),
    # caveats that go with something done
    "kept_range": (
        'I kept {start}-{end} s and dropped the rest; say "undo" if you meant the opposite.',
        "保留了 {start}-{end} 秒，其余已去掉；如果想反过来，请说“撤销”。",
    ),
    "too_short": (
        "Your material is only {seconds} s long, so the video is too; it can be looped or slowed.",
        "素材一共只有 {seconds} 秒，视频就是这么长；可以循环或放慢。",
    ),
    "clips_trimmed": ("Clips were trimmed at their end.", "视频素材从结尾处裁短了。"),
    "nearest": (
        "I read that as: {what}.",
        "我是这样理解的：{what}。",
    ),
}


def say(key: str, language: Language, /, *, default: str | None = None, **values: object) -> str:
    """A phrase with its values filled in; KeyError for an unknown one without a default."""
    if default is not None and key not in PHRASES:
        return default
    return tell(key, language, values)


def tell(key: str, language: Language, values: Mapping[str, object]) -> str:
    """As `say`, with the values as a mapping."""
    return PHRASES[key][0 if language == "en" else 1].format(**values)


def name_of_color(value: str, language: Language) -> str:
    """The word for a colour of the table, or its code."""
    for english, chinese, code in COLORS:
        if code == value:
            return english if language == "en" else f"{chinese}色"
    return value
