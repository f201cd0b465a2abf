"""`python -m tests.proofs.slip_papers --out DIR`: the slips as papers, also those hard to set.

Writes each as PDF, PNG pages and .docx to be looked at, and checks what needs no eyes: every text
is in all of them, page and margins, page numbers, no missing glyph, and how long it takes.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from handlers.papers import printing
from handlers.papers.glyphs import Undrawable
from handlers.papers.official import OfficialPaper
from handlers.papers.slip_papers import slip_paper
from handlers.papers.stand_ins import drawable
from locales import translator
from tests.proofs import paper_checks
from tests.proofs.slip_cases import CASES
from tests.proofs.verdict import conclude
from tests.proofs.watch import Watch

WARM = 0.3  # seconds a paper may take once everything is loaded
TR = translator("zh_CN", ZoneInfo("Asia/Shanghai"))


def faults(name: str, paper: OfficialPaper, out: Path, watch: Watch) -> Iterator[str]:
    """Write one paper in every form; what is wrong with it, in sentences."""
    shown = drawable(TR, paper)
    yield from _refused(paper, shown)
    pdf = watch.timed("pdf", lambda: printing.pdf(shown))
    pages = watch.timed("preview", lambda: printing.preview(shown))
    word = watch.timed("docx", lambda: printing.docx(paper))
    (out / f"{name}.pdf").write_bytes(pdf)
    (out / f"{name}.docx").write_bytes(word)
    for stale in out.glob(f"{name}-[0-9].png"):
        stale.unlink()
    for number, page in enumerate(pages, 1):
        (out / f"{name}-{number}.png").write_bytes(page)
    yield from paper_checks.pdf_faults(pdf, shown)
    yield from paper_checks.word_faults(word, paper)
    yield from paper_checks.converted_faults(out / f"{name}.docx", paper)


def _refused(paper: OfficialPaper, shown: OfficialPaper) -> Iterator[str]:
    """A paper with a character that no typeface has must not be drawn as it is."""
    if paper == shown:
        return
    try:
        printing.pdf(paper)
    except Undrawable as missing:
        sys.stdout.write(f"  no glyph for {missing.characters!r}: {shown.remarks[-1]}\n")
    else:
        yield "a character without a glyph was drawn"


def main() -> None:
    """Write, check and conclude."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where the papers are written")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    watch = Watch()
    found = []
    for name, facts in CASES.items():
        paper = slip_paper(TR, facts)
        wrong = list(faults(name, paper, out, watch))
        sys.stdout.write(f"{name}: pages {len(list(out.glob(f'{name}-*.png')))}\n")
        sys.stdout.writelines(f"  {one}\n" for one in wrong)
        found += wrong
    if not paper_checks.converter():
        sys.stdout.write("skipped: no soffice here, so no .docx was opened by an office program\n")
    holds = not found and watch.slowest() < WARM
    conclude(f"{len(CASES)} papers, {len(found)} faults; {watch}", holds=holds)


if __name__ == "__main__":
    main()
