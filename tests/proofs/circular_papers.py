"""The circular among the month's papers: set in every form, and checked for what needs no eyes."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from handlers.papers import printing
from handlers.papers.circular_papers import circular_paper
from handlers.papers.official import OfficialPaper
from handlers.papers.stand_ins import drawable
from locales import Translator, translator
from tests.proofs import paper_checks
from tests.proofs.circular_cases import ZONE, circular_facts
from tests.proofs.month_cases import SIZES, Case
from tests.proofs.watch import Watch


def circulars(languages: tuple[str, ...], out: Path, watch: Watch) -> Iterator[str]:
    """Write every circular as PDF, pages and Word; what is wrong with them, in sentences."""
    for language, count, case in product(languages, SIZES, Case):
        tr = translator(language, ZONE)
        name = f"circular-{case}-{count}-{language}"
        paper = circular_paper(tr, circular_facts(tr, count, case))
        yield from (f"{name}: {one}" for one in _faults(name, tr, paper, out, watch))


def _faults(
    name: str, tr: Translator, paper: OfficialPaper, out: Path, watch: Watch
) -> Iterator[str]:
    shown = drawable(tr, paper)
    pdf = watch.timed("pdf", lambda: printing.pdf(shown))
    word = printing.docx(paper)
    (out / f"{name}.pdf").write_bytes(pdf)
    (out / f"{name}.docx").write_bytes(word)
    for stale in out.glob(f"{name}-*.png"):
        stale.unlink()
    for number, page in enumerate(printing.preview(shown), 1):
        (out / f"{name}-{number}.png").write_bytes(page)
    yield from paper_checks.pdf_faults(pdf, shown)
    yield from paper_checks.word_faults(word, paper)
    yield from paper_checks.converted_faults(out / f"{name}.docx", paper)
