"""Which characters the typefaces of the PDF can draw; what they can't is never drawn as a box."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FULL_UNICODE = 12  # the format of a character map that reaches beyond the first 65,536
_UNSEEN = frozenset(
    [*range(0x200B, 0x200E), 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
)


class Undrawable(ValueError):  # noqa: N818  it names the state of a text
    """The typefaces lack some characters of a paper; `characters` has each of them once."""

    def __init__(self, characters: str) -> None:
        super().__init__(f"no typeface has {characters!r}")
        self.characters = characters


def undrawable(text: str) -> str:
    """The characters of a text that no typeface has, each once, in the order of the text."""
    known = _drawable()
    return "".join(dict.fromkeys(char for char in text if ord(char) not in known))


def typefaces() -> tuple[Path, Path]:
    """The files of the serif and the sans serif typeface."""
    import pylopdf_fonts_zh_cn as noto  # noqa: PLC0415  every start would wait for it

    return Path(noto.serif_path()), Path(noto.sans_path())


@cache
def _drawable() -> frozenset[int]:
    found = set(_UNSEEN)
    for file in typefaces():
        for first, last in _ranges(file.read_bytes()):
            found.update(range(first, last + 1))
    return frozenset(found)


def _ranges(font: bytes) -> Iterator[tuple[int, int]]:
    """The runs of characters in the `cmap` table of an OpenType file."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for record in range(count):
        (offset,) = struct.unpack_from(">L", font, start + 4 + 8 * record + 4)
        at = start + offset
        if struct.unpack_from(">H", font, at) == (_FULL_UNICODE,):
            (groups,) = struct.unpack_from(">L", font, at + 12)
            for group in range(groups):
                first, last, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
                yield first, last


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for record in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * record)
        if tag == name:
            return int(offset)
    raise ValueError(f"the font has no {name.decode()} table")
