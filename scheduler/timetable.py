"""When which duty comes: each office's own moments, worked out once for those that work alike."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

from models.calendar import Month
from models.practice import Practice, Practices
from models.units import Unit
from scheduler.duties import DUTIES, Appointment

FAR = timedelta(days=62)
"""So far ahead the next duty lies at the most: each has a moment in every month's round."""


class Timetable:
    """Every duty's moments by one practice; a month is worked out when it is first asked for."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._months: dict[Month, list[Appointment]] = {}

    def between(self, after: datetime, until: datetime) -> list[Appointment]:
        """The moments after one and up to and including another, in order."""
        found: list[Appointment] = []
        month = Month.of(self._practice.calendar.today(after)).plus(-1)  # cut off a month later
        while month.first <= self._practice.calendar.today(until):
            found += self._in_month(month, after, until)
            month = month.plus(1)
        return sorted(found, key=_in_order)

    def next(self, after: datetime) -> Appointment:
        """The first moment after one."""
        return self.between(after, after + FAR)[0]

    def _in_month(self, month: Month, after: datetime, until: datetime) -> Sequence[Appointment]:
        if month not in self._months:
            practice = self._practice
            self._months[month] = sorted(
                (
                    Appointment(moment, duty, month)
                    for duty in DUTIES
                    for moment in duty.moments(month, practice.calendar, practice.rules)
                ),
                key=_in_order,
            )
        known = self._months[month]
        first, last = (bisect_right(known, one, key=_moment) for one in (after, until))
        return known[first:last]


def _moment(one: Appointment) -> datetime:
    return one.moment


def _in_order(one: Appointment) -> tuple[datetime, int]:
    return one.moment, DUTIES.index(one.duty)


class Timetables:
    """The timetables of all offices."""

    def __init__(self, practices: Practices) -> None:
        self._practices = practices
        self._known: dict[int, Timetable] = {}

    def of(self, office: Unit) -> Timetable:
        """An office's timetable."""
        return self._by(self._practices.of(office))

    def _by(self, practice: Practice) -> Timetable:
        return self._known.setdefault(id(practice), Timetable(practice))

    def between(
        self, offices: Sequence[Unit], after: datetime, until: datetime
    ) -> list[tuple[Appointment, Unit]]:
        """Everything these offices have to do in that time, in order."""
        tables = [self.of(office) for office in offices]
        each = {id(table): table.between(after, until) for table in set(tables)}
        found = [
            (one, office)
            for office, table in zip(offices, tables, strict=True)
            for one in each[id(table)]
        ]
        return sorted(found, key=lambda row: _in_order(row[0]))

    def next(self, offices: Sequence[Unit], after: datetime) -> Appointment:
        """The first moment of any of them; while there is no office, that of one at the top."""
        tables = {id(table): table for table in map(self.of, offices)} or {
            0: self._by(self._practices.top)
        }
        return min((table.next(after) for table in tables.values()), key=_in_order)
