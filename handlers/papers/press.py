"""Runs typst: a template and its values in, PDF or PNG out, in our typefaces and no others."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal
from unicodedata import east_asian_width

import typst

from handlers.papers.glyphs import Undrawable, typefaces, undrawable

Form = Literal["pdf", "png"]
SHARPNESS = 144.0
"""Pixels per inch, where nothing else is asked for: two pixels a point."""


def printed(
    template: Path,
    values: Mapping[str, object],
    said: str,
    form: Form,
    sharpness: float = SHARPNESS,
) -> list[bytes]:
    """The pages as PNG in so many pixels per inch, or one PDF (PDF/A-2b).

    The template reads `values` as JSON from `sys.inputs.values`, and whether it is `latin`; `said`
    is every text that will be drawn. Raises `Undrawable` if the typefaces lack a character of it.
    """
    if lacking := undrawable(said):
        raise Undrawable(lacking)
    made, warnings = typst.compile_with_warnings(
        template,
        format=form,
        ppi=sharpness,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        # What people typed stays a value and is never read as markup.
        sys_inputs={"values": json.dumps({**values, "latin": latin(said)}, ensure_ascii=False)},
        pdf_standards=["a-2b"] if form == "pdf" else [],
    )
    if warnings:
        # Such as a typeface that is not there: a fault of ours, never of the text.
        raise RuntimeError("; ".join(warning.message for warning in warnings))
    return made if isinstance(made, list) else [made]


def latin(said: str) -> bool:
    """Whether a paper is in Latin letters: its quotation marks are then no wider than they look."""
    wide = sum(east_asian_width(char) == "W" for char in said)
    return sum(char.isascii() and char.isalpha() for char in said) > 2 * wide


@cache
def _fonts() -> typst.Fonts:
    folders = {str(file.parent) for file in typefaces()}
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=sorted(folders)
    )
