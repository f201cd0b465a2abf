"""The month's round by the calendar (DOMAIN §3), on both databases."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from models.audit import history
from models.calendar import Month
from models.dispatch.cycles import Cycle, cycle_of
from models.dispatch.returns import Return, Stage
from models.outbox import Outbox
from models.people.absences import come_back, take_leave
from models.practice import Practice, Practices
from models.rules import Rules
from models.store import Store
from models.units import offices, unit_id
from scheduler.duties import duty_named, keep, perform
from scheduler.timetable import Timetable, Timetables
from tests.scheduler.city import AROUND, BEFORE, PRACTICES, SHANGHAI, Town, at, found


@pytest.fixture
def town(store: Store) -> Town:
    """The town, founded on the day before the prompt."""
    with store.transaction() as session:
        return found(session)


def queued(session: Session, kind: str) -> list[Outbox]:
    """What has been queued of a kind."""
    return list(session.exec(select(Outbox).where(Outbox.kind == kind)).all())


def run_until(store: Store, until: datetime, after: datetime = BEFORE) -> None:
    """Keep every appointment in order."""
    with store.reading() as session:
        every = offices(session)
    for one, office in Timetables(PRACTICES).between(every, after, until):
        keep(store, one, office, AROUND, one.moment)


def test_november_has_its_duties_in_order() -> None:
    names = [
        (one.duty.name, one.moment.astimezone(SHANGHAI).strftime("%m-%d %H:%M"))
        for one in Timetable(AROUND).between(BEFORE, at("2026-12-10 00:00"))
        if one.duty.name not in {"calendar", "leaves", "ladder", "digest", "briefs", "experiences"}
    ]
    assert names == [
        ("dispatch", "11-20 09:00"),
        ("reminders", "11-25 09:00"),
        ("reminders", "11-27 09:00"),
        ("reminders", "12-01 09:00"),
        ("cutoff", "12-03 18:00"),
        ("standings", "12-03 18:00"),
        ("standings", "12-09 08:30"),
    ]


def test_the_ladder_is_walked_on_working_days_only() -> None:
    days = [
        one.moment.astimezone(SHANGHAI).strftime("%m-%d")
        for one in Timetable(AROUND).between(at("2026-09-29 00:00"), at("2026-10-11 00:00"))
        if one.duty.name == "ladder"
    ]
    assert days == ["09-29", "09-30", "10-08", "10-09", "10-10"], "Saturday the 10th is made up"


def test_what_comes_next() -> None:
    coming = Timetable(AROUND).next(at("2026-11-20 08:50"))
    assert (coming.duty.name, coming.month) == ("dispatch", Month(2026, 11))


def test_the_prompt_goes_once_to_each_unit_with_open_matters(store: Store, town: Town) -> None:
    run_until(store, at("2026-11-20 09:00"))
    perform(store, duty_named("dispatch"), PRACTICES, at("2026-11-20 09:00"))
    with store.reading() as session:
        prompts = queued(session, "prompt")
        assert {row.unit_id for row in prompts} == {town.water.id, town.roads.id}
        assert len(prompts) == 2


def test_only_who_still_owes_is_reminded_once_a_day(store: Store, town: Town) -> None:
    run_until(store, at("2026-11-20 09:00"))
    with store.transaction() as session:
        one = session.exec(select(Return).where(Return.unit_id == unit_id(town.water))).one()
        one.stage = Stage.SUBMITTED
    for moment in ("2026-11-25 09:00", "2026-11-25 11:00", "2026-11-25 09:00"):
        perform(store, duty_named("reminders"), PRACTICES, at(moment))
    with store.reading() as session:
        assert [row.person_id for row in queued(session, "reminder")] == [town.bob.id]


def test_a_person_on_leave_is_left_alone_and_the_deputy_is_reminded(
    store: Store, town: Town
) -> None:
    run_until(store, at("2026-11-20 09:00"))
    with store.transaction() as session:
        today = date(2026, 11, 24)
        take_leave(session, town.bob, today, date(2026, 11, 26), today, at("2026-11-24 10:00"))
    perform(store, duty_named("reminders"), PRACTICES, at("2026-11-25 09:00"))
    with store.reading() as session:
        assert {row.person_id for row in queued(session, "reminder")} == {
            town.alice.id,
            town.carol.id,
        }


def test_cut_off_marks_who_is_missing_and_tells_the_office_once(store: Store, town: Town) -> None:
    run_until(store, at("2026-12-03 18:00"))
    assert perform(store, duty_named("cutoff"), PRACTICES, at("2026-12-03 19:00")) == 0
    with store.reading() as session:
        stages = session.exec(select(Return.stage)).all()
        assert set(stages) == {Stage.MISSING}
        assert [row.person_id for row in queued(session, "cut_off")] == [town.dan.id]


def test_nothing_is_cut_off_before_its_time(store: Store, town: Town) -> None:
    run_until(store, at("2026-11-20 09:00"))
    assert perform(store, duty_named("cutoff"), PRACTICES, at("2026-12-03 17:59")) == 0
    with store.reading() as session:
        cycle = cycle_of(session, unit_id(town.office), Month(2026, 11))
        assert cycle
        assert cycle.closed_at is None


def test_a_month_that_was_slept_through_is_not_opened_after_its_cut_off(
    store: Store, town: Town
) -> None:
    dispatch = next(
        one
        for one in Timetable(AROUND).between(BEFORE, at("2026-11-21 00:00"))
        if one.duty.name == "dispatch"
    )
    assert keep(store, dispatch, town.office, AROUND, at("2026-12-05 10:00")) == 0
    with store.reading() as session:
        assert cycle_of(session, unit_id(town.office), Month(2026, 11)) is None


@pytest.mark.usefixtures("town")
def test_an_unpublished_year_is_said_to_be_provisional_and_moves_when_it_is_published(
    store: Store,
) -> None:
    perform(store, duty_named("dispatch"), PRACTICES, at("2031-01-20 09:00"))
    loaded = Rules.model_validate(
        {"calendar": {"published_years": [2031], "days_off": ["2031-01-30", "2031-01-31"]}}
    )
    around = Practices(Practice.under(loaded, SHANGHAI))
    moved: Callable[[], int] = lambda: perform(  # noqa: E731  the same deed, done twice
        store, duty_named("calendar"), around, at("2031-01-21 08:30")
    )
    assert (moved(), moved()) == (1, 0)
    with store.reading() as session:
        cycle = session.exec(select(Cycle)).one()
        assert cycle.due_at == at("2031-01-29 18:00")
        assert not cycle.provisional
        assert [len(queued(session, kind)) for kind in ("provisional", "redated")] == [1, 1]
        assert "redate" in [deed.deed for deed in history(session, "cycle", cycle.id or 0)]


def test_the_deputy_is_told_when_a_leave_begins_and_both_when_it_is_over(
    store: Store, town: Town
) -> None:
    with store.transaction() as session:
        take_leave(
            session, town.bob, date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 19), BEFORE
        )
    for day in range(20, 28):
        for _twice in range(2):
            perform(store, duty_named("leaves"), PRACTICES, at(f"2026-11-{day} 08:45"))
    with store.reading() as session:
        told = [
            (row.kind, row.person_id, row.created_at.astimezone(SHANGHAI).day)
            for row in session.exec(
                select(Outbox).order_by(col(Outbox.created_at), col(Outbox.kind))
            )
        ]
        assert told == [
            ("deputy_will_begin", town.carol.id, 19),
            ("deputy_begins", town.carol.id, 24),
            ("deputy_ends", town.carol.id, 26),
            ("leave_over", town.bob.id, 26),
        ]


def test_who_came_back_early_is_not_told_again(store: Store, town: Town) -> None:
    with store.transaction() as session:
        take_leave(
            session, town.bob, date(2026, 11, 19), date(2026, 11, 25), date(2026, 11, 19), BEFORE
        )
        come_back(session, town.bob, date(2026, 11, 20), BEFORE + timedelta(days=1))
    perform(store, duty_named("leaves"), PRACTICES, at("2026-11-26 08:45"))
    with store.reading() as session:
        assert queued(session, "leave_over") == []
