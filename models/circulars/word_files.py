"""What stands in a Word file that somebody sent: its paragraphs and cells, read without trust."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.workbooks.archives import BROKEN, MB, Limits, inspect_parts
from models.workbooks.faults import Unreadable, Why

LIMITS = Limits(file_bytes=10 * MB, unpacked_bytes=60 * MB)
_OLE = b"\xd0\xcf\x11\xe0"  # what older and encrypted files of office programs begin with
_LONGEST = 200_000


@dataclass(frozen=True)
class WordText:
    """The paragraphs outside of tables in their order, and the texts of all cells."""

    paragraphs: tuple[str, ...]
    cells: tuple[str, ...]


def read_word(content: bytes) -> WordText:
    """The text of a .docx; Unreadable for anything else, or what asks too much of this machine."""
    if not content:
        raise Unreadable(Why.EMPTY)
    if len(content) > LIMITS.file_bytes:
        raise Unreadable(Why.TOO_LARGE, size=len(content) // MB, limit=LIMITS.file_bytes // MB)
    if content.startswith(_OLE):
        raise Unreadable(Why.LEGACY)
    inspect_parts(io.BytesIO(content), LIMITS, _look_at_names)
    return _read(content)


def _look_at_names(names: list[str]) -> None:
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise Unreadable(Why.MACROS)
    if "word/document.xml" not in names:
        raise Unreadable(Why.UNKNOWN_FORMAT)


def _read(content: bytes) -> WordText:
    # Loaded here: every start would wait for it.
    import docx  # noqa: PLC0415
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        body = docx.Document(io.BytesIO(content)).element.body
        made = WordText(
            paragraphs=tuple(_text(one) for one in body.iterchildren() if _is(one, "p")),
            cells=tuple(_cells(body)),
        )
    # What lxml raises for bad XML is a SyntaxError.
    except (*BROKEN, PackageNotFoundError, SyntaxError, AttributeError) as error:
        raise Unreadable(Why.DAMAGED, detail=str(error)) from error
    if sum(map(len, (*made.paragraphs, *made.cells))) > _LONGEST:
        raise Unreadable(Why.UNPACKS_TOO_LARGE)
    return made


def _is(one: Any, *tags: str) -> bool:
    """Whether it is an element of WordprocessingML with one of these names."""
    return isinstance(one.tag, str) and one.tag.rpartition("}")[2] in tags


def _text(paragraph: Any) -> str:
    """Its words as they stand after all changes that Word keeps track of are accepted."""
    return " ".join("".join(_pieces(paragraph)).split())


def _pieces(one: Any) -> Iterator[str]:
    for child in one.iterchildren():
        if _is(child, "t"):
            yield child.text or ""
        elif _is(child, "tab", "br"):
            yield " "
        elif not _is(child, "del", "moveFrom", "pPr", "rPr", "instrText", "drawing", "pict"):
            yield from _pieces(child)


def _cells(body: Any) -> Iterator[str]:
    for one in body.iter():
        if _is(one, "tc"):
            texts = (_text(part) for part in one.iterchildren() if _is(part, "p"))
            yield " ".join(filter(None, texts))
