"""An official paper as PDF and as pictures of its pages, set by typst in the typefaces we bring."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from handlers.papers import measures, setting
from handlers.papers.glyphs import Undrawable, typefaces, undrawable
from handlers.papers.official import Block, Labelled, OfficialPaper, Part, blocks, printable, texts

TEMPLATE = Path(__file__).with_name("official.typ")


def pdf(paper: OfficialPaper) -> bytes:
    """See `printing.pdf`."""
    (document,) = _compiled(paper, "pdf")
    return document


def preview(paper: OfficialPaper) -> list[bytes]:
    """See `printing.preview`."""
    return _compiled(paper, "png")


def _compiled(paper: OfficialPaper, form: Literal["pdf", "png"]) -> list[bytes]:
    if lacking := undrawable("".join(texts(paper))):
        raise Undrawable(lacking)
    made, warnings = typst.compile_with_warnings(
        TEMPLATE,
        format=form,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        # What people typed stays a value and is never read as markup.
        sys_inputs={"paper": json.dumps(_data(paper), ensure_ascii=False)},
        pdf_standards=["a-2b"] if form == "pdf" else [],
    )
    if warnings:
        # Such as a typeface that is not there: a fault of ours, never of the text.
        raise RuntimeError("; ".join(warning.message for warning in warnings))
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    folders = {str(file.parent) for file in typefaces()}
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=sorted(folders)
    )


def _data(paper: OfficialPaper) -> dict[str, object]:
    return {
        "blocks": [_block(paper, block) for block in blocks(paper)],
        "title": printable(paper.title),
        "draft": printable(paper.draft),
        "approver": _labelled(paper.approver),
        "copies": _labelled(paper.copies),
        "hang": setting.width(paper.copies.label) if paper.copies else 0,
        "printed": paper.printed and [printable(text) for text in paper.printed],
        "measures": {name.lower(): one for name, one in vars(measures).items() if name.isupper()},
    }


def _labelled(one: Labelled | None) -> dict[str, str] | None:
    return {"label": printable(one.label), "text": printable(one.text)} if one else None


def _block(paper: OfficialPaper, block: Block) -> dict[str, object]:
    if block.part is Part.ISSUER:
        return asdict(block) | {"width": setting.signature_width(block.text, printable(paper.date))}
    if block.part in {Part.HEAD, Part.TITLE}:
        size = setting.head_size(block.text) if block.part is Part.HEAD else measures.TITLE
        return asdict(block) | {"size": size, "lines": setting.lines(block.text, size)}
    return asdict(block)
