"""Times and sizes in words, as each language writes them; to be passed to `phrases.say`."""

from __future__ import annotations

from core.language.phrases import say


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
    """A number of bytes: "0 B", "640 KB", "9.7 MB" (steps of 1,024, as the platforms count)."""
    if count < 1024:
        return say(lang, "format-bytes", size=count)
    if count < 1024**2:
        return say(lang, "format-kilobytes", size=round(count / 1024))
    if count < 1024**3:
        return say(lang, "format-megabytes", size=_tidy(round(count / 1024**2, 1)))
    return say(lang, "format-gigabytes", size=_tidy(round(count / 1024**3, 1)))


def _tidy(value: float) -> int | float:
    return int(value) if value == int(value) else value
