"""`python -m tests.proofs.month_papers --out DIR`: a month's pictures, its circular.

Writes each in Chinese and English for 11, 67 and 91 units, as PNG and as PDF to be looked at, and
checks what needs no eyes: pixels and bytes, the size of the type, every name on it (or its
beginning), no missing glyph, and how long it takes.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

from handlers.papers.glyphs import Undrawable
from handlers.papers.pictures import drawing
from handlers.papers.pictures.bands import bands_photo, bands_picture
from handlers.papers.pictures.board import board_photos, board_picture
from handlers.papers.pictures.card import card_picture
from handlers.papers.pictures.picture import Picture
from handlers.papers.pictures.place import place_picture
from handlers.papers.pictures.ranking import ranking_photos, ranking_picture
from handlers.papers.pictures.year import year_photos, year_picture
from locales import Translator, translator
from tests.proofs import month_tables, picture_checks
from tests.proofs.circular_papers import circulars
from tests.proofs.month_cases import SIZES, Case, bands, called, cohort_month
from tests.proofs.verdict import conclude
from tests.proofs.watch import Watch

WARM = 0.3  # seconds a picture may take once everything is loaded
TIMED = 67  # units of the largest cohort a city has
LANGUAGES = ("zh_CN", "en")


@dataclass(frozen=True)
class Made:
    """A paper as it is handed over: photos for the chat and one file; who must be named on it."""

    photos: Sequence[Picture]
    file: Picture
    named: Sequence[str]
    unnamed: Sequence[str] = ()


Maker = Callable[[Translator, int, Case], Made]


def ranking(tr: Translator, count: int, case: Case) -> Made:
    """The full ranking."""
    whole = ranking_picture(tr, cohort_month(tr.language, count, case))
    return Made(ranking_photos(whole), whole, _unless_empty(tr, count, case))


def banded(tr: Translator, count: int, case: Case) -> Made:
    """The ranking by bands."""
    whole = bands_picture(tr, cohort_month(tr.language, count, case), bands(tr.language))
    return Made([bands_photo(whole)], whole, _unless_empty(tr, count, case))


def place(tr: Translator, count: int, case: Case) -> Made:
    """One unit's own place, which names no other."""
    month = cohort_month(tr.language, count, case)
    one = place_picture(tr, month)
    own = [unit.name for unit in month.units if unit.own]
    others = [unit.name for unit in month.units if not unit.own and case is not Case.LONG]
    return Made([one], one, own, others)


def card(tr: Translator, count: int, case: Case) -> Made:
    """One unit's card."""
    facts = month_tables.unit_month(tr.language, count, case)
    one = card_picture(tr, facts)
    return Made([one], one, [facts.standing.name, *(loss.text for loss in facts.losses)])


def months(tr: Translator, count: int, case: Case) -> Made:
    """The board of units by months."""
    facts = month_tables.months_board(tr.language, count, case)
    named = _unless_empty(tr, count, case)
    return Made(board_photos(tr, facts), board_picture(tr, facts), named)


def matters(tr: Translator, count: int, case: Case) -> Made:
    """The board of units by matters."""
    facts = month_tables.matters_board(tr.language, count, case)
    named = _unless_empty(tr, count, case)
    return Made(board_photos(tr, facts), board_picture(tr, facts), named)


def year(tr: Translator, count: int, case: Case) -> Made:
    """The table of a year."""
    whole = year_picture(tr, month_tables.cohort_year(tr.language, count, case))
    return Made(year_photos(whole), whole, _unless_empty(tr, count, case))


def _unless_empty(tr: Translator, count: int, case: Case) -> list[str]:
    return [] if case is Case.EMPTY else called(tr.language, count, case)


MAKERS: dict[str, Maker] = {
    "ranking": ranking,
    "bands": banded,
    "place": place,
    "card": card,
    "months": months,
    "matters": matters,
    "year": year,
}
"""By the name of the files. What else a month hands over is added here."""


def faults(name: str, tr: Translator, made: Made, out: Path, watch: Watch) -> Iterator[str]:
    """Write the photos and the file of one paper; what is wrong with them, in sentences."""
    photos = []
    for number, one in enumerate(made.photos, 1):
        photo, data = watch.timed("photo", partial(_drawn, tr, one, drawing.png))
        photos.append(photo)
        (out / f"{name}-{number}.png").write_bytes(data)
        yield from picture_checks.photo_faults(data, photo)
    file, data = watch.timed("file", partial(_drawn, tr, made.file, drawing.pdf))
    (out / f"{name}.pdf").write_bytes(data)
    yield from picture_checks.file_faults(data)
    for said in (picture_checks.words(data), picture_checks.words(*map(drawing.pdf, photos))):
        yield from picture_checks.missing([*made.named, file.title, file.empty], said)
        yield from picture_checks.betrayed(made.unnamed, said)
    yield from _refused(made.file, file)


def _drawn(
    tr: Translator, picture: Picture, draw: Callable[[Picture], bytes]
) -> tuple[Picture, bytes]:
    """The picture with stand-ins for what no typeface has, and what it is drawn as."""
    shown = drawing.drawable(tr, picture)
    return shown, draw(shown)


def _refused(picture: Picture, shown: Picture) -> Iterator[str]:
    """A picture with a character that no typeface has must not be drawn as it is."""
    if picture == shown:
        return
    try:
        drawing.pdf(picture)
    except Undrawable:
        return
    yield "a character without a glyph was drawn"


def papers(kind: str, out: Path, watch: Watch) -> Iterator[str]:
    """Write everything of one kind; what is wrong with it. Only usual sizes are timed."""
    untimed = Watch()
    for language, count, case in product(LANGUAGES, SIZES, Case):
        tr = translator(language, ZoneInfo("Asia/Shanghai"))
        made = MAKERS[kind](tr, count, case)
        name = f"{kind}-{case}-{count}-{language}"
        for stale in out.glob(f"{name}-*.png"):
            stale.unlink()
        timer = watch if count <= TIMED else untimed
        yield from (f"{name}: {one}" for one in faults(name, tr, made, out, timer))


def _heaviest(out: Path, names: str) -> int:
    """In kilobytes (of 1,000 bytes)."""
    return max(one.stat().st_size for one in out.glob(f"{names}-*.png")) // 1000


def main() -> None:
    """Write, check and conclude."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where the pictures are written")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    found, slowest = [], 0.0
    for kind in MAKERS:
        watch = Watch()
        wrong = list(papers(kind, out, watch))
        usual, any_case = (_heaviest(out, f"{kind}-{case}") for case in (Case.PLAIN, "*"))
        sys.stdout.write(f"{kind}: {watch}; photos to {usual} kB, hard cases to {any_case} kB\n")
        sys.stdout.writelines(f"  {one}\n" for one in wrong)
        found += wrong
        slowest = max(slowest, watch.slowest())
    watch = Watch()
    wrong = list(circulars(LANGUAGES, out, watch))
    sys.stdout.write(f"circular: {watch}\n")
    sys.stdout.writelines(f"  {one}\n" for one in wrong)
    found, slowest = found + wrong, max(slowest, watch.slowest())
    figures = (
        f"{len(MAKERS) + 1} kinds, {len(found)} faults, the slowest warm {slowest * 1000:.0f} ms"
    )
    conclude(figures, holds=not found and slowest < WARM)


if __name__ == "__main__":
    main()
