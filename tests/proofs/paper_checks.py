"""What can be said of a finished paper without eyes: its text, page, margins and page numbers."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Length

from handlers.papers import measures
from handlers.papers.glyphs import undrawable
from handlers.papers.official import OfficialPaper, texts

TYPEFACES = frozenset({"仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"})
SLACK = 1.5  # points: the stroke of heavy type, and what a glyph may overhang
WATERMARK = 60.0  # points: nothing else on the page is as high
ACROSS, DOWN = (side * measures.POINTS_PER_MM for side in measures.PAGE)


@dataclass(frozen=True)
class Letter:
    """One character on a page, and its ink in points from the left and lower edges."""

    char: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def in_type_area(self) -> bool:
        """Whether all of its ink is within 156 × 225 mm."""
        least = _points(measures.LEFT, measures.BOTTOM)
        most = (ACROSS - _points(measures.RIGHT)[0], DOWN - _points(measures.TOP)[0])
        return (
            self.left >= least[0] - SLACK
            and self.right <= most[0] + SLACK
            and self.bottom >= least[1] - SLACK
            and self.top <= most[1] + SLACK
        )


def _points(*millimetres: float) -> list[float]:
    return [one * measures.POINTS_PER_MM for one in millimetres]


def missing(paper: OfficialPaper, text: str) -> Iterator[str]:
    """Texts of a paper that a text taken out of a file does not have; white space is no matter."""
    there = _bare(text)
    wanted = {_bare(one) for one in texts(paper)} - {""}
    yield from (f"not in the file: {one}" for one in sorted(wanted) if one not in there)


def _bare(text: str) -> str:
    """Without white space and hyphens: one at the end of a line is not in a text taken out."""
    return "".join(text.split()).translate(dict.fromkeys((ord("-"), 0x2, 0xAD, 0xFFFE)))


def pdf_faults(data: bytes, paper: OfficialPaper) -> Iterator[str]:
    """What is wrong with the PDF of a paper."""
    document = pypdfium2.PdfDocument(data)
    running = paper.draft
    for number, page in enumerate(document, 1):
        if any(abs(a - b) > 0.5 for a, b in zip(page.get_size(), (ACROSS, DOWN), strict=True)):
            yield f"page {number} measures {page.get_size()}"
        letters = [one for one in _letters(page) if one.top - one.bottom < WATERMARK]
        running += "".join(one.char for one in letters if one.in_type_area)
        outside = [one for one in letters if not one.in_type_area]
        yield from _furniture_faults(number, outside, paper.draft)
    yield from missing(paper, running)


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text = page.get_textpage()
    for at in range(text.count_chars()):
        char = text.get_text_range(at, 1)
        if char.strip():
            yield Letter(char, *text.get_charbox(at))


def _furniture_faults(number: int, outside: list[Letter], draft: str) -> Iterator[str]:
    """Outside of the type area stand the draft mark and the page number, and nothing else."""
    head = "".join(one.char for one in outside if one.bottom > DOWN / 2)
    foot = [one for one in outside if one.top <= DOWN / 2]
    said = "".join(one.char for one in foot)
    if head != draft:
        yield f"page {number}: {head!r} in the upper margin"
    if said != f"—{number}—":
        yield f"page {number}: {said!r} in the lower margin"
        return
    left, right = _points(measures.LEFT, measures.PAGE[0] - measures.RIGHT)
    near = right - foot[-1].right if number % 2 else foot[0].left - left
    if abs(near - measures.SMALL) > 3:
        yield f"page {number}: the page number is {near:.0f} points from its edge"
    below = _points(measures.BOTTOM)[0] - foot[1].top
    if abs(below - _points(measures.PAGE_NUMBER_BELOW)[0]) > 4:
        yield f"page {number}: the page number is {below:.0f} points below the type area"


def word_faults(data: bytes, paper: OfficialPaper) -> Iterator[str]:
    """What is wrong with the Word document of a paper."""
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    measured = [_millimetres(one) for one in (*sides, section.left_margin, section.right_margin)]
    edges = (measures.TOP, measures.BOTTOM, measures.LEFT, measures.RIGHT)
    if measured != [*measures.PAGE, *edges]:
        yield f"the Word page measures {measured}"
    fonts = {one.get(qn("w:eastAsia")) for one in document.element.iter(qn("w:rFonts"))}
    if not fonts - {"楷体_GB2312"} <= TYPEFACES:
        yield f"the Word document names {sorted(map(str, fonts))}"
    yield from missing(paper, "".join(_words(document)))


def _millimetres(length: Length | None) -> float:
    return round(length.mm if length else 0.0)


def _words(document: Document) -> Iterator[str]:
    yield from (paragraph.text for paragraph in document.sections[0].header.paragraphs)
    for one in document.iter_inner_content():
        if hasattr(one, "text"):
            yield one.text
        else:
            yield from (cell.text for row in one.rows for cell in row.cells)


def converter() -> str | None:
    """An office program that opens Word documents, if this machine has one."""
    return shutil.which("soffice")


def converted_faults(file: Path, paper: OfficialPaper) -> Iterator[str]:
    """What an office program loses of a Word document; nothing where there is no such program."""
    program = converter()
    if not program:
        return
    with tempfile.TemporaryDirectory() as folder:
        home = f"-env:UserInstallation=file://{folder}/home"
        command = (program, home, "--headless", "--convert-to", "pdf", "--outdir", folder, file)
        subprocess.run(command, check=True, capture_output=True)
        document = pypdfium2.PdfDocument((Path(folder) / f"{file.stem}.pdf").read_bytes())
        pages = [page.get_textpage().get_text_range() for page in document]
    numbered = (page.replace(f"— {n} —", "").strip() for n, page in enumerate(pages, 1))
    running = "".join(page.removeprefix(paper.draft) for page in numbered)
    # What no typeface here can show has no text in a PDF either.
    lost = undrawable("".join(texts(paper)))
    for one in missing(paper, running + paper.draft):
        if not set(one) & set(lost):
            yield f"converted: {one}"
