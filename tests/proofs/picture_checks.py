"""What can be said of a picture without eyes: its size, its type, and the names that are on it."""

import struct
from collections.abc import Iterable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from handlers.papers.pictures.picture import PIXELS, Picture
from handlers.papers.stand_ins import MARK

LIGHT = 480_000
"""Bytes a photo may have, even of 91 units with names of sixty characters."""
TALLEST = 2.0
"""How many times as high as wide a photo may be, to fill a phone and no more."""
SMALLEST = 20.0
"""Pixels of the smallest type, at a width of 1280."""


def photo_faults(data: bytes, picture: Picture) -> Iterator[str]:
    """What is wrong with the PNG of a photo."""
    width, height = struct.unpack(">LL", data[16:24])
    if abs(width - PIXELS[picture.width]) > 1:
        yield f"{width} pixels wide"
    if height > TALLEST * width:
        yield f"{width} × {height} pixels"
    if len(data) > LIGHT:
        yield f"{len(data)} bytes"


def file_faults(data: bytes) -> Iterator[str]:
    """What is wrong with a PDF: it has one page, and no type too small to be read."""
    document = pypdfium2.PdfDocument(data)
    if len(document) != 1:
        yield f"{len(document)} pages"
    smallest = min(map(_smallest, document))
    if smallest < SMALLEST - 0.1:
        yield f"type of {smallest:.1f} pixels"


def _smallest(page: pypdfium2.PdfPage) -> float:
    """The smallest type of a page in pixels, as if it were 1280 wide."""
    text = page.get_textpage()
    sizes = [pdfium.FPDFText_GetFontSize(text.raw, at) for at in range(text.count_chars())]
    # The white space that the reader puts between words has a size of 1.
    return float(min(size for size in sizes if size > 1)) * 1280 / float(page.get_width())


def words(*files: bytes) -> str:
    """All that is written on some PDFs, without white space."""
    pages = (page for data in files for page in pypdfium2.PdfDocument(data))
    return "".join(_bare(page.get_textpage().get_text_range()) for page in pages)


def missing(wanted: Iterable[str], said: str) -> Iterator[str]:
    """Texts of which not even the beginning, with an ellipsis, is written there."""
    yield from (f"not in the picture: {one}" for one in wanted if not _told(one, said))


def betrayed(unwanted: Iterable[str], said: str) -> Iterator[str]:
    """Texts that are written there and must not be."""
    yield from (f"in the picture: {one}" for one in unwanted if _bare(one) in said)


def _told(wanted: str, said: str) -> bool:
    whole = _bare(wanted.replace("𠮷", MARK))
    return whole in said or _begun(whole, said) or _begun(_wordy(whole), _wordy(said))


def _begun(whole: str, said: str) -> bool:
    return any(f"{whole[:end]}…" in said for end in range(4, len(whole)))


def _wordy(text: str) -> str:
    """Without figures: the reader puts a place that stands beside two lines between them."""
    return "".join(char for char in text if not char.isdigit())


def _bare(text: str) -> str:
    """Without white space and hyphens: the reader tells a hyphen at the end of a line otherwise."""
    return "".join(char for char in text if not char.isspace() and char not in "-\u200b\ufffe\x02")
