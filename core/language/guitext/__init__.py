"""GUI-text translator: keeps what a reply says, drops what it tells a screen's user to do."""

from typing import TYPE_CHECKING

from core.language.guitext.model import Action, Translation
from core.language.guitext.shown import MOST_SHOWN, shown
from core.language.late import late

if TYPE_CHECKING:
    from core.language.guitext.stream import StreamTranslator, translate
else:
    __getattr__ = late(__name__, {"StreamTranslator": "stream", "translate": "stream"})

__all__ = ["MOST_SHOWN", "Action", "StreamTranslator", "Translation", "shown", "translate"]
