"""An official paper (公文) as plain data: what stands on it from top to bottom (DOMAIN §8)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from handlers.papers.annexes import Annex
from locales import clean

_NUMERAL = "[一二三四五六七八九十百]+"
_FIRST = re.compile(rf"{_NUMERAL}、|[IVX]+\. ")
_SECOND = re.compile(rf"[（(]{_NUMERAL}[）)]")
_NO_TEXT = re.compile("[\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LONGEST_HEADING = 56  # two lines of the page; what is longer is a numbered paragraph


@dataclass(frozen=True)
class Labelled:
    """A label with its colon, and what it names; a longer text hangs from the end of the label."""

    label: str
    text: str


@dataclass(frozen=True)
class OfficialPaper:
    """What stands on one official paper, in the office's language and without any markup.

    An empty text or tuple leaves its place out. The renderers add no word of their own, so the
    caller passes labels and stand-ins (a number to come, the draft mark) already translated.
    """

    head: tuple[str, ...]
    """The red head, a line each: the issuing office, then the heading of a slip."""
    number: str
    """The document number, or what stands in its place until it is given."""
    title: str
    addressee: str
    """Whom it is sent to (主送), with the closing colon."""
    body: tuple[str, ...]
    """Paragraphs; `一、…` (or `I. …`) and `（一）…` on a line of their own are headings."""
    terms: tuple[Labelled, ...]
    """What follows the body item by item: time limits, basis."""
    issuer: str
    """The office at the place of the signature."""
    date: str
    """The day of signing as it is printed: 2026年5月8日."""
    remarks: tuple[str, ...]
    """Below the date (附注), a line each, such as （联系人：…）."""
    copies: Labelled | None
    """Who gets a copy (抄送), at the foot of the last page."""
    printed: tuple[str, str] | None
    """Who printed it, and when (印发机关, 印发日期), at the foot of the last page."""
    draft: str
    """The mark on every page while the paper is not signed."""
    approver: Labelled | None = None
    """The signatory (签发人), beside the number on papers to a superior only."""
    annex_lines: tuple[Labelled, ...] = ()
    """Which annexes there are (附件说明), a blank line below the body (7.3.4); their labels
    (附件：1. ) end one below the other, and the names and their further lines begin there."""
    annexes: tuple[Annex, ...] = ()
    """What follows on new pages (附件)."""


class Part(StrEnum):
    """Which part of the page a block of text is."""

    HEAD = "head"
    NUMBER = "number"
    TITLE = "title"
    ADDRESSEE = "addressee"
    HEADING = "heading"
    SUBHEADING = "subheading"
    BODY = "body"
    TERM = "term"
    ANNEX = "annex"
    ISSUER = "issuer"
    DATE = "date"
    REMARK = "remark"


@dataclass(frozen=True)
class Block:
    """One block of the page from top to bottom; `label` is set off before the text."""

    part: Part
    text: str
    label: str = ""


def blocks(paper: OfficialPaper) -> tuple[Block, ...]:
    """The paper from the red head to the remarks; every renderer draws exactly these."""
    return tuple(block for block in _blocks(paper) if block.text)


def _blocks(paper: OfficialPaper) -> Iterator[Block]:
    yield from (_block(Part.HEAD, line) for line in paper.head)
    yield _block(Part.NUMBER, paper.number)
    yield _block(Part.TITLE, paper.title)
    yield _block(Part.ADDRESSEE, paper.addressee)
    yield from (_block(_rank(line.strip()), line) for line in paper.body)
    yield from (_block(Part.TERM, term.text, term.label) for term in paper.terms)
    yield from (_block(Part.ANNEX, line.text, line.label) for line in paper.annex_lines)
    yield _block(Part.ISSUER, paper.issuer)
    yield _block(Part.DATE, paper.date)
    yield from (_block(Part.REMARK, remark) for remark in paper.remarks)


def _block(part: Part, text: str, label: str = "") -> Block:
    return Block(part, printable(text).strip(), printable(label))


def _rank(text: str) -> Part:
    """A numbered line without a second sentence is a heading (GB/T 9704, 7.3.3)."""
    sentence, _, rest = text.partition("。")
    if rest or len(sentence) > _LONGEST_HEADING:
        return Part.BODY
    if _FIRST.match(text):
        return Part.HEADING
    return Part.SUBHEADING if _SECOND.match(text) else Part.BODY


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a typed text, without empty ones and without the indents that people type."""
    return tuple(line.strip() for line in clean(text).splitlines() if line.strip())


def printable(text: str) -> str:
    """A text in one line, without what XML cannot hold: no letter of any script is among that."""
    return _NO_TEXT.sub("", " ".join(clean(text).splitlines()))


def texts(paper: OfficialPaper) -> Iterator[str]:
    """Every text that is printed on the paper."""
    for block in blocks(paper):
        yield from (block.label, block.text)
    for labelled in (paper.copies, paper.approver):
        yield from (printable(labelled.label), printable(labelled.text)) if labelled else ()
    yield from map(printable, paper.printed or ())
    yield printable(paper.draft)
    for annex in paper.annexes:
        yield from map(printable, annex.texts())
