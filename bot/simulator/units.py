"""UTF-16 code units, in which Telegram counts, and spans measured in them."""

from dataclasses import dataclass, field
from typing import Any


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le")) // 2


@dataclass(slots=True, frozen=True)
class Span:
    """A formatted stretch of text, offset and length in UTF-16 code units."""

    kind: str
    offset: int
    length: int
    extra: dict[str, Any] = field(default_factory=dict)

    def to_api(self) -> dict[str, Any]:
        """The Bot API's MessageEntity."""
        return {"offset": self.offset, "length": self.length, "type": self.kind} | self.extra

    def covers(self, other: "Span") -> bool:
        """Whether the other one lies inside this one."""
        end = other.offset + other.length
        return self.offset <= other.offset and end <= self.offset + self.length

    def meets(self, other: "Span") -> bool:
        """Whether both share a character."""
        return (
            self.offset < other.offset + other.length and other.offset < self.offset + self.length
        )
