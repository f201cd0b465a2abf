"""The ways out of an official paper: PDF, pictures of its pages, Word.

What draws them is loaded here, when it is first asked for: every start would wait for it.
"""

from handlers.papers.official import OfficialPaper


def pdf(paper: OfficialPaper) -> bytes:
    """The paper as PDF/A-2b, for print and for the archive.

    Raises `Undrawable` if the typefaces lack a character; `stand_ins.drawable` prevents it.
    """
    from handlers.papers import typesetting  # noqa: PLC0415  see above

    return typesetting.pdf(paper)


def preview(paper: OfficialPaper) -> list[bytes]:
    """Its pages as PNG, 1191 × 1684 pixels each; raises as `pdf` does."""
    from handlers.papers import typesetting  # noqa: PLC0415  see above

    return typesetting.preview(paper)


def docx(paper: OfficialPaper) -> bytes:
    """The paper as .docx, to be edited, printed and sealed; it holds every character as it is.

    A machine without the typefaces it names (仿宋_GB2312, 方正小标宋简体, 黑体, 楷体_GB2312) shows
    others in their place.
    """
    from handlers.papers import word  # noqa: PLC0415  see above

    return word.docx(paper)
