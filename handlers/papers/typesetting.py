"""An official paper as PDF and as pictures of its pages, set by typst in the typefaces we bring."""

from dataclasses import asdict
from pathlib import Path

from handlers.papers import measures, press, setting
from handlers.papers.annexes import Annex
from handlers.papers.marking import marked
from handlers.papers.official import Block, Labelled, OfficialPaper, Part, blocks, printable, texts

TEMPLATE = Path(__file__).with_name("official.typ")


def pdf(paper: OfficialPaper) -> bytes:
    """See `printing.pdf`."""
    (document,) = press.printed(TEMPLATE, _data(paper), "".join(texts(paper)), "pdf")
    return document


def preview(paper: OfficialPaper) -> list[bytes]:
    """See `printing.preview`."""
    return press.printed(TEMPLATE, _data(paper), "".join(texts(paper)), "png")


def _data(paper: OfficialPaper) -> dict[str, object]:
    return {
        "blocks": [_block(paper, block) for block in blocks(paper)],
        "title": printable(paper.title),
        "draft": printable(paper.draft),
        "annexes": [_annex(annex) for annex in paper.annexes],
        "approver": _labelled(paper.approver),
        "copies": _labelled(paper.copies),
        "hang": setting.width(paper.copies.label) if paper.copies else 0,
        "printed": paper.printed and [printable(text) for text in paper.printed],
        "measures": {name.lower(): one for name, one in vars(measures).items() if name.isupper()},
    }


def _annex(annex: Annex) -> dict[str, object]:
    shown = marked(annex, printable)
    lines = setting.lines(shown.title, measures.TITLE)
    return asdict(shown) | {"size": measures.TITLE, "lines": lines}


def _labelled(one: Labelled | None) -> dict[str, str] | None:
    return {"label": printable(one.label), "text": printable(one.text)} if one else None


def _block(paper: OfficialPaper, block: Block) -> dict[str, object]:
    if block.part is Part.ISSUER:
        return asdict(block) | {"width": setting.signature_width(block.text, printable(paper.date))}
    if block.part in {Part.HEAD, Part.TITLE}:
        size = setting.head_size(block.text) if block.part is Part.HEAD else measures.TITLE
        return asdict(block) | {"size": size, "lines": setting.lines(block.text, size)}
    return asdict(block)
