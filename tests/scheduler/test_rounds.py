"""What was missed is made up for once, in order; what failed is tried again and stops nobody."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session

from models.calendar import Calendar, Month
from models.practice import Practice
from models.rules import Rules
from models.store import Store
from models.units import Cohort, Unit, add_unit
from scheduler import duties, rounds
from scheduler.duties import Duty
from scheduler.rounds import Rounds

RULES = Rules()
AROUND = Practice.under(RULES, ZoneInfo("Asia/Shanghai"))
OFFICE = Unit(code="O", name="Office", cohort=Cohort.DISTRICT)
NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)


class Book:
    """Notes what was done, and fails where it is told to."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.broken: set[str] = set()
        self.reported: list[str] = []

    def duty(self, name: str, day: int) -> Duty:
        def moments(month: Month, calendar: Calendar, _rules: Rules) -> Sequence[datetime]:
            first = calendar.at(month.first, RULES.dispatch.prompt_at)
            return [first + timedelta(days=day - 1)]

        def run(
            _session: Session, _office: Unit, _around: Practice, month: Month, _now: datetime
        ) -> int:
            if name in self.broken:
                raise ValueError(name)
            self.done.append(f"{name} {month}")
            return 1

        return Duty(name, moments, run)

    def report(self, name: str, _error: Exception) -> None:
        self.reported.append(name)


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch, store: Store) -> Book:
    with store.transaction() as session:
        add_unit(session, "O", "Office", Cohort.DISTRICT)
        add_unit(session, "U", "Unit", Cohort.DEPARTMENT)
    book = Book()
    table = (book.duty("prompt", 20), book.duty("remind", 25), book.duty("close", 28))
    monkeypatch.setattr(duties, "DUTIES", table)
    monkeypatch.setattr(rounds, "DUTIES", table)
    monkeypatch.setattr(duties, "offices", lambda _session: [OFFICE])
    return book


def rounds_of(store: Store, book: Book) -> Rounds:
    return Rounds(store, AROUND, book.report)


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


def test_a_duty_that_fails_is_tried_again_and_stops_nobody(store: Store, book: Book) -> None:
    one = rounds_of(store, book)
    one.catch_up(NOON)
    book.broken = {"remind"}
    later = NOON + timedelta(days=12)
    assert not one.catch_up(later)
    assert book.done == ["prompt 2026-11", "close 2026-11"]
    assert book.reported == ["remind"]
    book.broken = set()
    assert one.catch_up(later)
    assert book.done == ["prompt 2026-11", "close 2026-11", "remind 2026-11"]


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


def test_the_next_moment_is_the_next_duty(store: Store, book: Book) -> None:
    twentieth = AROUND.calendar.at(date(2026, 11, 20), RULES.dispatch.prompt_at)
    assert rounds_of(store, book).next_moment(NOON) == twentieth
