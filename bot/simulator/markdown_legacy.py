"""Telegram's old Markdown: nothing nests, and what is not closed is refused."""

from bot.simulator.addresses import link_meaning
from bot.simulator.markdown_markup import LANGUAGE
from bot.simulator.units import Span, units

_KINDS = {"_": "italic", "*": "bold", "`": "code", "```": "pre", "[": "text_link"}


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.plain = ""
        self.spans: list[Span] = []

    def run(self) -> tuple[str, list[Span]]:
        while self.at < len(self.source):
            here = self.source[self.at]
            if here == "\\" and self.source[self.at + 1 : self.at + 2] in _KINDS:
                self.plain += self.source[self.at + 1]
                self.at += 2
            elif here in _KINDS:
                self._entity("```" if self.source.startswith("```", self.at) else here)
            else:
                self.plain += here
                self.at += 1
        return self.plain, self.spans

    def _entity(self, mark: str) -> None:
        begin = self.at
        self.at += len(mark)
        language = LANGUAGE.match(self.source, self.at) if mark == "```" else None
        if language is not None:
            self.at = language.end()
        end = self.source.find("]" if mark == "[" else mark, self.at)
        if end < 0:
            byte = len(self.source[:begin].encode())
            raise ValueError(f"Can't find end of the entity starting at byte offset {byte}")
        text = self.source[self.at : end]
        self.at = end + len(mark)
        meaning = self._meaning(mark, text, "" if language is None else language[1])
        if text and meaning is not None:
            self.spans.append(Span(meaning[0], units(self.plain), units(text), meaning[1]))
        self.plain += text

    def _meaning(self, mark: str, text: str, language: str) -> tuple[str, dict[str, object]] | None:
        if mark == "[":
            return link_meaning(self._address() or text)
        return _KINDS[mark], {"language": language} if language else {}

    def _address(self) -> str:
        """What stands in round brackets behind a link's text."""
        end = self.source.find(")", self.at)
        if self.source[self.at : self.at + 1] != "(" or end < 0:
            return ""
        address = self.source[self.at + 1 : end]
        self.at = end + 1
        return address


def parse(source: str) -> tuple[str, list[Span]]:
    """The plain text and its spans; a ValueError says what is wrong, with a byte offset."""
    return _Parser(source).run()
