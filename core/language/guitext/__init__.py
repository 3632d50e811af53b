"""GUI-text translator: keeps what a reply says, drops what it tells a screen's user to do."""

from core.language.guitext.model import Action, Translation
from core.language.guitext.shown import MOST_SHOWN, shown
from core.language.guitext.stream import StreamTranslator, translate

__all__ = ["MOST_SHOWN", "Action", "StreamTranslator", "Translation", "shown", "translate"]
