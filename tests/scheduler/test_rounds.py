"""What the calendar asks for is done once for each office, also after the program was down."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from models.calendar import Calendar, Month
from models.practice import Practice, Practices
from models.rules import DispatchRules, Rules
from models.store import Store
from models.units import Cohort, Unit, add_unit, unit_id
from scheduler import duties, rounds, timetable
from scheduler.duties import Duty
from scheduler.rounds import Rounds
from tests.scheduler.city import AROUND, PRACTICES, RULES, SHANGHAI

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)


class Book:
    """Notes what was done, and fails where it is told to."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.done: list[str] = []
        self.broken: set[str] = set()
        self.reported: list[str] = []

    def duty(self, name: str, day: int) -> Duty:
        def moments(month: Month, calendar: Calendar, rules: Rules) -> Sequence[datetime]:
            first = calendar.at(month.first, rules.dispatch.prompt_at)
            return [first + timedelta(days=day - 1 + rules.dispatch.prompt_day - 20)]

        def run(
            _session: Session, office: Unit, _practice: Practice, month: Month, _now: datetime
        ) -> int:
            if {name, f"{name} of {office.code}"} & self.broken:
                raise ValueError(name)
            who = "" if office.code == "O" else f"{office.code}: "
            self.done.append(f"{who}{name} {month}")
            return 1

        return Duty(name, moments, run)

    def report(self, name: str, _error: Exception) -> None:
        self.reported.append(name)

    def found(self, code: str, place: Unit) -> Unit:
        """Found an office."""
        with self._store.transaction() as session:
            return add_unit(session, code, code, Cohort.OFFICE, place)


@pytest.fixture
def city(store: Store) -> Unit:
    with store.transaction() as session:
        city = add_unit(session, "C", "City", Cohort.CITY)
        add_unit(session, "U", "Unit", Cohort.DEPARTMENT, city)
        return city


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch, store: Store, city: Unit) -> Book:
    """The book of the city's office, O."""
    book = Book(store)
    table = (book.duty("prompt", 20), book.duty("remind", 25), book.duty("close", 28))
    for module in (duties, rounds, timetable):
        monkeypatch.setattr(module, "DUTIES", table)
    book.found("O", city)
    return book


def rounds_of(store: Store, book: Book, practices: Practices = PRACTICES) -> Rounds:
    return Rounds(store, practices, book.report)


def test_the_first_start_of_all_makes_up_for_nothing(store: Store, book: Book) -> None:
    assert rounds_of(store, book).catch_up(NOON)
    assert book.done == []


def test_what_was_missed_while_the_program_was_down_is_done_once_and_in_order(
    store: Store, book: Book
) -> None:
    rounds_of(store, book).catch_up(NOON)
    later = NOON + timedelta(days=38)
    assert rounds_of(store, book).catch_up(later)
    november = ["prompt 2026-11", "remind 2026-11", "close 2026-11"]
    wanted = [*november, "prompt 2026-12", "remind 2026-12"]
    assert book.done == wanted
    assert rounds_of(store, book).catch_up(later), "a second start, and a second ring"
    assert book.done == wanted


def test_a_duty_that_fails_is_tried_again_and_stops_nobody(
    store: Store, book: Book, city: Unit
) -> None:
    book.found("P", city)
    one = rounds_of(store, book)
    one.catch_up(NOON)
    book.broken = {"remind of O"}
    later = NOON + timedelta(days=12)
    assert not one.catch_up(later)
    rest = ["prompt 2026-11", "P: prompt 2026-11", "P: remind 2026-11"]
    assert book.done == [*rest, "close 2026-11", "P: close 2026-11"]
    assert book.reported == ["remind of O"]
    book.broken = set()
    assert one.catch_up(later)
    assert book.done[5:] == ["remind 2026-11"]


def test_who_has_nothing_to_do_is_passed_over_and_in_doubt_nobody_is(
    store: Store, book: Book, city: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = unit_id(book.found("P", city))

    def fail(*_: object) -> Set[int]:
        raise ValueError("cannot be looked up")

    prompt, remind, close = duties.DUTIES
    table = (
        replace(prompt, concerns=lambda *_: {called}),
        replace(remind, concerns=fail),
        replace(close, concerns=lambda *_: set()),
    )
    for module in (duties, rounds, timetable):
        monkeypatch.setattr(module, "DUTIES", table)
    rounds_of(store, book).catch_up(NOON)
    assert rounds_of(store, book).catch_up(NOON + timedelta(days=12))
    assert book.done == ["P: prompt 2026-11", "remind 2026-11", "P: remind 2026-11"]
    assert book.reported == ["remind"]
    assert rounds_of(store, book).catch_up(NOON + timedelta(days=12))
    assert len(book.done) == 3, "whoever was passed over has done it"


def test_what_failed_before_a_stop_is_not_forgotten_by_the_next_start(
    store: Store, book: Book
) -> None:
    one = rounds_of(store, book)
    one.catch_up(NOON)
    book.broken = {"remind"}
    one.catch_up(NOON + timedelta(days=12))
    book.broken = set()
    assert rounds_of(store, book).catch_up(NOON + timedelta(days=12))
    assert book.done == ["prompt 2026-11", "close 2026-11", "remind 2026-11"]


def test_each_office_keeps_the_moments_of_its_own_rules(
    store: Store, book: Book, city: Unit
) -> None:
    early = Practice.under(Rules(dispatch=DispatchRules(prompt_day=19)), SHANGHAI)
    one = rounds_of(store, book, Practices(AROUND, {"P": early}))
    book.found("P", city)
    one.catch_up(NOON)
    assert one.next_moment(NOON) == AROUND.calendar.at(
        date(2026, 11, 19), RULES.dispatch.prompt_at
    ), "the earliest of any office"
    one.catch_up(NOON + timedelta(days=1))
    assert book.done == ["P: prompt 2026-11"]
    one.catch_up(NOON + timedelta(days=2))
    assert book.done == ["P: prompt 2026-11", "prompt 2026-11"]


def test_an_office_founded_later_makes_up_for_nothing_from_before(
    store: Store, book: Book, city: Unit
) -> None:
    one, days = rounds_of(store, book), timedelta(days=1)
    one.catch_up(NOON)
    one.catch_up(NOON + 3 * days)
    book.found("P", city)
    one.catch_up(NOON + 8 * days)
    assert book.done == ["prompt 2026-11", "remind 2026-11", "P: remind 2026-11"]
    book.found("Q", city)
    assert rounds_of(store, book).catch_up(NOON + 11 * days), "founded while it was down"
    assert book.done[3:] == ["close 2026-11", "P: close 2026-11", "Q: close 2026-11"]


def test_the_next_moment_is_the_next_duty(store: Store, book: Book) -> None:
    twentieth = AROUND.calendar.at(date(2026, 11, 20), RULES.dispatch.prompt_at)
    assert rounds_of(store, book).next_moment(NOON) == twentieth


def test_without_an_office_there_is_a_next_moment_too(store: Store) -> None:
    assert Rounds(store, PRACTICES, lambda *_: None).next_moment(NOON) > NOON
