"""Telegram's MarkdownV2: parsed as Telegram parses it, errors in Telegram's words."""

import re
from dataclasses import dataclass

from bot.simulator.addresses import link_meaning
from bot.simulator.units import Span, units

LANGUAGE = re.compile(r"([^\s`]+)(?=\s)(?:\n\r|\r\n|[\n\r])?")
"""A block of code's language: a word that white space ends, and one line break behind it."""

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_MARKS = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
    "[": "text_link",
    "![": "custom_emoji",
}
_NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
}


@dataclass(slots=True)
class _Open:
    """A mark whose counterpart has not come yet."""

    mark: str
    at: int
    offset: int
    piece: int
    language: str = ""


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.offset = 0
        self.pieces: list[str] = []
        self.open: list[_Open] = []
        self.spans: list[Span] = []
        self.quote: int | None = None

    def run(self) -> tuple[str, list[Span]]:
        while self.at < len(self.source):
            self._step()
        if self.open:
            opened = self.open[-1]
            name = "PreCode" if opened.language else _NAMES[_MARKS[opened.mark]]
            raise ValueError(
                f"Can't find end of {name} entity at byte offset {self._byte(opened.at)}"
            )
        self._end_quote()
        return "".join(self.pieces), self.spans

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _say(self, text: str) -> None:
        self.pieces.append(text)
        self.offset += units(text)

    def _step(self) -> None:
        character = self.source[self.at]
        following = self.source[self.at + 1 : self.at + 2]
        if character == "\\" and "\0" < following < "\x7f":
            self._say(following)
            self.at += 2
            return
        if self._line_start() and self._quote_mark(character):
            return
        mark = self._mark_here()
        if mark is not None:
            self._mark(mark)
        elif character in _RESERVED and not self._in_code():
            raise ValueError(
                f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            )
        else:
            self._say(character)
            self.at += 1

    def _in_code(self) -> bool:
        return bool(self.open) and self.open[-1].mark in {"`", "```"}

    def _line_start(self) -> bool:
        return not self._in_code() and self.source[self.at - 1 : self.at] in {"", "\n"}

    def _quote_mark(self, character: str) -> bool:
        if character != ">":
            self._end_quote()
            return False
        if self.quote is None:
            self.quote = self.offset
        self.at += 1
        return True

    def _end_quote(self) -> None:
        if self.quote is not None and self.offset > self.quote:
            self.spans.append(Span("blockquote", self.quote, self.offset - self.quote))
        self.quote = None

    def _mark_here(self) -> str | None:
        rest = self.source[self.at : self.at + 3]
        if self._in_code():
            mark = self.open[-1].mark
            return mark if rest.startswith(mark) else "`" if rest[0] == "`" else None
        if rest[:1] == "]" and self.open and self.open[-1].mark in {"[", "!["}:
            return "]"
        return next(
            (
                mark
                for mark in ("```", "`", "__", "||", "![", "[", "*", "_", "~")
                if rest.startswith(mark)
            ),
            None,
        )

    def _mark(self, mark: str) -> None:
        opened = self.open[-1] if self.open else None
        if opened is not None and mark in {opened.mark, "]"}:
            self.at += len(mark)
            self.open.pop()
            self._close(opened)
            return
        self.open.append(_Open(mark, self.at, self.offset, len(self.pieces)))
        self.at += len(mark)
        if mark == "```":
            self._language()

    def _language(self) -> None:
        """The word right behind the three ticks, with the line break that ends it."""
        word = LANGUAGE.match(self.source, self.at)
        if word is not None:
            self.open[-1].language = word[1]
            self.at = word.end()

    def _close(self, opened: _Open) -> None:
        kind = _MARKS[opened.mark]
        address = self._address() if kind in {"text_link", "custom_emoji"} else ""
        if self.offset == opened.offset:
            return
        found = self._meaning(kind, opened, address)
        if found is not None:
            self.spans.append(Span(found[0], opened.offset, self.offset - opened.offset, found[1]))

    def _meaning(
        self, kind: str, opened: _Open, address: str
    ) -> tuple[str, dict[str, object]] | None:
        if kind == "text_link":
            return link_meaning(address or "".join(self.pieces[opened.piece :]))
        if kind == "custom_emoji":
            return kind, {"custom_emoji_id": address.rpartition("=")[2]}
        return kind, {"language": opened.language} if opened.language else {}

    def _address(self) -> str:
        """The part in round brackets behind a link's text, empty when there is none."""
        if self.source[self.at : self.at + 1] != "(":
            return ""
        self.at += 1
        begin, found = self.at, ""
        while self.source[self.at : self.at + 1] != ")":
            if self.at >= len(self.source):
                raise ValueError(f"Can't find end of a URL at byte offset {self._byte(begin)}")
            self.at += self.source[self.at] == "\\"
            found += self.source[self.at : self.at + 1]
            self.at += 1
        self.at += 1
        return found


def parse(source: str) -> tuple[str, list[Span]]:
    """The plain text and its spans; a ValueError says what is wrong, with a byte offset."""
    return _Parser(source).run()
