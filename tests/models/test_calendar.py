"""Working days, make-up days, months and hours as an office counts them (DOMAIN §3)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import Calendar, Month
from models.dispatch.cycles import dates
from models.rules import DispatchRules, Rules

SHANGHAI = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar(SHANGHAI, opens=time(8, 30), closes=time(18))
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def test_the_notice_of_2026_has_national_day_and_its_make_up_days() -> None:
    assert not CALENDAR.is_working(date(2026, 10, 1))
    assert not CALENDAR.is_working(date(2026, 10, 7))
    assert CALENDAR.is_working(date(2026, 9, 20))  # a Sunday worked for National Day
    assert CALENDAR.is_working(date(2026, 10, 10))  # a Saturday worked for it


def test_the_offices_own_table_goes_before_the_notice() -> None:
    own = Calendar(
        SHANGHAI,
        days_off=frozenset({date(2026, 11, 30)}),
        make_up_days=frozenset({date(2026, 11, 28)}),
    )
    assert own.last_working_day(Month(2026, 11)) == date(2026, 11, 28)


def test_a_year_without_a_notice_is_provisional_and_counts_weekdays() -> None:
    assert CALENDAR.provisional(2031)
    assert not CALENDAR.provisional(2026)
    assert not CALENDAR.is_working(date(2031, 1, 1))  # a Wednesday, and New Year
    assert CALENDAR.is_working(date(2031, 1, 2))
    assert not CALENDAR.is_working(date(2031, 1, 4))  # a Saturday


def test_a_year_the_office_has_published_itself_is_not_provisional() -> None:
    own = Calendar(SHANGHAI, published_years=frozenset({2031}))
    assert not own.provisional(2031)


@pytest.mark.parametrize(
    ("month", "prompt", "due", "cutoff"),
    [
        (Month(2026, 11), "2026-11-20 09:00", "2026-11-30 18:00", "2026-12-03 18:00"),
        # The 20th of September 2026 is a Sunday that is worked.
        (Month(2026, 9), "2026-09-20 09:00", "2026-09-30 18:00", "2026-10-10 18:00"),
        # The 20th of June 2026 is a Saturday, the 19th the Dragon Boat Festival.
        (Month(2026, 6), "2026-06-22 09:00", "2026-06-30 18:00", "2026-07-03 18:00"),
        # January's last day is a Saturday.
        (Month(2026, 1), "2026-01-20 09:00", "2026-01-30 18:00", "2026-02-04 18:00"),
    ],
)
def test_a_months_dates(month: Month, prompt: str, due: str, cutoff: str) -> None:
    when = dates(month, CALENDAR, DispatchRules())
    shown = [
        moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
        for moment in (when.prompt_at, when.due_at, when.cutoff_at)
    ]
    assert shown == [prompt, due, cutoff]


def test_dates_that_reach_into_an_unpublished_year_are_provisional() -> None:
    assert dates(Month(2030, 12), CALENDAR, DispatchRules()).provisional


@given(DAYS, st.integers(-40, 40).filter(bool))
def test_counting_days_gives_a_working_day_and_back_again(day: date, working_days: int) -> None:
    there = CALENDAR.add(day, working_days)
    assert CALENDAR.is_working(there)
    first, last = sorted((day, there))
    between = CALENDAR.count(first, last)
    assert between == abs(working_days) if working_days > 0 else between >= abs(working_days) - 1


@given(DAYS)
def test_a_months_order_is_prompt_then_due_then_cutoff(day: date) -> None:
    when = dates(Month.of(day), CALENDAR, DispatchRules())
    assert when.prompt_at < when.due_at < when.cutoff_at


@given(DAYS, st.integers(-30, 30))
def test_months_can_be_counted_and_written(day: date, months: int) -> None:
    month = Month.of(day)
    assert month.plus(months).plus(-months) == month
    assert Month.parse(str(month)) == month
    assert Month.of(month.last).plus(1) == Month.of(month.plus(1).first)


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-1", "november"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Month.parse(text)


def test_messages_wait_for_the_next_opening() -> None:
    friday_night = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)  # 22:00 in the office
    assert not CALENDAR.is_open(friday_night)
    assert CALENDAR.next_open(friday_night) == datetime(2026, 11, 30, 0, 30, tzinfo=UTC)
    early = datetime(2026, 11, 29, 22, 0, tzinfo=UTC)  # Monday 06:00
    assert CALENDAR.next_open(early) == datetime(2026, 11, 30, 0, 30, tzinfo=UTC)


@given(st.integers(0, 3 * 365 * 24 * 60))
def test_the_next_opening_is_open_and_never_earlier(minutes: int) -> None:
    now = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    opening = CALENDAR.next_open(now)
    assert opening >= now
    assert CALENDAR.is_open(opening)


def test_without_hours_any_time_is_right() -> None:
    always = Rules.model_validate({"hours": {"opens": None, "closes": None}}).calendar_in(SHANGHAI)
    assert always.is_open(datetime(2026, 10, 1, 18, 0, tzinfo=UTC))
