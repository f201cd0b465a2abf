"""Working days, make-up days, months and working hours of an office; pure, no clock in here."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

import chinese_calendar

FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Month and day of the statutory holidays that need no lunar calendar and no yearly notice."""

_NOTICE_YEARS = range(min(chinese_calendar.holidays).year, max(chinese_calendar.holidays).year + 1)


class Month(NamedTuple):
    """A calendar month, written 2026-11."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `2026-11`; ValueError for anything else."""
        first = date.fromisoformat(f"{text}-01")
        return cls(first.year, first.month)

    def plus(self, months: int) -> "Month":
        """The month so many months later (or earlier, when negative)."""
        years, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, month + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.plus(1).first - timedelta(days=1)

    def __str__(self) -> str:
        """The month as it is stored and typed: 2026-11."""
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True)
class Calendar:
    """An office's days: the State Council's yearly notice plus the office's own table.

    `zone` is the office's time zone: days are its days, moments are returned in UTC.
    `published_years` are years the office has entered the notice for itself.
    `opens` and `closes` bound the working hours; None means any time.
    """

    zone: ZoneInfo
    days_off: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()
    published_years: frozenset[int] = frozenset()
    opens: time | None = None
    closes: time | None = None
    _known: dict[date, bool] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _hours(self) -> tuple[time, time] | None:
        return (self.opens, self.closes) if self.opens and self.closes else None

    def today(self, now: datetime) -> date:
        """The office's day at a moment."""
        return now.astimezone(self.zone).date()

    def at(self, day: date, clock: time) -> datetime:
        """The moment of a local day and time, in UTC."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def provisional(self, year: int) -> bool:
        """Whether the year's holidays are not published yet, so that its dates may still move."""
        return year not in _NOTICE_YEARS and year not in self.published_years

    def is_working(self, day: date) -> bool:
        """Whether the office works that day, make-up days and its own table included."""
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = self._decide(day)
        return known

    def _decide(self, day: date) -> bool:
        if day in self.make_up_days:
            return True
        if day in self.days_off:
            return False
        if day.year in _NOTICE_YEARS:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < 5 and (day.month, day.day) not in FIXED_HOLIDAYS

    def add(self, day: date, working_days: int) -> date:
        """The day so many working days after (negative: before); 0 gives the day itself."""
        step = timedelta(days=1 if working_days > 0 else -1)
        left = abs(working_days)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def count(self, after: date, until: date) -> int:
        """How many working days lie after one day and up to and including another; 0 if none."""
        days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
        return sum(self.is_working(day) for day in days)

    def on_or_after(self, day: date) -> date:
        """The day itself if it is a working day, else the next working day."""
        return day if self.is_working(day) else self.add(day, 1)

    def last_working_day(self, month: Month) -> date:
        """The last working day of a month."""
        last = month.last
        return last if self.is_working(last) else self.add(last, -1)

    def nth_working_day(self, month: Month, nth: int) -> date:
        """The first, second, … working day of a month."""
        return self.add(month.first - timedelta(days=1), nth)

    def is_open(self, now: datetime) -> bool:
        """Whether a message may go out: a working day, within working hours (DOMAIN §7)."""
        if self._hours is None:
            return True
        local = now.astimezone(self.zone)
        opens, closes = self._hours
        return self.is_working(local.date()) and opens <= local.time() < closes

    def next_open(self, now: datetime) -> datetime:
        """The moment itself when the office is open, else when it opens next, in UTC."""
        if self._hours is None or self.is_open(now):
            return now
        opens, _ = self._hours
        today = self.today(now)
        if self.is_working(today) and now < self.at(today, opens):
            return self.at(today, opens)
        return self.at(self.add(today, 1), opens)
