"""What a notice says: texts, files, albums and polls, stored and not as Telegram's copy."""

import html
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from models.blank import is_blank
from models.refusals import Reason, Refused

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
"""Characters Telegram takes, after the tags are taken out."""

FOOT = 300
"""Characters kept free below a text that carries the buttons, for what they are about."""

MOST_PARTS = 10
ALBUM = range(2, 11)
OPTIONS = range(2, 11)
_LONGEST_QUESTION, _LONGEST_OPTION = 300, 100
_TAG = re.compile(r"<[^>]*>")


class FileKind(StrEnum):
    """How Telegram shows a file."""

    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"
    DOCUMENT = "document"
    AUDIO = "audio"
    VOICE = "voice"


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(_Stored):
    """A text as Telegram HTML, its formatting kept."""

    kind: Literal["text"] = "text"
    html: str


class File(_Stored):
    """A file by Telegram's id, with its name and the HTML of its caption."""

    kind: Literal["file"] = "file"
    shown: FileKind
    file_id: str
    unique_id: str = ""
    name: str = ""
    html: str = ""


class Album(_Stored):
    """Two to ten files shown together: photos and videos, or documents, or audio files."""

    kind: Literal["album"] = "album"
    items: tuple[File, ...]


class Poll(_Stored):
    """A question with options; it can't be changed once it is out."""

    kind: Literal["poll"] = "poll"
    question: str
    options: tuple[str, ...]
    anonymous: bool = True
    multiple: bool = False


Part = Annotated[Text | File | Album | Poll, Field(discriminator="kind")]


class Content(_Stored):
    """The parts of a notice in their order; each goes out as one message, an album as one group."""

    parts: tuple[Part, ...] = ()

    def title(self, most: int) -> str:
        """The first words of it, on one line, for lists; a poll's question; or a file's name."""
        seen = (words for words in self._words() if not is_blank(words))
        words = " ".join(next(seen, "").split())
        return words if len(words) <= most else words[: most - 1] + "…"

    def _words(self) -> Iterator[str]:
        for part in self.parts:
            yield from [part.question] if isinstance(part, Poll) else map(plain, captions(part))
        yield from (one.name for part in self.parts for one in files(part))

    @property
    def carries_keys(self) -> bool:
        """Whether the last part has room for buttons and the lines above them.

        Otherwise a short message of its own follows: an album takes no buttons, a poll no lines.
        """
        match self.parts[-1]:
            case Text(html=words):
                return length(words) <= LONGEST_TEXT - FOOT
            case File(html=words):
                return length(words) <= LONGEST_CAPTION - FOOT
            case _:
                return False


def plain(words: str) -> str:
    """What a reader sees of Telegram HTML."""
    return html.unescape(_TAG.sub("", words))


def length(words: str) -> int:
    """How long Telegram finds a text: in UTF-16 units, without its tags."""
    return len(plain(words).encode("utf-16-le")) // 2


def files(part: Part) -> tuple[File, ...]:
    """The files of a part."""
    match part:
        case File():
            return (part,)
        case Album(items=items):
            return items
        case _:
            return ()


def captions(part: Part) -> tuple[str, ...]:
    """The HTML of every message a part consists of; a poll has none."""
    return (part.html,) if isinstance(part, Text) else tuple(one.html for one in files(part))


def places(content: Content) -> list[Text | File | Poll]:
    """Every message of a content in the order in which they stand in the chat."""
    found: list[Text | File | Poll] = []
    for part in content.parts:
        found.extend(part.items if isinstance(part, Album) else (part,))
    return found


def check(content: Content) -> None:
    """Refuse what Telegram would not take.

    Refused(TEXT_EMPTY), Refused(TEXT_TOO_LONG), Refused(NOTICE_TOO_LONG), Refused(ALBUM_TOO_LONG),
    Refused(ALBUM_MIXED), Refused(POLL_UNCLEAR).
    """
    if len(content.parts) > MOST_PARTS:
        raise Refused(Reason.NOTICE_TOO_LONG, most=MOST_PARTS)
    for part in content.parts:
        _check_words(part)
        if isinstance(part, Album):
            _check_album(part)
        if isinstance(part, Poll):
            _check_poll(part)


def _check_words(part: Part) -> None:
    if isinstance(part, Text) and is_blank(plain(part.html)):
        raise Refused(Reason.TEXT_EMPTY)
    most = LONGEST_TEXT if isinstance(part, Text) else LONGEST_CAPTION
    longest = max(map(length, captions(part)), default=0)
    if longest > most:
        raise Refused(Reason.TEXT_TOO_LONG, most=most, length=longest)


def _check_album(album: Album) -> None:
    if len(album.items) not in ALBUM:
        raise Refused(Reason.ALBUM_TOO_LONG, most=ALBUM[-1])
    shown = {one.shown for one in album.items}
    alike = len(shown) == 1 and shown <= {FileKind.DOCUMENT, FileKind.AUDIO}
    if not alike and not shown <= {FileKind.PHOTO, FileKind.VIDEO}:
        raise Refused(Reason.ALBUM_MIXED)


def _check_poll(poll: Poll) -> None:
    texts = [(poll.question, _LONGEST_QUESTION), *((one, _LONGEST_OPTION) for one in poll.options)]
    fits = all(not is_blank(text) and len(text) <= most for text, most in texts)
    if not fits or len(poll.options) not in OPTIONS or len(set(poll.options)) < len(poll.options):
        raise Refused(Reason.POLL_UNCLEAR)
