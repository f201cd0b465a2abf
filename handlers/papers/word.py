"""An official paper as a Word document, naming the typefaces that offices have."""

import io
from itertools import zip_longest

import docx as python_docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from handlers.papers import measures, setting, word_annexes
from handlers.papers import word_parts as parts
from handlers.papers.official import Block, Labelled, OfficialPaper, Part, blocks, printable
from handlers.papers.word_parts import BOLD_SONG, FANGSONG, HEI, KAI, Type, write

_HEAD_LINE = 1.35  # from line to line of the red head, in its size
_NUMBER_LINE = 22.0  # points: the line of the number is lower, so that the rule is 4 mm below it
_TOP = frozenset({Part.HEAD, Part.NUMBER, Part.TITLE})
_INDENTED = frozenset({Part.HEADING, Part.SUBHEADING, Part.BODY, Part.TERM, Part.REMARK})
_HEADINGS = frozenset({Part.HEADING, Part.SUBHEADING})
_AT_THE_END = frozenset({Part.ANNEX, Part.ISSUER, Part.DATE, Part.REMARK})
_FONTS = {Part.HEADING: HEI, Part.SUBHEADING: KAI}
_LABELS = {Part.TERM: HEI}


def docx(paper: OfficialPaper) -> bytes:
    """See `printing.docx`."""
    document = python_docx.Document()
    parts.set_page(document)
    parts.forget_origin(document)
    document.core_properties.title = printable(paper.title)
    document.core_properties.author = printable(paper.issuer)
    _furnish(document, printable(paper.draft))
    _head(document, [block.text for block in blocks(paper) if block.part is Part.HEAD])
    _number(document, paper)
    _title(document, printable(paper.title))
    _text(document, paper)
    for annex in paper.annexes:
        word_annexes.annex(document, annex)
    _foot(document, paper)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _furnish(document: Document, draft: str) -> None:
    """The draft mark at the head and the page number at the foot of odd and even pages."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        write(header.paragraphs[0], draft, Type(HEI, measures.BODY))
    parts.page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    parts.page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _head(document: Document, texts: list[str]) -> None:
    sized = [(setting.head_size(text), text) for text in texts]
    lines = [(size, line) for size, text in sized for line in setting.lines(text, size)]
    height = sum(size * _HEAD_LINE for size, _ in lines)
    lowest = measures.HEAD_FROM_TOP * measures.POINTS_PER_MM + measures.HEAD_LARGEST
    above = max(0.0, lowest - height)
    for size, line in lines:
        paragraph = _centred(document, size * _HEAD_LINE, above)
        write(paragraph, line, Type(BOLD_SONG, size, measures.RED))
        above = 0.0


def _number(document: Document, paper: OfficialPaper) -> None:
    _blank(document, 2)
    paragraph = _centred(document, _NUMBER_LINE)
    parts.rule_below(paragraph)
    write(paragraph, printable(paper.number), Type(FANGSONG, measures.BODY))
    if paper.approver:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        parts.spread(paragraph, measures.CHARACTER)
        write(paragraph, f"\t{printable(paper.approver.label)}", Type(FANGSONG, measures.BODY))
        write(paragraph, printable(paper.approver.text), Type(KAI, measures.BODY))


def _title(document: Document, title: str) -> None:
    _blank(document, 2)
    above = 0.0
    for line in setting.lines(title, measures.TITLE):
        paragraph = _centred(document, measures.LINE, above)
        write(paragraph, line, Type(BOLD_SONG, measures.TITLE))
        above = measures.TITLE_APART
    _blank(document, 1)


def _text(document: Document, paper: OfficialPaper) -> None:
    text = [block for block in blocks(paper) if block.part not in _TOP]
    above = {Part.ANNEX: 1, Part.ISSUER: measures.BLANK_LINES_FOR_SEAL}
    for block, following in zip_longest(text, text[1:]):
        _blank(document, above.pop(block.part, 0))
        paragraph = _block(document, block, paper)
        # A heading stays with its text, and the end of the text with annexes and signature.
        ends = following is not None and following.part in _AT_THE_END
        paragraph.paragraph_format.keep_with_next = ends or block.part in _HEADINGS


def _block(document: Document, block: Block, paper: OfficialPaper) -> Paragraph:
    paragraph = _line(document, measures.LINE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if block.part in _INDENTED:
        parts.indent(paragraph, first_line=2)
    elif block.part is Part.DATE:
        parts.indent(paragraph, right=measures.DATE_FROM_RIGHT)
    elif block.part is Part.ANNEX:
        labels = (printable(line.label) for line in paper.annex_lines)
        parts.stand_below(paragraph, *setting.annex_indents(block.label, labels))
    elif block.part is Part.ISSUER:
        date = printable(paper.date)
        parts.centre_at_right(paragraph, setting.signature_width(block.text, date))
    if block.label:
        write(paragraph, block.label, Type(_LABELS.get(block.part, FANGSONG), measures.BODY))
    write(paragraph, block.text, Type(_FONTS.get(block.part, FANGSONG), measures.BODY))
    return paragraph


def _foot(document: Document, paper: OfficialPaper) -> None:
    """Copies and printing at the foot of the last page (版记)."""
    rows = [row for row in (paper.copies, paper.printed) if row]
    if not rows:
        return
    table = document.add_table(len(rows), 1)
    parts.stand_at_foot(table)
    small = Type(FANGSONG, measures.SMALL)
    for cell, row in zip(table.column_cells(0), rows, strict=True):
        paragraph = cell.paragraphs[0]
        parts.line_height(paragraph, measures.LINE)
        if isinstance(row, Labelled):
            parts.hang(paragraph, setting.width(printable(row.label)))
            write(paragraph, printable(row.label) + printable(row.text), small)
        else:
            parts.spread(paragraph, 0, within=2 * measures.SMALL)
            write(paragraph, "\t".join(map(printable, row)), small)
    _line(document, 1)  # a table must be followed by a paragraph, to which it is anchored


def _centred(document: Document, height: float, above: float = 0.0) -> Paragraph:
    paragraph = _line(document, height, above)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _line(document: Document, height: float, above: float = 0.0) -> Paragraph:
    paragraph = document.add_paragraph()
    parts.line_height(paragraph, height, above)
    return paragraph


def _blank(document: Document, lines: int) -> None:
    for _ in range(lines):
        _line(document, measures.LINE).paragraph_format.keep_with_next = True
