"""The tables of a circular, from its stored figures: missed dates, and the ranking by its mode."""

from handlers import terms
from handlers.circulars.phrases import listed
from handlers.circulars.wording_lists import band_name
from handlers.papers.annexes import Annex, AnnexTable, Column
from locales import Translator
from models.circulars.figures import CohortRanking, Figures, Missed, Place
from models.standings.rules import Mode

_NOTHING = "—"
"""A part without items, and no points given or taken."""


def missed_annex(tr: Translator, figures: Figures, label: str) -> Annex | None:
    """Every date that was missed; None when there is none."""
    if not figures.missed:
        return None
    columns = (
        Column(tr.plain("No."), 7, "center"),
        Column(tr.plain("Unit"), 24),
        Column(tr.plain("Matter"), 34),
        Column(tr.plain("Due"), 14, "center"),
        Column(tr.plain("Completed"), 14, "center"),
        Column(tr.plain("Days late"), 8, "center"),
    )
    note = tr.plain("Days late are working days; of what is still open, until cut-off.")
    rows = tuple(_missed(tr, at, one) for at, one in enumerate(figures.missed, 1))
    return Annex(label, tr.plain("List of missed dates"), (AnnexTable(columns, rows, note=note),))


def _missed(tr: Translator, at: int, one: Missed) -> tuple[str, ...]:
    what = f"{one.matter} {one.title}"
    done = one.handed_in_on.isoformat() if one.handed_in_on else tr.plain("still open")
    return (
        str(at),
        one.unit,
        tr.plain("{matter}: {step}", matter=what, step=one.step) if one.step else what,
        one.due_on.isoformat(),
        done,
        str(one.days),
    )


def ranking_annex(tr: Translator, figures: Figures, label: str) -> Annex | None:
    """The places or bands of every cohort; None when the mode publishes neither."""
    if figures.mode is Mode.FULL:
        tables = [_places(tr, one) for one in figures.ranking if one.places]
    else:
        tables = [_bands(tr, one) for one in figures.ranking if one.bands]
    if not tables:
        return None
    name = tr.plain("Ranking of {month}", month=tr.month(figures.month))
    return Annex(label, name, tuple(tables))


def _places(tr: Translator, one: CohortRanking) -> AnnexTable:
    columns = (
        Column(tr.plain("Place"), 7, "center"),
        Column(tr.plain("Unit"), 28),
        Column(tr.plain("Score"), 11, "center"),
        Column(tr.plain("Progress (P)"), 11, "center"),
        Column(tr.plain("Quality (Q)"), 10, "center"),
        Column(tr.plain("Slips (S)"), 12, "center"),
        Column(tr.plain("Returns (R)"), 10, "center"),
        Column(tr.plain("Plus"), 8, "center"),
        Column(tr.plain("Minus"), 8, "center"),
    )
    rows = tuple(_place(place) for place in one.places)
    return AnnexTable(columns, rows, terms.cohort(tr, one.cohort), _note(tr, one))


def _place(place: Place) -> tuple[str, ...]:
    parts = (place.progress, place.quality, place.slips, place.returns)
    return (
        str(place.rank),
        place.unit,
        str(place.total),
        *(_NOTHING if part is None else str(part) for part in parts),
        *(str(points) if points else _NOTHING for points in (place.bonus, place.deduction)),
    )


def _bands(tr: Translator, one: CohortRanking) -> AnnexTable:
    columns = (Column(tr.plain("Band"), 25, "center"), Column(tr.plain("Units"), 75))
    rows = tuple(
        (band_name(tr, one.bands, at), listed(tr, band.units)) for at, band in enumerate(one.bands)
    )
    return AnnexTable(columns, rows, terms.cohort(tr, one.cohort), _note(tr, one))


def _note(tr: Translator, one: CohortRanking) -> str:
    if not one.unranked:
        return ""
    return tr.plain("Too few items for a place: {units}.", units=listed(tr, one.unranked))
