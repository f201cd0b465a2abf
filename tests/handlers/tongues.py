"""Readers of one language, who notice each word of another one; names and data are no words."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from pypdfium2 import PdfDocument
from sqlalchemy import inspect
from sqlmodel import SQLModel

from bot.simulator.client import Person as Chatter
from bot.simulator.seen import Media, Message
from locales import LANGUAGES, Translator, own_name
from models.rules import Rules
from models.store import Store
from tests.conversation import World

_TOKENS = re.compile(
    r"<code>.*?</code>"  # what is to be typed, or a word of Telegram's
    r"|<[^>]+>"
    r"|/\w+"  # a command
    r"|\S+\.(?:pdf|docx|xlsx|html|toml)\b"
    r"|\b(?:PDF|Word|Telegram|MB)\b|B角"
    r"|\bpdf 或 word\b|\b(?:pdf|word)\b"
    r"|\b[A-Z]{1,2}\b|\b[A-Z]-?\d+\b"  # a part of the score, a code
    r"|U\+[0-9A-F]+|https?://\S+|@\w+"
)
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]{2,}[A-Za-z ,'-]*")
_CHARACTERS = {"zh_CN": "gb2312", "zh_Hant": "big5"}
"""The older sets of characters: neither has those that only the other script writes."""

RULES = Rules().model_dump(mode="json")
"""The rules of the tests' offices, with the heads of their papers."""

LONG = 100
"""Data as long as that is shown in parts."""


@dataclass
class Readers:
    """People of one language; `faults` are the texts in which they met another."""

    world: World
    tr: Translator
    faults: list[str] = field(default_factory=list)

    def read(self, what: str, *texts: str, data: Iterable[str] | None = None) -> None:
        """Note what does not belong into these texts."""
        known = data_of(self.world.store) if data is None else data
        for text in texts:
            if odd := foreign(text, self.tr.language, known):
                self.faults.append(f"{what}: {odd} in {text!r}")

    def read_message(self, what: str, message: Message) -> None:
        """A message as it looks now: words, buttons, the name of its file."""
        name = message.media.file_name if message.media else None
        self.read(what, html.unescape(message.html), *message.labels, name or "")

    async def read_chat(self, what: str, phone: Chatter, after: int = 0) -> None:
        """What the bot has written to somebody since a message."""
        for message in await phone.chat():
            if message.from_bot and message.id > after:
                self.read_message(f"{what} ({phone.name})", message)

    async def read_document(self, what: str, file: Media) -> None:
        """The words of a PDF."""
        pages = PdfDocument(await self.world.door.fetch(file.url))
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        assert len(text) > 50, what
        self.read(what, _closed(text), data=map(_closed, data_of(self.world.store)))


def _closed(text: str) -> str:
    """A text without spaces, since lines break anywhere."""
    return re.sub(r"\s", "", text)


def foreign(text: str, language: str, data: Iterable[str]) -> list[str]:
    """The parts of a text that no reader of the language expects there."""
    known = {*data, *map(own_name, LANGUAGES)}
    rest = _TOKENS.sub("·", _without(text, known))
    if not language.startswith("zh"):
        return _HAN.findall(rest)
    encoding = _CHARACTERS[language]
    return [*_LATIN.findall(rest), *(one for one in _HAN.findall(rest) if not _has(encoding, one))]


def _without(text: str, known: Iterable[str]) -> str:
    """A text without data: whole, or the parts of what is long."""
    ordered = sorted(known, key=len, reverse=True)
    long = [value for value in ordered if len(value) >= LONG]
    lines = (line for line in text.splitlines() if not _part_of(line.strip("… 　"), long))
    rest = "\n".join(lines)
    for value in ordered:
        if value in rest:
            edge = r"(?<![A-Za-z]){}(?![A-Za-z])" if value.isascii() else "{}"
            rest = re.sub(edge.format(re.escape(value)), "·", rest)
    return rest


def _part_of(line: str, long: Iterable[str]) -> bool:
    return len(line) > 10 and any(line in value for value in long)


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def data_of(store: Store) -> set[str]:
    """What people, workbooks and office.toml have said, whole and in lines."""
    words = {str(member.value) for kind in _enums() for member in kind}
    there = inspect(store.engine).get_table_names()
    tables = [SQLModel.metadata.tables[name] for name in there if name in SQLModel.metadata.tables]
    with store.reading() as session:
        rows = [row for table in tables for row in session.execute(table.select())]
    found = {text for row in (*rows, [RULES]) for value in row for text in _texts(value)}
    return {text for text in found if len(text) > 1 and text not in words}


def _enums(kind: type[Enum] = Enum) -> Iterator[type[Enum]]:
    for below in kind.__subclasses__():
        yield below
        yield from _enums(below)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield from (line.strip() for line in value.splitlines())
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
