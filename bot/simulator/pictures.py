"""The size of a picture, read from the head of its file, and the sizes Telegram makes of it."""

import struct
from collections.abc import Callable

BOXES = (("s", 90), ("m", 320), ("x", 800), ("y", 1280))
"""Telegram's photo sizes: the longer side of each, in pixels."""

_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG, GIF, WebP or BMP in pixels; None for anything else."""
    reader = next((read for head, read in _READERS.items() if content.startswith(head)), None)
    try:
        return None if reader is None else reader(content)
    except (struct.error, IndexError):
        return None


def _png(content: bytes) -> tuple[int, int] | None:
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _gif(content: bytes) -> tuple[int, int] | None:
    width, height = struct.unpack("<HH", content[6:10])
    return width, height


def _bmp(content: bytes) -> tuple[int, int] | None:
    width, height = struct.unpack("<ii", content[18:26])
    return width, abs(height)


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """Walk the segments up to the one that declares the frame."""
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        alone = marker == 0xFF or 0xD0 <= marker <= 0xD9
        at += 1 if marker == 0xFF else 2
        if not alone:
            at += struct.unpack(">H", content[at : at + 2])[0]
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        bits = struct.unpack("<I", content[21:25])[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        return width, int.from_bytes(content[27:30], "little") + 1
    return None


_READERS: dict[bytes, Callable[[bytes], tuple[int, int] | None]] = {
    b"\x89PNG\r\n\x1a\n": _png,
    b"\xff\xd8": _jpeg,
    b"GIF8": _gif,
    b"RIFF": _webp,
    b"BM": _bmp,
}


def photo_sizes(width: int, height: int) -> list[tuple[int, int]]:
    """The sizes of a photo from the smallest up; never larger than the original."""
    sizes: list[tuple[int, int]] = []
    longest = max(width, height)
    for _, box in BOXES:
        scale = min(1.0, box / longest)
        sizes.append((max(1, round(width * scale)), max(1, round(height * scale))))
        if scale == 1.0:
            break
    return sizes
