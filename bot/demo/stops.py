"""Where the demo's time machine stops: the moments of a month that a newcomer waits for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from locales import N_
from models.calendar import Calendar, Month
from models.dispatch.cycles import dates
from models.rules import Rules
from scheduler import cutoff, dispatch, reminders, standings


@dataclass(frozen=True)
class Kind:
    """What happens at a stop, and what the log says of it afterwards."""

    name: str
    label: str
    done: str


DISPATCH = Kind("dispatch", N_("Monthly dispatch"), N_("Monthly dispatch, messages sent: {n}."))
REMINDERS = Kind("reminders", N_("Reminders"), N_("Reminders, messages sent: {n}."))
CUTOFF = Kind("cutoff", N_("Cut-off"), N_("Cut-off, messages sent: {n}."))
PREVIEW = Kind(
    "preview", N_("Preview of the scores"), N_("Preview of the scores, messages sent: {n}.")
)
APPEALS_OVER = Kind(
    "appeals_over", N_("End of the appeals"), N_("End of the appeals, messages sent: {n}.")
)


@dataclass(frozen=True)
class Stop:
    """A moment at which something happens that one can see."""

    moment: datetime
    kind: Kind


def next_stop(after: datetime, calendar: Calendar, rules: Rules) -> Stop:
    """The first stop after a moment; the daily housekeeping is passed over."""
    this = Month.of(calendar.today(after))
    found = [
        stop
        for month in (this.plus(-1), this, this.plus(1))
        for stop in _stops(month, calendar, rules)
        if stop.moment > after
    ]
    return min(found, key=lambda stop: stop.moment)


def _stops(month: Month, calendar: Calendar, rules: Rules) -> Iterator[Stop]:
    """A month's round: scores are shown when the office opens, and published after the appeals."""
    for kind, duty in ((DISPATCH, dispatch), (REMINDERS, reminders), (CUTOFF, cutoff)):
        for moment in duty.moments(month, calendar, rules):
            yield Stop(moment, kind)
    closed = dates(month, calendar, rules.dispatch).cutoff_at
    yield Stop(calendar.next_open(closed + timedelta(minutes=1)), PREVIEW)
    _, ready, *_ = standings.moments(month, calendar, rules)
    yield Stop(ready, APPEALS_OVER)
