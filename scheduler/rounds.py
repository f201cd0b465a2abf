"""Does every office's duties whose moment has come, in order; what was missed comes first."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from sqlmodel import Session

from models.duty_runs import FIRST_START, first_starts, last_runs, record, runs_after
from models.practice import Practices
from models.store import Store
from models.units import Unit, offices, unit_id
from scheduler.duties import DUTIES, Appointment, keep, pass_over
from scheduler.timetable import Timetables

log = logging.getLogger(__name__)

Report = Callable[[str, Exception], None]


class Rounds:
    """The duties of all offices. One that fails keeps its moment and is tried again."""

    def __init__(self, store: Store, practices: Practices, report: Report) -> None:
        """`report` is told the name of a duty that failed, and the error."""
        self._store = store
        self._practices = practices
        self._timetables = Timetables(practices)
        self._report = report
        self._behind_since: datetime | None = None
        self._last_ring: datetime | None = None
        self._begun: dict[int, datetime] = {}

    def catch_up(self, now: datetime) -> bool:
        """Do whatever has come due until now; False when something failed and is to be tried again.

        An office begins with the first ring that finds it and makes up for nothing from before;
        found later, it begins with the ring before that one. Runs in a thread.
        """
        with self._store.transaction() as session:
            every = offices(session)
            starts = self._starts(session, every, now)
            since = self._behind_since or _behind_since(session, starts, now)
            done = runs_after(session, since)
        self._begun = starts
        due = [
            (one, office)
            for one, office in self._timetables.between(every, since, now)
            if one.moment > starts[unit_id(office)]
            and (unit_id(office), one.duty.name, one.moment) not in done
        ]
        failed = [
            office
            for one, both in groupby(due, key=itemgetter(0))
            for office in self._called(one, [office for _, office in both], now)
            if not self._kept(one, office, now)
        ]
        # The moment itself lies before what is looked at next, so one that failed stays in view.
        self._behind_since = since if failed else now
        self._last_ring = now
        return not failed

    def _called(self, one: Appointment, those: Sequence[Unit], now: datetime) -> Sequence[Unit]:
        """Those with something to do; all of them when it cannot be told."""
        try:
            called = pass_over(self._store, one, those, self._practices, now)
        except Exception as error:  # looking must not stop them
            self._report(one.duty.name, error)
            return those
        if idle := len(those) - len(called):
            log.info("duty %s, %s: nothing for %d", one.duty.name, one.moment.isoformat(), idle)
        return called

    def _kept(self, one: Appointment, office: Unit, now: datetime) -> bool:
        try:
            done = keep(self._store, one, office, self._practices.of(office), now)
        except Exception as error:  # one duty must not stop the others
            self._report(f"{one.duty.name} of {office.code}", error)
            return False
        log.info("duty %s of %s, %s: %d", one.duty.name, office.code, one.moment.isoformat(), done)
        return True

    def _starts(
        self, session: Session, every: Sequence[Unit], now: datetime
    ) -> dict[int, datetime]:
        """Since when each office does its duties; one that is new begins here."""
        known = dict(self._begun)
        if any(office.id not in known for office in every):
            known |= first_starts(session)
        new = [unit_id(office) for office in every if office.id not in known]
        if new:
            begins = self._last_ring or max(last_runs(session).values(), default=now)
            for office in new:
                record(session, office, FIRST_START, begins, 0, now)
                known[office] = begins
        return known

    def next_moment(self, now: datetime) -> datetime:
        """When the next duty of any office comes due."""
        with self._store.reading() as session:
            every = offices(session)
        return self._timetables.next(every, now).moment


def _behind_since(session: Session, starts: dict[int, datetime], now: datetime) -> datetime:
    """Up to when every office has done every duty, by the rows."""
    last = last_runs(session)
    known = [
        last.get((office, duty.name), begun) for office, begun in starts.items() for duty in DUTIES
    ]
    return min(known, default=now)
