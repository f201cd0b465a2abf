"""What a message looks like before Telegram sees it: text, keys, what it asks, perhaps a paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.buttons import Press
from models.focus import Topic

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
"""Characters Telegram takes in one message, after the tags are taken out."""


@dataclass(frozen=True)
class Key:
    """One button: the plain word of the action and what pressing it means, or a link."""

    label: str
    press: Press | None = None
    url: str | None = None


@dataclass(frozen=True)
class Paper:
    """A document or photo that goes with a message: its bytes, or Telegram's id of a known one."""

    name: str
    content: bytes = b""
    photo: bool = False
    file_id: str = ""


@dataclass(frozen=True)
class Medium:
    """A file that Telegram knows by its id; `shown` is its word for the kind, like `photo`.

    `caption` is for one among several: what goes alone has the view's text.
    """

    shown: str
    file_id: str
    caption: Markup = field(default_factory=Markup)


@dataclass(frozen=True)
class Poll:
    """A question with options; plain text."""

    question: str
    options: Sequence[str]
    anonymous: bool = True
    multiple: bool = False


@dataclass(frozen=True)
class Ask:
    """What a message asks, so that a text after it or a reply to it has a meaning."""

    topic: Topic
    subject_id: int | None = None
    aside: int | None = None


@dataclass(frozen=True)
class View:
    """A message: Telegram HTML, rows of keys, what it asks, and what it hands over.

    `media` are shown with the text as caption; several make an album, which has captions of its
    own and neither text nor keys. A `poll` has no text. `more`: another message of the same row
    follows when this one is out.
    """

    text: Markup
    keys: Sequence[Sequence[Key]] = field(default_factory=tuple)
    asks: Ask | None = None
    paper: Paper | None = None
    media: Sequence[Medium] = ()
    poll: Poll | None = None
    more: bool = False

    @property
    def messages(self) -> int:
        """How many messages it is to Telegram's count: every file of an album is one."""
        return max(1, len(self.media))

    def markup(self) -> InlineKeyboardMarkup | None:
        """The keys as Telegram wants them; None when there are none."""
        rows = [[_button(key) for key in row] for row in self.keys if row]
        return InlineKeyboardMarkup(rows) if rows else None

    def html(self) -> str:
        """The text, without its last lines where it would be too long for one message."""
        kept = self.text.splitlines()
        most = LONGEST_CAPTION if self.paper or self.media else LONGEST_TEXT
        while len(Markup("\n").join(kept).striptags()) > most:
            kept = [*kept[:-2], Markup("…")]
        return str(Markup("\n").join(kept))


@dataclass(frozen=True)
class Change:
    """A message that is there gets a new look: its text, or the caption of its file.

    `file`: the file itself may be another one, too. `more` as with a view.
    """

    message_id: int
    view: View
    file: bool = False
    more: bool = False


@dataclass(frozen=True)
class Removal:
    """Messages that are there go away, where Telegram still allows it."""

    message_ids: Sequence[int]


Said = View | Change | Removal
"""What an outbox row comes to when it goes out."""


@dataclass(frozen=True)
class Shown:
    """The answer to a press: the message as it looks now (None: as it was), and a short word.

    `alert` makes the word a window that has to be closed. `handed` are new messages that must not
    wait in the outbox because they hold a secret of which only a hash is stored; they are made
    anew when the press is repeated.
    """

    view: View | None = None
    toast: str = ""
    alert: bool = False
    handed: Sequence[View] = ()


def lines(*parts: Markup | None) -> Markup:
    """Whole sentences below each other; None is left out."""
    return Markup("\n").join(part for part in parts if part is not None)


def in_rows(keys: Sequence[Key], most: int) -> list[list[Key]]:
    """Keys below each other, so many in a row."""
    return [list(keys[at : at + most]) for at in range(0, len(keys), most)]


def clip(text: str, most: int) -> str:
    """A name short enough for its place; one line, cut with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def _button(key: Key) -> InlineKeyboardButton:
    if key.url:
        return InlineKeyboardButton(key.label, url=key.url)
    return InlineKeyboardButton(key.label, callback_data=key.press.pack() if key.press else None)
