"""The text of a .csv: which encoding and which separator it was written with."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from models.workbooks.faults import Unreadable, Why

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEPARATORS = (",", ";", "\t")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SAMPLE_ROWS = 60
_COMMON_SHARE = 0.6


def decode(data: bytes) -> str:
    """The text of a file; Unreadable(NOT_TEXT) for bytes that are none.

    The rule, in this order: a byte order mark decides. Bytes that are valid UTF-8 are UTF-8, as
    other encodings are so by chance only for a few letters. Bytes that are valid GB18030 are so
    when three in five of their double-byte characters are among the common ones (GB 2312
    punctuation and the 3,755 characters of its first level): the accented letters of Windows-1252
    fall elsewhere in that table. Anything else is Windows-1252.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if b"\0" in data:
        raise Unreadable(Why.NOT_TEXT)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _reads_as_chinese(text):
            return text
    return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(Why.NOT_TEXT) from error


def _reads_as_chinese(text: str) -> bool:
    counts = {letter: count for letter, count in Counter(text).items() if letter > "\x7f"}
    total = sum(counts.values())
    common = sum(count for letter, count in counts.items() if _is_common(letter))
    return common >= _COMMON_SHARE * total


def _is_common(letter: str) -> bool:
    """Whether a character is in the punctuation or the first level of GB 2312."""
    code = letter.encode("gb18030")
    lead, trail = code[0], code[1]
    return trail >= 0xA1 and (0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7)


def records(text: str) -> Iterator[list[str]]:
    """The records of the text, quoted cells with their line breaks in one piece."""
    text, separator = _separated(text)
    try:
        yield from csv.reader(_lines(text), delimiter=separator)
    except csv.Error as error:
        raise Unreadable(Why.DAMAGED, detail=str(error)) from error


def _lines(text: str) -> Iterator[str]:
    """Line by line; a StringIO would hold the whole text again, four bytes a letter."""
    return (line.group() for line in _LINE.finditer(text))


def _separated(text: str) -> tuple[str, str]:
    """The text and its separator: the one that cuts most rows into equally many cells."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[-1]
    return text, max(_SEPARATORS, key=lambda separator: _regularity(text, separator))


def _regularity(text: str, separator: str) -> int:
    reader = csv.reader(_lines(text), delimiter=separator)
    try:
        widths = Counter(len(record) for record in islice(reader, _SAMPLE_ROWS))
    except csv.Error:
        return 0
    return max(((width - 1) * count for width, count in widths.items()), default=0)
