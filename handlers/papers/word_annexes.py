"""The annexes of an official paper in its Word document: titles and ruled tables."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from handlers.papers import measures, setting
from handlers.papers import word_parts as parts
from handlers.papers.annexes import Annex, AnnexTable
from handlers.papers.official import printable
from handlers.papers.word_parts import BOLD_SONG, FANGSONG, HEI, Type, element, write

_CELL = Type(FANGSONG, measures.CELL)
_SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_LINE_OF_A_CELL = 1.35
_TWIPS_INSIDE = 80  # four points between a line and a text, as in the PDF


def annex(document: Document, one: Annex) -> None:
    """Append an annex on a new page."""
    label = _line(document, printable(one.label), Type(HEI, measures.BODY))
    label.paragraph_format.page_break_before = True
    _line(document, "", _CELL)
    for line in setting.lines(printable(one.title), measures.TITLE):
        title = _line(document, line, Type(BOLD_SONG, measures.TITLE))
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for table in one.tables:
        caption = _line(document, printable(table.caption), Type(HEI, measures.BODY))
        caption.paragraph_format.keep_with_next = True
        _table(document, table)
        if table.note:
            _line(document, printable(table.note), _CELL)
    _line(document, "", _CELL)  # so that no table touches the foot of the last page


def _line(document: Document, text: str, kind: Type) -> Paragraph:
    paragraph = document.add_paragraph()
    parts.line_height(paragraph, measures.LINE)
    write(paragraph, text, kind)
    return paragraph


def _table(document: Document, one: AnnexTable) -> None:
    made = document.add_table(len(one.rows) + 1, len(one.columns))
    _rule(made)
    widths = one.widths(measures.TYPE_WIDTH)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)  # LibreOffice goes by the grid, Word by the cells
    head, *rows = made.rows
    head._tr.get_or_add_trPr().append(element("tblHeader"))
    for row, texts in zip((head, *rows), (_headings(one), *one.rows), strict=True):
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, text, column, width in zip(row.cells, texts, one.columns, widths, strict=True):
            cell.width = Mm(width)
            _fill(cell, text, "center" if row is head else column.side)


def _headings(one: AnnexTable) -> tuple[str, ...]:
    return tuple(column.heading for column in one.columns)


def _fill(cell: _Cell, text: str, side: str) -> None:
    paragraph = cell.paragraphs[0]
    parts.line_height(paragraph, measures.CELL * _LINE_OF_A_CELL)
    paragraph.alignment = _SIDES[side]
    write(paragraph, printable(text), _CELL)


def _rule(table: Table) -> None:
    """Thin lines around every cell, and widths as they are given."""
    properties = table._element.tblPr
    for child in list(properties):
        properties.remove(child)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (element(side, val="single", sz=4, space=0) for side in sides)
    inside = (element(side, w=_TWIPS_INSIDE, type="dxa") for side in ("left", "right"))
    properties.extend(
        (
            element("tblBorders", *lines),
            element("tblLayout", type="fixed"),
            element("tblCellMar", *inside),
        )
    )
