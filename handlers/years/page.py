"""/year: an office's year at a glance, a unit's own line, and the way to the tables (§6)."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.office.way_back import back_to_desk
from handlers.pressing import on_press
from handlers.standings.buttons import Size
from handlers.view import Key, View, clip, in_rows, lines
from handlers.years.buttons import YearBookPress, YearPress, YearTablePress
from handlers.years.own_lines import bands, own_lines
from handlers.years.seen import SeenYear, offices, seen_year, year_shown_first
from models.authority import Act
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.standings.rules import Mode
from models.units import unit_id

YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def command(turn: Turn) -> None:
    """`/year`, or `/year 2026` for another one."""
    turn.me.require(Act.READ_STANDING)
    named = YEAR.search(turn.text)
    found = offices(turn)
    year = int(named.group()) if named else year_shown_first(turn, found)
    if not found:
        raise Refused(Reason.NOT_COMPUTED, month=str(year))
    turn.say("year_said", unit_id(found[0]), {"year": year})


def said(scene: Scene, row: Outbox) -> View:
    """The year as a new message."""
    return page(scene, seen_year(scene, row.subject_id or 0, int(row.params["year"])))


def pressed(turn: Turn, press: YearPress) -> View:
    """Another year in the pressed message."""
    return page(turn, seen_year(turn, press.office, press.year))


def page(scene: Scene, seen: SeenYear) -> View:
    """The whole page with its keys."""
    parts = _whole(scene, seen) if seen.whole else own_lines(scene, seen)
    others = bands(scene, seen) if seen.mode is Mode.BANDS else ()
    text = lines(
        scene.tr("<b>Scores of the year {year}</b>", year=str(seen.year)),
        _months(scene, seen),
        rule(scene, seen),
        *parts,
        *others,
        _hint(scene, seen),
    )
    return View(text, _keys(scene, seen))


def _hint(scene: Scene, seen: SeenYear) -> Markup | None:
    """How the staff enters a year-end score."""
    if not scene.me.may(Act.ENTER_YEAR_END, seen.office):
        return None
    return scene.tr(
        "/yearend with code, score and basis enters a year-end score; what stood stays on record."
    )


def _months(scene: Scene, seen: SeenYear) -> Markup:
    tr, months = scene.tr, seen.table.months
    if not months:
        return tr("No month of {year} has been published yet.", year=str(seen.year))
    names = tr.plain(", ").join(tr.month(month) for month in months)
    return tr("Published months: {n} ({months}).", n=len(months), months=names)


def rule(scene: Scene, seen: SeenYear) -> Markup:
    """How the final score is put together."""
    scheme = seen.table.scheme
    return scene.tr(
        "Final score = {monthly}% of the mean of the scored months (at least {n}) "
        "+ {year_end}% of the year-end score.",
        monthly=_percent(scheme.monthly),
        year_end=_percent(scheme.year_end),
        n=scheme.fewest_months,
    )


def _percent(share: Decimal) -> str:
    """A share in percent, without needless zeros."""
    return f"{(share * 100).normalize():f}"


def _whole(scene: Scene, seen: SeenYear) -> Iterator[Markup]:
    """Each cohort with how far it is, and who leads."""
    tr = scene.tr
    for cohort, rows in seen.table.cohorts.items():
        yield tr(
            "<b>{cohort}</b>: units {units}, with a year-end score {ends}, with a final score "
            "{finals}",
            cohort=terms.cohort(tr, cohort),
            units=len(rows),
            ends=sum(one.year_end is not None for one in rows),
            finals=sum(one.year.final is not None for one in rows),
        )
        if rows[0].row.rank:
            unit, final = clip(rows[0].unit.name, 40), rows[0].year.final
            yield tr("First: {unit} {final}", unit=unit, final=final)


def _keys(scene: Scene, seen: SeenYear) -> list[list[Key]]:
    tr, office = scene.tr, seen.office_id
    tables = [
        Key(terms.cohort(tr, one), YearTablePress(office, seen.year, one, Size.PHOTO))
        for one in seen.tables
    ]
    book = Key(tr.plain("Workbook"), YearBookPress(office, seen.year))
    before, after = YearPress(office, seen.year - 1), YearPress(office, seen.year + 1)
    turning = [Key(f"◀ {seen.year - 1}", before), Key(f"{seen.year + 1} ▶", after)]
    others = [one for one in offices(scene) if unit_id(one) != office]
    return [
        *in_rows(tables, 2),
        [book] if seen.whole else [],
        turning if seen.whole else [],
        *([Key(clip(one.name, 30), YearPress(unit_id(one), seen.year))] for one in others[:4]),
        [back_to_desk(tr)] if scene.me.may(Act.READ_BOARD) else [],
    ]


ROUTES: tuple[Route, ...] = (on_command("year", command), on_press(YearPress, pressed))
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"year_said": said}
