"""What a unit reads of its own year, and of the others' as far as the mode shows it (§7)."""

from collections.abc import Iterator

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene
from handlers.standings import words
from handlers.view import clip
from handlers.years.seen import SeenYear
from models.scoring.exact import rounded
from models.standings.rules import Mode, StandingRules
from models.units import unit_id
from models.years.gathering import UnitYear


def own_lines(scene: Scene, seen: SeenYear) -> Iterator[Markup]:
    """Every own unit's year in full."""
    for one in seen.table.of(seen.own):
        yield Markup("")
        yield from unit_lines(scene, seen, one)


def unit_lines(scene: Scene, seen: SeenYear, one: UnitYear) -> Iterator[Markup]:
    """A unit's months, mean, year-end score, final score and place."""
    tr, year = scene.tr, one.year
    yield tr("<b>{unit}</b>", unit=clip(one.unit.name, 60))
    if year.months:
        named = ((tr.month(month), total) for month, total in sorted(year.months.items()))
        shown = tr.plain("; ").join(f"{month} {total}" for month, total in named)
        yield tr("Months: {months}", months=shown)
    yield mean_line(scene, one)
    yield year_end_line(scene, one)
    if year.final is None:
        yield tr("There is no final score yet.")
        return
    yield tr("Final score: <b>{final}</b>", final=year.final)
    yield from _place(scene, seen, one)


def mean_line(scene: Scene, one: UnitYear) -> Markup:
    """The mean, or how many months are missing."""
    tr, year = scene.tr, one.year
    facts = {"count": year.count, "missing": year.missing}
    if year.mean is None:
        return tr("Scored months: {count}; {missing} more are needed for a mean.", **facts)
    return tr("Scored months: {count}; mean {mean}.", mean=rounded(year.mean), **facts)


def year_end_line(scene: Scene, one: UnitYear) -> Markup:
    """The year-end score with what it rests on."""
    if one.year_end is None:
        return scene.tr("Year-end score: not entered yet.")
    return scene.tr(
        "Year-end score: {score} ({basis})",
        score=one.year_end.score,
        basis=clip(one.year_end.basis, 80),
    )


def _place(scene: Scene, seen: SeenYear, one: UnitYear) -> Iterator[Markup]:
    tr, cohort = scene.tr, one.unit.cohort
    ranked = sum(row.row.rank is not None for row in seen.table.cohorts[cohort])
    if seen.shows_places:
        yield tr(
            "No. {rank} of {n} in “{cohort}”",
            rank=one.row.rank,
            n=ranked,
            cohort=terms.cohort(tr, cohort),
        )
    elif seen.mode is Mode.BANDS:
        yield tr("Band: {band}", band=_band(scene, seen, one))


def _band(scene: Scene, seen: SeenYear, one: UnitYear) -> str:
    rules = _rules(scene, seen)
    assert one.year.final is not None, "only final scores lie in a band"  # noqa: S101  narrows
    return words.band(scene.tr, rules.band(one.year.final), len(rules.bands))


def bands(scene: Scene, seen: SeenYear) -> Iterator[Markup]:
    """Who is in which band, without places and scores; roster order within each."""
    tr = scene.tr
    for cohort in seen.own_cohorts:
        ready = [one for one in seen.table.cohorts[cohort] if one.year.final is not None]
        ready.sort(key=lambda one: one.unit.position)
        groups: dict[str, list[str]] = {}
        for one in sorted(ready, key=lambda one: _band_number(scene, seen, one)):
            groups.setdefault(_band(scene, seen, one), []).append(clip(one.unit.name, 20))
        if groups:
            yield Markup("")
            yield tr("<b>{cohort}</b>", cohort=terms.cohort(tr, cohort))
        for band, names in groups.items():
            yield tr("{band}: {units}", band=band, units=tr.plain(", ").join(names))


def _band_number(scene: Scene, seen: SeenYear, one: UnitYear) -> int:
    assert one.year.final is not None, "only final scores lie in a band"  # noqa: S101  narrows
    return _rules(scene, seen).band(one.year.final)


def _rules(scene: Scene, seen: SeenYear) -> StandingRules:
    """Those of the office whose year it is."""
    return scene.at(unit_id(seen.office)).office.rules.standings
