"""Times and sizes in words, as each language writes them; to be passed to `phrases.say`."""

from __future__ import annotations

from core.language.phrases import say


def shortened(text: str, letters: int) -> str:
    """At most so many letters of a text, up to a whole word and with "…" where it is cut."""
    if len(text) <= letters:
        return text
    cut = text[:letters].rpartition(" ")[0]
    # Some scripts have no blanks between words.
    return (cut if len(cut) > letters // 2 else text[: letters - 1]) + "…"


def duration(lang: str, seconds: float) -> str:
    """A length of time: "9.5 s" below ten seconds, "42 s", "1 min 20 s", "2 h 5 min"."""
    seconds = max(0.0, seconds)
    if seconds < 59.5:
        shown = round(seconds, 1) if seconds < 9.95 else round(seconds)
        return say(lang, "format-seconds", seconds=_tidy(shown))
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if minutes >= 60:
        # Half minutes round up, so that 59:40 reads as the hour it nearly is.
        hours, minutes = divmod(round(whole / 60), 60)
        return say(lang, "format-hours-minutes", hours=hours, minutes=minutes)
    if rest:
        return say(lang, "format-minutes-seconds", minutes=minutes, seconds=rest)
    return say(lang, "format-minutes", minutes=minutes)


def size(lang: str, count: int) -> str:
    """A number of bytes: "0 B", "640 KB", "9.7 MB" (steps of 1,000, as telephones show them)."""
    if count < 1000:
        return say(lang, "format-bytes", size=count)
    if count < 999_500:
        return say(lang, "format-kilobytes", size=round(count / 1000))
    if count < 999_950_000:
        return say(lang, "format-megabytes", size=_tidy(round(count / 1000**2, 1)))
    return say(lang, "format-gigabytes", size=_tidy(round(count / 1000**3, 1)))


def limit(lang: str, count: int) -> str:
    """The largest size allowed, by the figure its platform gives: 20,000,000 bytes are Telegram's
    "20 MB", 10 x 1,024 x 1,024 are Discord's "10 MB" (docs/platforms.md#telegram,
    docs/platforms.md#discord).

    Never larger than what `size` says of the same bytes, so that whatever is refused reads larger.
    """
    whole, rest = divmod(count, 1024**2)
    return size(lang, whole * 1000**2 if whole and not rest else count)


def _tidy(value: float) -> int | float:
    return int(value) if value == int(value) else value
