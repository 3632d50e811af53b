"""The sample conversations of docs/languages.md, put together from what the bot really says.

`python -m tests.core.language.phrases.conversations` writes them; a test keeps them true.
"""

from __future__ import annotations

from pathlib import Path

import core
from core.language import formats, timeline
from core.language.phrases import LANGUAGES, say
from tests.core.language.timeline.drafts import Draft, promo

PAGE = Path(core.__file__).parents[1] / "docs" / "languages.md"
MARK = "<!-- conversations -->"
SHOWN = ("en", "zh-Hans", "ru", "ar")
PROJECT = "https://nemovideo.com/workspace/claim?ct=…"
REGISTER = "https://nemovideo.com/register?bind=…"
TITLES = {"en": "Summer Sale", "zh-Hans": "夏日特卖", "ru": "Летняя распродажа", "ar": "تخفيضات"}
NAMES = {
    "en": ("beach", "dunes", "palms"),
    "zh-Hans": ("海滩", "沙丘", "棕榈树"),
    "ru": ("пляж", "дюны", "пальмы"),
    "ar": ("الشاطئ", "الكثبان", "النخيل"),
}


def page(text: str) -> str:
    """The page with the conversations between its marks renewed."""
    head, _, rest = text.partition(MARK)
    _, _, tail = rest.partition(MARK)
    return f"{head}{MARK}\n{conversations()}\n{MARK}{tail}"


def conversations() -> str:
    """First contact, an edit, an export and an error, in four languages."""
    return "\n\n".join(_conversation(lang) for lang in SHOWN) + "\n"


def _conversation(lang: str) -> str:
    parts = [f"\n### {LANGUAGES[lang]}"]
    direction = ' dir="rtl"' if lang == "ar" else ""
    told = [*_first_contact(lang), *_edit(lang), *_export(lang), *_error(lang)]
    return "\n\n".join([*parts, f"<div{direction}>", *told, "</div>"])


def _first_contact(lang: str) -> list[str]:
    after = _draft(lang, title=False)
    ready = say(lang, "setup-ready") + " " + say(lang, "setup-trial", credits=100, days=7)
    uploading = say(
        lang, "progress-uploading", done=2, total=3, size=formats.size(lang, 3_400_000), percent=64
    )
    time = formats.duration(lang, 8)
    return [
        _user("🖼 🖼 🖼 " + say(lang, "media-idea-promo")),
        _bot(say(lang, "setup-working")),
        _bot(ready),
        _bot(say(lang, "progress-line", what=uploading, time=time)),
        _bot(_changes(lang, {}, after)),
        _buttons(lang, after),
    ]


def _edit(lang: str) -> list[str]:
    before, after = _draft(lang, title=False), _draft(lang, title=True)
    return [
        _user(say(lang, "suggest-title")),
        _bot(say(lang, "progress-tool-title")),
        _bot(_changes(lang, before, after)),
        _buttons(lang, after, undo=True),
    ]


def _export(lang: str) -> list[str]:
    length, size = formats.duration(lang, 28), formats.size(lang, 9_712_345)
    caption = say(lang, "export-caption-titled", title=TITLES[lang], length=length, size=size)
    return [
        _user("/export"),
        _bot(say(lang, "progress-rendering-percent", percent=40)),
        _bot("🎬 " + caption + "\n" + say(lang, "export-project", link=PROJECT)),
    ]


def _error(lang: str) -> list[str]:
    return [
        _user("https://open.spotify.com/track/…"),
        _bot(say(lang, "file-streaming-link", host="open.spotify.com")),
        _user(say(lang, "media-idea-vertical")),
        _bot(say(lang, "error-no-credits-trial", link=REGISTER)),
    ]


def _changes(lang: str, before: Draft, after: Draft) -> str:
    lines = "\n".join(f"• {line}" for line in timeline.diff(before, after, lang))
    return f"{say(lang, 'turn-changed')}\n{lines}\n\n{timeline.summary(after, lang)}"


def _buttons(lang: str, draft: Draft, *, undo: bool = False) -> str:
    keys = ["button-export", *(["button-undo"] if undo else []), "button-more"]
    labels = [*(say(lang, key) for key in keys), *timeline.suggestions(draft, lang)]
    return "> " + " ".join(f"<kbd>{label}</kbd>" for label in labels)


def _draft(lang: str, *, title: bool) -> Draft:
    draft = promo()
    for clip, name in zip(draft["t"][0]["sg"], NAMES[lang], strict=True):
        clip["m"]["name"] = name
    draft["t"][2]["sg"][0]["m"]["text"] = TITLES[lang]
    if not title:
        del draft["t"][2]
    return draft


def _user(text: str) -> str:
    return f"**🧑 {text}**"


def _bot(text: str) -> str:
    return "> " + text.replace("\n\n", "\n").replace("\n", "<br>\n> ")


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
