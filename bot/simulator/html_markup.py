"""Telegram's HTML: parsed as Telegram parses it, errors in Telegram's words."""

import re

from bot.simulator.html_tags import ARGUMENTS, KINDS, OpenTag, decode, meaning
from bot.simulator.units import Span, units

_TAG_NAME = re.compile(r"[^\s>]*")
_END_TAG = re.compile(r"</([^\s>]*)\s*(>?)")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = re.compile(r"\s*")


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.offset = 0
        self.pieces: list[str] = []
        self.open: list[OpenTag] = []
        self.spans: list[Span] = []

    def run(self) -> tuple[str, list[Span]]:
        source = self.source
        while (start := source.find("<", self.at)) >= 0:
            self._say(source[self.at : start])
            self.at = start
            if source.startswith("/", start + 1):
                self._end_tag(start)
            else:
                self._start_tag(start)
        self._say(source[self.at :])
        if self.open:
            tag = self.open[-1].tag
            raise ValueError(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return "".join(self.pieces), [_settled(span) for span in self.spans]

    def _say(self, piece: str) -> None:
        if not piece:
            return
        text = decode(piece)
        self.pieces.append(text)
        self.offset += units(text)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _start_tag(self, start: int) -> None:
        self.at = start + 1
        tag = self._take(_TAG_NAME).lower()
        if not self._peek():
            raise ValueError(f"Unclosed start tag at byte offset {self._byte(start)}")
        if tag not in KINDS:
            raise ValueError(f'Unsupported start tag "{tag}" at byte offset {self._byte(start)}')
        arguments = self._attributes(tag, start)
        if tag == "span" and arguments.get("class") != "tg-spoiler":
            raise ValueError(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(start)}'
            )
        self.open.append(OpenTag(tag, arguments, self.offset, len(self.pieces)))

    def _attributes(self, tag: str, start: int) -> dict[str, str]:
        arguments: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._peek() == ">":
                self.at += 1
                return arguments
            name, value = self._attribute(tag, start)
            if not self._peek():
                raise ValueError(f"Unclosed start tag at byte offset {self._byte(start)}")
            if (tag, name) in ARGUMENTS:
                arguments[name] = value

    def _attribute(self, tag: str, start: int) -> tuple[str, str]:
        name = self._take(_ATTRIBUTE_NAME)
        if not name:
            raise ValueError(
                f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(start)}'
            )
        self._skip_space()
        if self._peek() != "=":
            if tag == "blockquote" and name == "expandable":
                return name, "1"
            raise ValueError(
                "Expected equal sign in declaration of an attribute of the tag "
                f'"{tag}" at byte offset {self._byte(start)}'
            )
        self.at += 1
        self._skip_space()
        if not self._peek():
            raise ValueError(f'Unclosed start tag "{tag}" at byte offset {self._byte(start)}')
        return name, self._value()

    def _value(self) -> str:
        quote = self._peek()
        if quote not in {"'", '"'}:
            begin = self.at
            value = self._take(_TOKEN).lower()
            if self._peek() not in {">", ""} and not self._peek().isspace():
                raise ValueError(f"Unexpected end of name token at byte offset {self._byte(begin)}")
            return value
        end = self.source.find(quote, self.at + 1)
        end = len(self.source) if end < 0 else end
        value = self.source[self.at + 1 : end]
        self.at = min(end + 1, len(self.source))
        return decode(value)

    def _end_tag(self, start: int) -> None:
        if not self.open:
            raise ValueError(f"Unexpected end tag at byte offset {self._byte(start)}")
        close = _END_TAG.match(self.source, start)
        if close is None or not close[2]:
            raise ValueError(f"Unclosed end tag at byte offset {self._byte(start)}")
        opened = self.open.pop()
        if close[1] and close[1] != opened.tag:
            raise ValueError(
                f"Unmatched end tag at byte offset {self._byte(start)}, "
                f'expected "</{opened.tag}>", found "</{close[1]}>"'
            )
        self.at = close.end()
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: OpenTag) -> None:
        length = self.offset - opened.offset
        found = meaning(opened, "".join(self.pieces[opened.piece :]))
        if found is None:
            return
        kind, extra = found
        before = self.spans[-1] if self.spans else None
        same = before is not None and (before.offset, before.length) == (opened.offset, length)
        if before is not None and same and {before.kind, kind} == {"pre", "code"}:
            self.spans[-1] = Span("pre", opened.offset, length, before.extra | extra)
            return
        self.spans.append(Span(kind, opened.offset, length, extra))

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        text = match.group() if match else ""
        self.at += len(text)
        return text

    def _skip_space(self) -> None:
        self._take(_SPACE)

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]


def parse(source: str) -> tuple[str, list[Span]]:
    """The plain text and its spans; a ValueError says what is wrong, with a byte offset."""
    if "<" not in source:
        return decode(source), []
    return _Parser(source).run()


def _settled(span: Span) -> Span:
    """A language belongs to a block of code only, not to code within a line."""
    return Span("code", span.offset, span.length) if span.kind == "code" else span
