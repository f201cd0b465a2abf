"""Whether an office file may be opened: zip directory, real size unpacked, macros, encryption."""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from models.workbooks.faults import Unreadable, Why
from models.workbooks.spread import Spread

MB = 1_000_000
BROKEN = (
    BadZipFile,
    ExpatError,
    zlib.error,
    struct.error,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    OverflowError,
)
"""What Python's own readers raise for bytes that are no proper zip or XML."""

_CHUNK = 256 * 1024
_LOCAL_HEADER = 30
_NEVER_IN_WORKBOOKS = 2_000
_SMALL_ENOUGH = 10 * MB


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask of this machine.

    `file_bytes`: the file itself; `unpacked_bytes`: all its parts together; `ratio`: unpacked over
    packed, looked at above 10 MB; `cells`: the rectangle of a sheet; `letters`: the text of all
    cells of a workbook.
    """

    file_bytes: int = 50 * MB
    unpacked_bytes: int = 600 * MB
    ratio: int = 150
    cells: int = 5_000_000
    letters: int = 200_000_000


COMMAND_LINE = Limits()
CHAT = Limits(file_bytes=20 * MB, unpacked_bytes=200 * MB, cells=1_000_000, letters=50_000_000)


def inspect(file: BinaryIO, limits: Limits) -> None:
    """Unreadable unless the file is a workbook without macros that unpacks to a fair size."""
    inspect_parts(file, limits, _look_at_names)


def inspect_parts(
    file: BinaryIO, limits: Limits, look_at_names: Callable[[list[str]], None]
) -> None:
    """The same for any zip of XML parts; `look_at_names` refuses by their names in small letters.

    No part may define a document type, so nothing outside of the file is ever read.
    """
    try:
        _inspect(file, limits, look_at_names)
    except BROKEN as error:
        raise Unreadable(Why.DAMAGED, detail=str(error)) from error


def _inspect(file: BinaryIO, limits: Limits, look_at_names: Callable[[list[str]], None]) -> None:
    with ZipFile(file) as archive:
        entries = archive.infolist()
    look_at_names([entry.filename.lower() for entry in entries])
    _look_at_directory(entries, limits)
    spread = Spread(limits.cells, limits.letters)
    left = limits.unpacked_bytes
    # The table of shared texts comes first: the sheets refer to it.
    for entry in sorted(entries, key=lambda entry: "sharedstrings" not in entry.filename.lower()):
        left -= _unpack(file, entry, left, limits, spread)


def _look_at_names(names: list[str]) -> None:
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise Unreadable(Why.MACROS)
    if "xl/workbook.bin" in names:
        raise Unreadable(Why.LEGACY)
    if not any(name.startswith("xl/") and name.endswith(".xml") for name in names):
        raise Unreadable(Why.NOT_A_WORKBOOK)


def _look_at_directory(entries: list[ZipInfo], limits: Limits) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(Why.ENCRYPTED)
    if any(entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for entry in entries):
        raise Unreadable(Why.DAMAGED, detail="a way of packing that workbooks do not use")
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    _weigh(packed, unpacked, limits)
    if len(entries) > _NEVER_IN_WORKBOOKS:
        raise Unreadable(Why.UNPACKS_TOO_LARGE)


def _weigh(packed: int, unpacked: int, limits: Limits) -> None:
    too_dense = unpacked > _SMALL_ENOUGH and unpacked > limits.ratio * packed
    if too_dense or unpacked > limits.unpacked_bytes:
        raise Unreadable(Why.UNPACKS_TOO_LARGE)


def _unpack(file: BinaryIO, entry: ZipInfo, left: int, limits: Limits, spread: Spread) -> int:
    """Unpack a part for its true size (the directory may lie), counting cells if it is XML."""
    parser = None
    size = 0
    for chunk in _chunks(file, entry):
        if not size and chunk.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            parser = spread.parser()
        size += len(chunk)
        _weigh(max(entry.compress_size, 1), size, limits)
        if size > left:
            raise Unreadable(Why.UNPACKS_TOO_LARGE)
        if parser:
            parser.Parse(chunk, False)  # noqa: FBT003  expat's own signature
    if parser:
        parser.Parse(b"", True)  # noqa: FBT003
    return size


def _chunks(file: BinaryIO, entry: ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry, however many there really are; never much at once."""
    file.seek(entry.header_offset)
    name_length, extra_length = struct.unpack_from("<HH", file.read(_LOCAL_HEADER), 26)
    file.seek(name_length + extra_length, 1)
    left = entry.compress_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0 and (packed := file.read(min(left, _CHUNK))):
        left -= len(packed)
        if entry.compress_type == ZIP_STORED:
            yield packed
            continue
        while packed and (chunk := inflater.decompress(packed, _CHUNK)):
            yield chunk
            packed = inflater.unconsumed_tail
