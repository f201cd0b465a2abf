"""Does every duty whose moment has come, in order, each once; what was missed comes first."""

import logging
from collections.abc import Callable
from datetime import datetime

from models.duty_runs import last_run, record
from models.practice import Practice
from models.store import Store
from scheduler.duties import DUTIES, Appointment, appointments, keep, next_appointment

log = logging.getLogger(__name__)

FIRST_START = "first start"
"""Recorded like a duty: nothing from before it is made up for."""

Report = Callable[[str, Exception], None]


class Rounds:
    """The duties of one database. A duty that fails keeps its moment and is tried again."""

    def __init__(self, store: Store, around: Practice, report: Report) -> None:
        """`report` is told the name of a duty that failed, and the error."""
        self._store = store
        self._around = around
        self._report = report
        self._behind_since: datetime | None = None

    def catch_up(self, now: datetime) -> bool:
        """Do whatever has come due until now; False when something failed and is to be tried again.

        The first start of all makes up for nothing. Runs in a thread.
        """
        since = self._behind_since or self._last_known(now)
        failed = [one for one in appointments(since, now, self._around) if not self._kept(one, now)]
        # The moment itself lies before what is looked at next, so one that failed stays in view.
        self._behind_since = since if failed else now
        return not failed

    def _kept(self, one: Appointment, now: datetime) -> bool:
        try:
            done = keep(self._store, one, self._around, now)
        except Exception as error:  # one duty must not stop the others
            self._report(one.duty.name, error)
            return False
        log.info("duty %s of %s: %d done", one.duty.name, one.moment.isoformat(), done)
        return True

    def _last_known(self, now: datetime) -> datetime:
        """Up to when every duty has been done, by the rows."""
        with self._store.transaction() as session:
            if last_run(session, FIRST_START) is None:
                record(session, FIRST_START, now, 0, now)
            began = last_run(session, FIRST_START) or now
            return min(last_run(session, duty.name) or began for duty in DUTIES)

    def next_moment(self, now: datetime) -> datetime:
        """When the next duty comes due."""
        return next_appointment(now, self._around).moment
