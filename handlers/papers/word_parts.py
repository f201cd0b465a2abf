"""The pieces of a Word document that python-docx has no words for, in the measures of GB/T 9704."""

import math
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from handlers.papers import measures

FANGSONG, BOLD_SONG, SONG = "仿宋_GB2312", "方正小标宋简体", "宋体"
HEI, KAI = "黑体", "楷体_GB2312"

_HEADER_FROM_TOP = 17.0  # millimetres: above the type area, clear of its first line
_BELOW_LETTERS = 2  # points that a line holds below its letters
_TWIPS = 20  # to a point
# A grid of characters would say it once for the page, but is read differently outside of Word.
_CLOSER = math.floor((measures.CHARACTER - measures.BODY) * _TWIPS)
_AFTER_BORDERS = (
    *("w:shd", "w:tabs", "w:kinsoku", "w:autoSpaceDE", "w:autoSpaceDN", "w:spacing"),
    *("w:ind", "w:jc", "w:rPr"),
)


@dataclass(frozen=True)
class Type:
    """A typeface, its size in points and its colour."""

    font: str
    size: float
    colour: str = "000000"


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """An element of WordprocessingML with its attributes and children."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def write(paragraph: Paragraph, text: str, kind: Type) -> None:
    """Append text; Chinese, Latin letters and quotation marks alike in the one typeface."""
    run = paragraph.add_run(text)
    run.font.name = kind.font
    run.font.size = Pt(kind.size)
    run.font.color.rgb = RGBColor.from_string(kind.colour)
    properties = run._element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), kind.font)
    fonts.set(qn("w:hint"), "eastAsia")
    if kind.size == measures.BODY:
        closer = element("spacing", val=_CLOSER)
        properties.insert_element_before(closer, "w:w", "w:kern", "w:sz", "w:szCs")


def line_height(paragraph: Paragraph, height: float, before: float = 0.0) -> None:
    """The height of each line and the space above the paragraph, in points."""
    shape = paragraph.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(height)
    shape.space_before, shape.space_after = Pt(before), Pt(0)


def indent(paragraph: Paragraph, *, first_line: int = 0, right: int = 0) -> None:
    """Keep characters free before the first line, or to the right of a line that ends there."""
    shape = paragraph.paragraph_format
    if first_line:
        shape.first_line_indent = Pt(first_line * measures.CHARACTER)
    if right:
        shape.right_indent = Pt(right * measures.CHARACTER)
        shape.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def centre_at_right(paragraph: Paragraph, width: float) -> None:
    """Centre a line within a width in points at the right edge; of width 0, end it there."""
    shape = paragraph.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if width else WD_ALIGN_PARAGRAPH.RIGHT
    if width:
        shape.left_indent = Pt(measures.TYPE_WIDTH * measures.POINTS_PER_MM - width)


def spread(paragraph: Paragraph, margin: float, within: float = 0.0) -> None:
    """Let a tab carry what follows to the right edge.

    A margin in points is kept on either side; `within` a cell, its own margins are taken off too.
    """
    shape = paragraph.paragraph_format
    shape.left_indent = Pt(margin)
    end = measures.TYPE_WIDTH * measures.POINTS_PER_MM - within - margin
    shape.tab_stops.add_tab_stop(Pt(end), WD_TAB_ALIGNMENT.RIGHT)


def hang(paragraph: Paragraph, characters: float) -> None:
    """Let all lines but the first begin after so many small characters, below the label's end."""
    shape = paragraph.paragraph_format
    shape.left_indent = Pt(characters * measures.SMALL)
    shape.first_line_indent = Pt(-characters * measures.SMALL)


def stand_below(paragraph: Paragraph, first: float, others: float) -> None:
    """Begin the first line after so many characters, and all others after others.

    Lines are not stretched, so that what is written before a text is as wide in each.
    """
    shape = paragraph.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.LEFT
    shape.left_indent = Pt(others * measures.CHARACTER)
    shape.first_line_indent = Pt((first - others) * measures.CHARACTER)


def rule_below(paragraph: Paragraph) -> None:
    """The red line 4 mm below the document number."""
    space = round(4 * measures.POINTS_PER_MM) - _BELOW_LETTERS
    line = element("bottom", val="single", sz=16, space=space, color=measures.RED)
    paragraph._element.get_or_add_pPr().insert_element_before(
        element("pBdr", line), *_AFTER_BORDERS
    )


def page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — at a side of the page, one character away from the edge."""
    kind = Type(SONG, measures.SMALL)
    line_height(paragraph, measures.SMALL)
    paragraph.alignment = side
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Pt(measures.SMALL)
    write(paragraph, "— ", kind)
    for step in ("begin", "instruction", "separate", "1", "end"):
        write(paragraph, "1" if step == "1" else "", kind)
        if step == "instruction":
            code = element("instrText")
            code.text = "PAGE"
            paragraph.runs[-1]._element.append(code)
        elif step != "1":
            paragraph.runs[-1]._element.append(element("fldChar", fldCharType=step))
    write(paragraph, " —", kind)


def stand_at_foot(table: Table) -> None:
    """Put a table at the foot of the type area, ruled above, between its rows and below."""
    properties = table._element.tblPr
    for child in list(properties):
        properties.remove(child)
    rules = {"top": 8, "bottom": 8, "insideH": 6}  # eighths of a point: 0.35 and 0.25 mm
    lines = (element(name, val="single", sz=size, space=0) for name, size in rules.items())
    side = round(measures.SMALL * _TWIPS)
    margins = (element(name, w=side, type="dxa") for name in ("left", "right"))
    properties.extend(
        (
            element(
                "tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="left",
                tblpYSpec="bottom",
            ),
            element("tblW", w=_twips(measures.TYPE_WIDTH), type="dxa"),
            element("tblBorders", *lines),
            element("tblLayout", type="fixed"),
            element("tblCellMar", *margins),
        )
    )  # fmt: skip


def _twips(millimetres: float) -> int:
    return round(millimetres * measures.POINTS_PER_MM * _TWIPS)


def set_page(document: Document) -> None:
    """A4 with the type area of 22 lines by 28 characters, and the type that lines begin with."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(measures.PAGE[0]), Mm(measures.PAGE[1])
    section.top_margin, section.bottom_margin = Mm(measures.TOP), Mm(measures.BOTTOM)
    section.left_margin, section.right_margin = Mm(measures.LEFT), Mm(measures.RIGHT)
    section.header_distance = Mm(_HEADER_FROM_TOP)
    number = measures.SMALL / measures.POINTS_PER_MM
    section.footer_distance = Mm(measures.BOTTOM - measures.PAGE_NUMBER_BELOW - number)
    _set_normal(document)


def _set_normal(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(measures.BODY)
    normal.font.name = FANGSONG
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), FANGSONG)
    properties.append(element("lang", val="en-US", eastAsia="zh-CN"))
    normal.paragraph_format.widow_control = False
    # No extra space between Chinese and Latin letters: the page counts 28 characters a line.
    for name in ("autoSpaceDE", "autoSpaceDN"):
        normal.element.get_or_add_pPr().append(element(name, val=0))


def forget_origin(document: Document) -> None:
    """Take out the author and the dates that the library's template brings."""
    core = document.core_properties._element
    for child in list(core):
        core.remove(child)
