"""What a platform that has forms asks for before it hands a press or a command on."""

from __future__ import annotations

from typing import Final

from core.buttons import ButtonAction, decode
from core.chat import Incoming, TextForm
from core.commands import BY_NAME
from core.language.phrases import pick, say

TITLES: Final = {ButtonAction.CHANGE: "form-change", ButtonAction.OTHER: "form-answer"}


def form_for(incoming: Incoming) -> TextForm | None:
    """The form for a button that wants words, or for a command's secret; None for all else.

    Asks no database: a form has to be shown within seconds of the press.
    """
    language = pick(incoming.locale)
    if incoming.press is not None and not incoming.text.strip():
        pressed = decode(incoming.press.data)
        if pressed is not None and (title := TITLES.get(pressed.action)):
            return TextForm(say(language, title), say(language, "form-own-words"), long=True)
    if incoming.command is not None and not incoming.command.args.strip():
        spec = BY_NAME.get(incoming.command.name)
        if spec is not None and spec.secret:
            return TextForm(say(language, "form-login"), say(language, "form-token"))
    return None
