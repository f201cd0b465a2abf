"""A month's scores as the office sees them: cohorts, first and last, appeals, versions (§3)."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handlers import terms
from handlers.circulars.buttons import MonthCircularPress
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.way_back import back_to_desk
from handlers.pressing import on_press
from handlers.standings.buttons import AppealsPress, CohortPress, PublishPress, RunPress
from handlers.standings.seen import mode_of, office_run
from handlers.standings.unit_page import month, state_line
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.calendar import Month
from models.standings.appeals import open_appeals
from models.standings.comparing import candidate, last_standings, most_improved
from models.standings.runs import Run, Standing, run_id, scheme_of, standings_of, versions_of
from models.units import Cohort, Unit

Rows = Sequence[tuple[Standing, Unit]]


def run_page(scene: Scene, run: Run) -> View:
    """The month with a key for each cohort."""
    tr, rows = scene.tr, standings_of(scene.session, run)
    waiting = len(open_appeals(scene.session, run.office_id, run.month))
    scored = sum(one.total is not None for one, _ in rows)
    text = lines(
        tr("<b>Scores of {month}</b>", month=month(scene, run)),
        state_line(scene, run),
        tr("Units with a score: {scored} of {units}.", scored=scored, units=len(rows)),
        tr("Appeals that wait: {n}.", n=waiting) if waiting else None,
        *_cohorts(scene, rows),
        *notable(scene, run, rows),
        *_history(scene, run),
    )
    return View(text, _keys(scene, run, rows, waiting))


def cohorts_in(rows: Rows) -> list[Cohort]:
    """The cohorts of a run, in their order."""
    found = {unit.cohort for _, unit in rows}
    return [cohort for cohort in Cohort if cohort in found]


def _cohorts(scene: Scene, rows: Rows) -> Iterator[Markup]:
    tr = scene.tr
    for cohort in cohorts_in(rows):
        ranked = [(one, unit) for one, unit in rows if unit.cohort is cohort and one.rank]
        if not ranked:
            continue
        first, last = ranked[0], ranked[-1]
        facts = {
            "cohort": terms.cohort(tr, cohort),
            "n": len(ranked),
            "first": clip(first[1].name, 24),
            "most": first[0].total,
        }
        if len(ranked) == 1:
            yield tr("<b>{cohort}</b>, ranked {n}: {first} {most}", **facts)
            continue
        yield tr(
            "<b>{cohort}</b>, ranked {n}: first {first} {most}, last {last} {least}",
            last=clip(last[1].name, 24),
            least=last[0].total,
            **facts,
        )


def notable(scene: Scene, run: Run, rows: Rows) -> Iterator[Markup]:
    """一月一会诊 proposed by rule, and the month's most improved unit."""
    tr, office = scene.tr, scene.at(run.office_id).office
    scheme = scheme_of(run)
    last = candidate(scene.session, rows, scheme, office.rules.lights, office.calendar, scene.today)
    if last is not None:
        facts = {"unit": clip(last.unit.name, 40), "total": last.standing.total}
        if last.waived:
            yield tr("Consultation: waived for {unit} ({total}, nothing red).", **facts)
        else:
            yield tr(
                "Consultation proposed: {unit} ({total}, red {reds}).", reds=last.reds, **facts
            )
    best = most_improved(rows, last_standings(scene.session, run))
    if best is not None:
        yield tr(
            "Most improved: {unit}, {before} → {total}.",
            unit=clip(best.unit.name, 40),
            before=best.before,
            total=best.total,
        )


def _history(scene: Scene, run: Run) -> Iterator[Markup]:
    """The versions of the month, where there is more than one."""
    tr = scene.tr
    found = versions_of(scene.session, run.office_id, Month.parse(run.month))
    if len(found) < 2:
        return
    for one in found:
        facts = {"n": one.version, "when": tr.moment(one.computed_at)}
        if one.published_at:
            yield tr("Version {n}, {when}, published.", **facts)
        else:
            yield tr("Version {n}, {when}.", **facts)


def _keys(scene: Scene, run: Run, rows: Rows, waiting: int) -> list[list[Key]]:
    tr, number = scene.tr, run_id(run)
    cohorts = [
        Key(terms.cohort(tr, cohort), CohortPress(number, cohort, 0)) for cohort in cohorts_in(rows)
    ]
    publish = Key(tr.plain("Publish"), PublishPress(number, mode_of(scene, run)))
    office = scene.session.get_one(Unit, run.office_id)
    can_publish = scene.me.may(Act.PUBLISH, office) and run.published_at is None
    appeals = Key(tr.plain("Appeals {n}", n=waiting), AppealsPress(0))
    circular = Key(tr.plain("Circular of the month"), MonthCircularPress(number))
    return [
        *in_rows(cohorts, 2),
        [appeals] if waiting and scene.me.may(Act.DECIDE_APPEAL, office) else [],
        [publish] if can_publish else [],
        [circular] if run.published_at and scene.me.may(Act.WRITE_CIRCULAR, office) else [],
        [back_to_desk(tr)],
    ]


def pressed(turn: Turn, press: RunPress) -> View:
    """The month in the pressed message."""
    return run_page(turn, office_run(turn, press.run))


ROUTES: tuple[Route, ...] = (on_press(RunPress, pressed),)
