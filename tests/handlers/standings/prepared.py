"""Scores of unit 0 for every button: a month to read and to publish, appeals that wait."""

from typing import Any

from sqlmodel import Session, select

from models.calendar import Month
from models.people.posts import Person, person_id
from models.scoring.facts import MonthFacts
from models.scoring.scheme import Scheme
from models.standings.appeals import Appeal, AppealFile, Ruling, appeal, attach_file
from models.standings.computing import compute, store
from models.standings.corrections import line_of
from models.standings.looking_up import score_of
from models.standings.reviewing import assign
from models.standings.rules import Mode, StandingRules
from models.standings.runs import Run, Standing, facts_of, run_id, standing_of
from models.units import Unit, unit_id
from tests.conversation import START
from tests.desk import CALENDAR, Desk

NOVEMBER, OCTOBER = Month(2026, 11), Month(2026, 10)


def scored(desk: Desk) -> dict[str, Any]:
    """November computed with two appeals, the second one given to Sun; October beside it."""
    with desk.store.transaction() as session:
        office = session.get_one(Unit, unit_id(desk.office))
        rules, scheme = StandingRules(), Scheme()
        run = compute(session, office, NOVEMBER, scheme, rules, CALENDAR, None, START)
        standing = standing_of(session, run, unit_id(desk.units[0]))
        assert standing
        appeals = [_appeal(session, desk, run, standing, at) for at in (1, 2)]
        sun = session.get_one(Person, person_id(desk.sun))
        assign(session, appeals[1], sun, person_id(desk.lin), START)
        before = MonthFacts(month=str(OCTOBER), units=facts_of(session, run).units)
        until = run.appeals_until
        october = store(session, run.office_id, before, scheme, until, None, "", START)
        return {
            "run": run_id(run),
            "run_2": run_id(october),
            "standing": standing.id,
            "appeal": appeals[0].id,
            "appeal_2": appeals[1].id,
            "reviewer": sun.id,
        }


def _appeal(session: Session, desk: Desk, run: Run, standing: Standing, at: int) -> Appeal:
    line, by = line_of(score_of(run, standing).lines[at].fact), person_id(desk.liaisons[0])
    made = appeal(session, standing, run, line, "Not right", by, START)
    file = AppealFile(
        appeal_id=made.id or 0, unique_id="u", file_id="AgAD", photo=True, added_at=START
    )
    attach_file(session, made, file)
    return made


def published(session: Session) -> None:
    """Every appeal is decided, every month published."""
    for made in session.exec(select(Appeal)):
        made.ruling = Ruling.REFUSED
    for run in session.exec(select(Run)):
        run.published_at, run.mode = START, Mode.FULL
