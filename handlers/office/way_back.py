"""The way back to the office's desk, where everything that waits is counted."""

from handlers.office.buttons import DeskPress
from handlers.view import Key
from locales import Translator


def back_to_desk(tr: Translator) -> Key:
    """The key that leads back to the desk."""
    return Key(tr.plain("Back"), DeskPress())
