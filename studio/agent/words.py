"""Word classes that the planner's rules are made of, over the languages people write in."""

from __future__ import annotations

import re

# English name, Chinese character, code.
COLORS: tuple[tuple[str, str, str], ...] = (
    ("white", "白", "#ffffff"),
    ("black", "黑", "#000000"),
    ("red", "红", "#ff3b30"),
    ("yellow", "黄", "#ffd60a"),
    ("blue", "蓝", "#0a84ff"),
    ("green", "绿", "#30d158"),
    ("gold", "金", "#ffcc33"),
    ("pink", "粉", "#ff5fa2"),
    ("orange", "橙", "#ff9f0a"),
    ("purple", "紫", "#bf5af2"),
)
OTHER_COLORS = {
    "rojo": "red",
    "azul": "blue",
    "blanco": "white",
    "branco": "white",
    "verde": "green",
    "amarillo": "yellow",
    "rot": "red",
    "blau": "blue",
    "weiß": "white",
    "gelb": "yellow",
    "rouge": "red",
    "bleu": "blue",
    "blanc": "white",
    "jaune": "yellow",
    "красн": "red",
    "бел": "white",
    "син": "blue",
    "赤": "red",
    "青": "blue",
    "빨간": "red",
    "흰": "white",
    "파란": "blue",
    "merah": "red",
    "putih": "white",
    "biru": "blue",
}

_SMALL = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "sixty": 60,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "半": 0.5,
}
_WORDS = "|".join(sorted(map(re.escape, _SMALL), key=len, reverse=True))
NUMBER = rf"(\d+(?:[.,]\d+)?|[二两三四五六七八九]?十[一二三四五六七八九]?|{_WORDS})"
# Ordinals in English need a boundary: "one" is in "tone".
WHOLE = rf"(\d+|[二两三四五六七八九]?十[一二三四五六七八九]?|(?<![a-z])(?:{_WORDS})(?![a-z]))"
TIMECODE = r"(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)"

# "80s" is a decade unless it stands where a length stands.
_AFTER_LENGTH = (
    r"(?=\s*(?:$|[,.;!?]|long|video|clip|promo|reel|version|ad\b|slide|montage|in total|max|"
    r"please|for\b|with\b|of\b|from\b|and\b|to\b|short|vertical|square))"
)
SECONDS = (
    r"\s*-?\s*(?:premi[eè]res\s+|derni[eè]res\s+)?(?:(?<![2-9]0)s\b|(?<=[2-9]0)s\b"
    + _AFTER_LENGTH
    + r"|secs?\b|seconds?\b|秒钟?|"
    r"segundos?|sekunden|секунд\w*|сек\b|초|secondes?|detik|सेकंड|ثانية|ثوان)"
)
MINUTES = r"\s*-?\s*(?:minutes?\b|mins?\b|分钟|minutos?|minuten|минут\w*|분(?!위)|menit)"

FIRST = (
    r"\bfirst\b|\bstart\b|beginning|opening|primeir[oa]s|primer[oa]s|premi[eè]res?|ersten?\b|"
    r"перв\w+|开头|开始|前面|前(?=\s*[\d一二两三四五六七八九十])|最初|冒頭|앞|처음|pertama|शुरू"
)
LAST = (
    r"\blast\b|\bending\b|\bend\b|[uú]ltim[oa]s|derni[eè]res?|letzten?\b|последн\w+|最后|末尾|"
    r"结尾|后面|最後|마지막|뒷|terakhir"
)
CUT = (
    r"\bcut\b|\btrim\b|\bremove\b|\bdelete\b|\bdrop\b|\bskip\b|\bchop\b|take (?:out|off)|"
    r"\bcort\w+|\bquita\w*|\brecort\w+|\bcoup\w+|\benl[eè]ve\w*|schneid\w*|entfern\w*|убер\w+|"
    r"обреж\w+|удал\w+|去掉|剪掉|删掉|删除|剪去|裁掉|减掉|カット|削除|잘라|"
    r"삭제|potong|hapus|hatao|काट|احذف|قص"
)
KEEP = (
    r"\bkeep\b|\bonly use\b|\bjust use\b|保留|截取|只要|只留|留下|残し|남겨|conserva|behalte|garde"
)
TEXT = (
    r"\btitles?\b|headline|heading|\btext\b|\bcaptions?\b|\bwords?\b|\bsaying\b|\bsays\b|"
    r"\bslogan\b|end ?card|标题|文字|字样|片头|片尾|打上|写上|加上?字|тексt|надпис\w+|заголов\w+|"
    r"t[ií]tulo|\btexto\b|titre|\btitel\b|타이틀|제목|タイトル|テロップ|judul|teks|शीर्षक|عنوان"
)
SUBTITLE = (
    r"subtitles?|\bcaptions?\b|字幕|subt[ií]tulos?|legendas?|untertitel|"
    r"sous-titres?|субтитр\w*|자막"
)
MUSIC = (
    r"\bmusic\b|\bbgm\b|soundtrack|background track|\bsong\b|\btune\b|musik|m[uú]sica|musique|"
    r"музык\w*|音乐|配乐|背景音|钢琴曲|曲子|歌曲|音楽|음악|موسيق\w*|संगीत"
)
PHOTO = r"photos?|pictures?|pics?|images?|clips?|shots?|scenes?|segments?|videos?|slides?"
ADD = (
    r"\badd\b|\bput\b|\bshow\b|\binsert\b|\bplace\b|\bwrite\b|\bdisplay\b|加|打上|写|显示|放|配|"
    r"入れて|追加|добав\w*|a[ñn]ad\w*|agreg\w*|\bpon\b|adicion\w*|coloca\w*|ajout\w*|mets\b|"
    r"f[uü]ge|추가|넣어|tambah\w*|jodo|डाल|أضف"
)
CHANGE = (
    r"\bchange\b|\bmake\b|\bturn\b|\bset\b|\breplace\b|\brewrite\b|\bupdate\b|"
    r"改|换|变成|換|変え|cambia\w*|[äa]nder\w*|поменя\w*|바꿔|ubah|ganti|badal"
)

MOODS: tuple[tuple[str, str], ...] = (
    ("lofi", r"lo-?fi|chill|relax|jazz|爵士|轻松|慵懒|ジャズ|재즈|tranquil|entspannt"),
    (
        "cinematic",
        (
            r"cinematic|\bepic\b|dramatic|trailer music|史诗|大气|电影感|震撼|"
            r"[ée]pic[ao]|orchestra"
        ),
    ),
    (
        "calm",
        r"\bcalm\b|\bsoft\b|gentle|piano|ambient|\bquiet\b|romantic|\bsad\b|ruhig|钢琴|安静|"
        r"舒缓|温柔|抒情|浪漫|ピアノ|잔잔|спокойн\w*|douce|suave|tenang",
    ),
    (
        "upbeat",
        r"upbeat|\bhappy\b|energetic|\bpop\b|\bfun\b|\bdance\b|\bedm\b|electronic|\brock\b|"
        r"hip.?hop|\bparty\b|动感|欢快|活泼|节奏感|流行|电子|摇滚|alegre|fröhlich|"
        r"вес[её]л\w*|joyeu|신나|ceria",
    ),
)

LOOKS: tuple[tuple[str, str], ...] = (
    (
        "warm",
        (
            r"warm(?:er|th)\b|\bwarm\b(?= (?:colou?rs?|tones?|look|filter|it|up))|暖|"
            r"c[áa]lid\w*|wärmer|теплее|chaud"
        ),
    ),
    (
        "cool",
        (
            r"cooler\b|\bcold(?:er)?\b|\bcool\b(?= (?:colou?rs?|tones?|look|filter))|"
            r"冷色|冷一点|偏冷|холоднее"
        ),
    ),
    (
        "bright",
        (
            r"bright(?:er|en|ness)|lighter\b|ярче|светлее|亮一|提亮|调亮|更亮|亮度|"
            r"明るく|밝게|heller|m[áa]s brill|lumineu|terang"
        ),
    ),
    ("dark", r"\bdark(?:er|en)\b|暗一|调暗|压暗|更暗|暗く|어둡게|темнее|dunkler|m[áa]s oscur"),
    ("contrast", r"contrast|对比度|contraste|контраст"),
    ("vivid", r"\bvivid|saturat|more colou?rful|鲜艳|饱和|насыщен"),
    (
        "bw",
        (
            r"black.and.white|\bb&w\b|monochrome|gr[ae]yscale|黑白|blanco y negro|"
            r"schwarz.?wei|черно-бел|モノクロ|흑백"
        ),
    ),
    ("vintage", r"vintage|\bretro\b|film look|old film|复古|胶片|レトロ"),
)

CANVASES: tuple[tuple[tuple[int, int], str], ...] = (
    (
        (1080, 1920),
        (
            r"9\s*[:x比]\s*16|\bvertical\b|portrait (?:mode|format|orientation|video|"
            r"version)|"
            r"tik\s?tok|\breels?\b|(?:youtube )?shorts\b|\bstories\b|instagram story|"
            r"竖屏|竖版|竖的|抖音|快手|小红书|视频号|縦|세로|вертикал\w*|hochkant|"
            r"hochformat"
        ),
    ),
    (
        (1920, 1080),
        (
            r"16\s*[:x比]\s*9|\bhorizontal\b|landscape (?:mode|format|orientation|"
            r"video|version)|"
            r"make it landscape|widescreen|for youtube\b(?! short)|横屏|横版|b站|横向|"
            r"가로|querformat"
        ),
    ),
    (
        (1080, 1080),
        (
            r"1\s*[:x比]\s*1\b|\bsquare\b|instagram (?:post|feed)|方形|正方|"
            r"cuadrad\w*|quadrat\w*"
        ),
    ),
    ((1080, 1350), r"4\s*[:x比]\s*5\b"),
    ((1440, 1080), r"4\s*[:x比]\s*3\b"),
)


def number(word: str) -> float:
    """A number that `NUMBER` or `WHOLE` found; Chinese tens included."""
    word = word.strip()
    if word in _SMALL:
        return float(_SMALL[word])
    if "十" in word:
        tens, _, ones = word.partition("十")
        return (_SMALL[tens] if tens else 1) * 10 + (_SMALL[ones] if ones else 0)
    return float(word.replace(",", "."))


def timecode(word: str) -> int:
    """`1:05` or `0:01:05.5` in milliseconds."""
    total = 0.0
    for part in word.split(":"):
        total = total * 60 + float(part)
    return round(total * 1000)
