"""Looking for what is due costs the same with many offices, and misses nothing of any of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session, select, update

from models.briefs.rules import BriefRules
from models.calendar import Month
from models.duty_runs import DutyRun
from models.experiences.experiences import experience_id
from models.experiences.opening import open_vote
from models.experiences.rules import ExperienceRules
from models.experiences.selections import begin, call, enter
from models.experiences.series import choose, draft_series, send
from models.matters.ledger import Matter
from models.outbox import Outbox
from models.people.absences import take_leave
from models.people.posts import person_id
from models.practice import Practice, Practices
from models.rules import DispatchRules, Rules
from models.standings.runs import Run
from models.store import Store
from models.units import Cohort, add_unit, unit_id
from scheduler import duties, rounds, timetable
from scheduler.duties import DUTIES
from scheduler.looking import everyone
from scheduler.rounds import Rounds
from tests.conftest import spare_the_disk
from tests.databases import Databases
from tests.desk import CALENDAR, OPENED, Counted, Desk, settle
from tests.handlers.experiences.prepared import taken
from tests.scheduler.city import PRACTICES, SHANGHAI, at

EARLY = Practice.under(
    Rules(
        dispatch=DispatchRules(prompt_day=26, cutoff_working_day=1),
        brief=BriefRules(day=1),
    ),
    SHANGHAI,
)
"""So that a week holds a moment of every duty."""


def fail(_name: str, error: Exception) -> None:
    raise error


@contextmanager
def opened(databases: Databases, path: Path) -> Iterator[Store]:
    """A store over a new SQLite database."""
    store = Store(databases.sqlite(path))
    event.listen(store.engine, "connect", spare_the_disk)
    yield store
    store.close()


def districts(store: Store, n: int) -> None:
    """A city of so many districts, each with an office that nobody works at yet."""
    with store.transaction() as session:
        city = add_unit(session, "C", "City", Cohort.CITY)
        for number in range(n):
            place = add_unit(session, f"D{number}", "District", Cohort.DISTRICT, city)
            add_unit(session, f"O{number}", "Office", Cohort.OFFICE, place)


def pass_time(one: Rounds, now: datetime, until: datetime) -> None:
    """Ring at every moment of any duty."""
    while (now := one.next_moment(now)) <= until:
        assert one.catch_up(now)


def test_ten_times_the_offices_take_no_statement_more(databases: Databases, tmp_path: Path) -> None:
    counted = []
    for n in (3, 30):
        with opened(databases, tmp_path / f"{n}.db") as store:
            districts(store, n)
            one, begun = Rounds(store, PRACTICES, fail), at("2026-11-08 23:00")
            one.catch_up(begun)
            with Counted(store) as asked:
                pass_time(one, begun, at("2026-11-09 23:00"))
        counted.append(len(asked.statements))
    assert counted[0] == counted[1] > 0


def busy(session: Session, desk: Desk) -> None:
    """Something for many duties: dates that come near, leaves, a series, a vote."""
    session.exec(update(Matter).values(due_on=date(2026, 12, 2)))
    leave = (date(2026, 11, 27), date(2026, 11, 30), date(2026, 11, 25))
    take_leave(session, desk.liaisons[0], *leave, at("2026-11-25 10:00"))
    told, chosen = (experience_id(taken(session, desk, n, f"Of unit {n}")) for n in range(2))
    office, by, rules = unit_id(desk.office), person_id(desk.lin), ExperienceRules()
    series = draft_series(session, office, by, OPENED)
    choose(session, series, [told])
    send(session, series, CALENDAR, rules, by, at("2026-11-26 23:00"))
    vote = begin(session, office, (Month(2026, 7), Month(2026, 12)), rules, by, OPENED)
    enter(session, vote, chosen, CALENDAR)
    call(session, vote, person_id(desk.qian))
    open_vote(session, vote, rules, CALENDAR, by, OPENED)


Done = dict[tuple[int, str, datetime], int]


def a_week_of(store: Store) -> tuple[Done, list[str]]:
    """What each office did for each moment, and what was queued, in a week with something to do."""
    desk = settle(store, units=2, matters=1)
    with store.transaction() as session:
        busy(session, desk)
    one, begun = Rounds(store, Practices(EARLY), fail), at("2026-11-26 00:00")
    one.catch_up(begun)
    pass_time(one, begun, at("2026-12-02 08:00"))
    with store.transaction() as session:
        session.exec(update(Run).values(published_at=at("2026-12-02 08:00")))
    pass_time(one, at("2026-12-02 08:00"), at("2026-12-02 09:00"))
    with store.reading() as session:
        runs = session.exec(select(DutyRun))
        done = {(run.office_id, run.duty, run.moment): run.done for run in runs}
        return done, sorted(session.exec(select(Outbox.dedupe_key)))


def test_nothing_is_missed_by_looking_first(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    blind = tuple(replace(duty, concerns=everyone) for duty in DUTIES)
    for name, table in (("first", DUTIES), ("at all", blind)):
        for module in (duties, rounds, timetable):
            monkeypatch.setattr(module, "DUTIES", table)
        with opened(databases, tmp_path / f"{name}.db") as store:
            found.append(a_week_of(store))
    assert found[0] == found[1]
    did = {duty for (_, duty, _), times in found[0][0].items() if times}
    assert did == {duty.name for duty in DUTIES}
