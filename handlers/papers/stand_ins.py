"""What stands on a PDF where its typefaces lack a character: a mark, and a remark that says so."""

from collections.abc import Callable
from dataclasses import replace

from handlers.papers.glyphs import undrawable
from handlers.papers.marking import marked
from handlers.papers.official import Labelled, OfficialPaper, texts
from locales import Translator

MARK = "〓"
"""What Chinese typesetters put where a character is missing."""


def drawable(tr: Translator, paper: OfficialPaper) -> OfficialPaper:
    """The paper as PDF and pictures can show it.

    Each character that no typeface has stands as 〓, and a remark at the end names the characters
    by their codes and sends the reader to the Word document. The same paper, if none is missing.
    """
    lacking = undrawable("".join(texts(paper)))
    if not lacking:
        return paper
    remark = tr.plain(
        "({mark}: characters that this file cannot show, {codes}; they are in the Word document.)",
        mark=MARK,
        codes=codes(tr, lacking),
    )
    shown = _marked(paper, lambda text: stand_in(text, lacking))
    return replace(shown, remarks=(*shown.remarks, remark))


def codes(tr: Translator, lacking: str) -> str:
    """The characters by their codes, for who looks them up: U+20BB7, U+2705."""
    return tr.plain(", ").join(f"U+{ord(char):04X}" for char in lacking)


def stand_in(text: str, lacking: str) -> str:
    """A text with 〓 in the place of each lacking character."""
    return text.translate({ord(char): MARK for char in lacking})


def _marked(paper: OfficialPaper, mark: Callable[[str], str]) -> OfficialPaper:
    def labelled(one: Labelled | None) -> Labelled | None:
        return one and Labelled(mark(one.label), mark(one.text))

    return OfficialPaper(
        head=tuple(map(mark, paper.head)),
        number=mark(paper.number),
        title=mark(paper.title),
        addressee=mark(paper.addressee),
        body=tuple(map(mark, paper.body)),
        terms=tuple(Labelled(mark(one.label), mark(one.text)) for one in paper.terms),
        issuer=mark(paper.issuer),
        date=mark(paper.date),
        remarks=tuple(map(mark, paper.remarks)),
        copies=labelled(paper.copies),
        printed=paper.printed and (mark(paper.printed[0]), mark(paper.printed[1])),
        draft=mark(paper.draft),
        approver=labelled(paper.approver),
        annex_lines=tuple(Labelled(mark(one.label), mark(one.text)) for one in paper.annex_lines),
        annexes=tuple(marked(annex, mark) for annex in paper.annexes),
    )
