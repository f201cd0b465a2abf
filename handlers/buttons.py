"""Typed callback data: what a button means, in at most 64 bytes; ids only, never trust."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, Self, get_type_hints

LONGEST = 64
"""Bytes of callback data Telegram takes."""

LARGEST = 2**31 - 1
"""The largest number of a button: ids and update ids fit, and every database takes it."""


class BadPressError(ValueError):
    """Callback data that no button of ours carries: forged, or from an older version."""


@dataclass(frozen=True)
class Press:
    """The meaning of a button. Subclasses are frozen dataclasses with a two-letter `code`.

    Fields are int, str without a colon, or StrEnum. `pack` raises ValueError beyond 64 bytes,
    `unpack` raises BadPressError for anything that `pack` of the same class would not give.
    """

    code: ClassVar[str] = ""
    _codes: ClassVar[dict[str, type["Press"]]] = {}
    _fields: ClassVar[dict[str, dict[str, Any]]] = {}

    def __init_subclass__(cls, code: str, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if code in Press._codes:
            raise TypeError(f"two kinds of button have the code {code!r}")
        cls.code = code
        Press._codes[code] = cls

    def pack(self) -> str:
        """The callback data of this button."""
        values = [str(getattr(self, field.name)) for field in fields(self)]
        if any(":" in value for value in values):
            raise ValueError("a button's value must not hold a colon")
        data = ":".join([self.code, *values])
        if len(data.encode()) > LONGEST:
            raise ValueError(f"callback data {data!r} is over {LONGEST} bytes")
        return data

    @classmethod
    def unpack(cls, data: str) -> Self:
        """Read callback data back."""
        code, *values = data.split(":")
        types = cls._types()
        names = list(types)
        if code != cls.code or len(values) != len(names):
            raise BadPressError(code)
        try:
            read = {
                name: _read(types[name], value) for name, value in zip(names, values, strict=True)
            }
        except ValueError as error:
            raise BadPressError(code) from error
        return cls(**read)

    @classmethod
    def _types(cls) -> dict[str, Any]:
        """The type of each field, looked up once: every press needs them."""
        if cls.code not in Press._fields:
            hints = get_type_hints(cls)
            Press._fields[cls.code] = {field.name: hints[field.name] for field in fields(cls)}
        return Press._fields[cls.code]


def _read(kind: Any, value: str) -> object:
    if kind is int:
        if len(value) > 18 or not value.lstrip("-").isascii() or not value.lstrip("-").isdigit():
            raise ValueError(value)
        if abs(number := int(value)) > LARGEST:
            raise ValueError(value)
        return number
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return value
