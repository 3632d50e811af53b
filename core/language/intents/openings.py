"""What words say, or leave open, of a video: its shape, its length, where it is shown."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from core.language.intents.answers import names_shape
from core.language.intents.normal import fold
from core.language.intents.reader import prepare, reader_of

# Where a video is to be shown says its shape, in whatever script the place is written.
_PLACES: Final = re.compile(
    r"\b(?:tik ?tok|reels?|shorts|stor(?:y|ies)|instagram|insta|youtube|yt|whatsapp|facebook"
    r"|snapchat|pinterest|iphone|imax|cinemascope|widescreen)\b"
    r"|抖音|快手|小红书|小紅書|视频号|朋友圈|b站|リール|ショート|インスタ|ユーチューブ|ストーリー|릴스|쇼츠|틱톡|스토리|인스타|유튜브"
    r"|рилс|шортс|сторис|тикток|ютуб|инстаграм|रील|शॉर्ट्स|यूट्यूब|इंस्टा|ريلز|تيك ?توك|يوتيوب|انستغرام"
)
# Where else a finished video may be wanted.
_DEVICES: Final = re.compile(
    r"\b(?:(?:smart|i)?phone|handy|mobile|gallery|camera roll|computer|laptop|e-?mail|airdrop"
    r"|twitter|linkedin|dropbox|icloud|google drive|movil|celular|telefono|galeria|portable"
    r"|telephone|galerie|ponsel|hp|telepon|galeri|zap|wa)\b"
    r"|wechat|telegram|messenger|вотсап|ватсап|вацап|телеграм|微信|朋友|line(?=[でにへ])|ライン(?=[でにへ])|카톡|카카오"
    r"|व्हाट्स|व्हॉट्स|واتس|تلغرام|تيليجرام"
    r"|手机|手機|相册|相簿|电脑|電腦|邮箱|スマホ|携帯|パソコン|メール|폰|휴대|갤러리|телефон|галере|почт"
    r"|फोन|गैलरी|هاتف|جوال|موبايل|معرض"
)
# Who asks whether, or how, it gets there asks for no file.
_ASKS: Final = re.compile(
    r"\?|\b(?:how|wie|como|comment|как|gimana|bagaimana|cara|kaise|कैसे|كيف|ازاي|شلون)(?!\w)"
    r"|怎么|怎麼|怎样|怎樣|如何|どう|어떻게|어케"
    r"|^\W*(?:(?:can|could|may|am) (?:i|we)|is it (?:ok|okay|fine|legal|allowed|safe)"
    r"|(?:kann|darf|konnte) (?:ich|man)|puedo|se puede|podria|posso|da (?:pra|para)|puis.je"
    r"|(?:je|on) peux?t?|est.ce que|можно|могу|bisa|boleh|apakah|kya|क्या|هل|ممكن|اقدر)(?!\w)"
    r"|吗|能不能|可不可以|可以不|能否|(?:です|ます|せん|もいい)か(?:\W|$)|(?:까요?|나요|되나|되냐)(?:\W|$)"
)
# Whose song it is, and whether a site will complain.
_RIGHTS: Final = re.compile(
    r"\b(?:copy ?right|copy ?strike|strike|royalt|licen[sc]|lizenz|urheber|gema\b|derechos? de"
    r"|droits? d|direitos? (?:de )?autor|авторск|страйк|hak cipta|lisensi)"
    r"|版权|侵权|著作|저작권|कॉपीराइट|حقوق"
)
_SIDES: Final = re.compile(r"\d{1,2}\s?[:/x×]\s?\d{1,2}(?!\d)|\d{3,4}\s?[x×]\s?\d{3,4}")
_FIGURE: Final = re.compile(r"\d\s?(?:s|m|min|sec|с|분|초|ث)\b")


@dataclass(frozen=True, slots=True)
class Open:
    """Whether a request leaves the shape, and the length, of its video open."""

    shape: bool
    length: bool


def left_open(text: str, language: str) -> Open:
    """What a request does not say of the video it begins; talk leaves nothing open."""
    clean = prepare(text)
    if is_talk(text, language):
        return Open(shape=False, length=False)
    shape = _SIDES.search(clean) or _PLACES.search(clean) or names_shape(clean, language)
    length = _FIGURE.search(clean) or _lengths().search(clean)
    return Open(shape=not shape, length=not length)


def is_talk(text: str, language: str) -> bool:
    """Whether it is a greeting, an answer or a remark, and no wish for a video."""
    clean = prepare(text)
    guess = reader_of(clean, language).guess(clean)
    return guess.talk >= max(guess.edit, guess.topic)


def elsewhere(text: str) -> bool:
    """Whether a wish for the video names a place where a chat cannot bring it: an app, a phone."""
    clean = prepare(text)
    return bool(_PLACES.search(clean) or _DEVICES.search(clean))


def asks(text: str) -> bool:
    """Whether it asks how, or whether, something is done, rather than for it to be done."""
    return _ASKS.search(prepare(text)) is not None


def names_rights(text: str) -> bool:
    """Whether it speaks of the rights in a song: copyright, licences, strikes."""
    return _RIGHTS.search(prepare(text)) is not None


@cache
def _lengths() -> re.Pattern[str]:
    source = resources.files("core.language.grammar").joinpath("lengths.toml")
    raw = tomllib.loads(source.read_text("utf-8"))
    words = (
        re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else r"\b")
        for word in map(fold, raw["words"])
    )
    parts = (re.escape(fold(part)) for part in raw["parts"])
    return re.compile(rf"\b(?:{'|'.join(words)})|{'|'.join(parts)}")
