"""What scoring reads of a month's slips: which answers were due, and how they were met (§6 S)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from models.calendar import Calendar, Month
from models.slips.answers import AnswerKind, SlipAnswer, Verdict
from models.slips.extensions import Decision, Extension
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState, out


class Timing(StrEnum):
    """How a slip was met; how often an answer was returned is counted beside it."""

    ON_TIME = "on_time"
    LATE = "late"
    NONE = "none"


class Due(NamedTuple):
    """A slip that asks for an answer, as it counts for the month of `limit_on`.

    `limit_on` is the date the unit had to keep: the first one, or the one it was put off to before
    the unit answered. `due_on` is in force now: a return moves it. `answered_at` is when the
    accepted version was handed in, or the one that waits for a verdict; None: no answer stands.
    """

    slip_id: int
    unit_id: int
    kind: SlipKind
    number: str
    subject: str
    first_due_on: date
    limit_on: date
    due_on: date
    state: SlipState
    returns: int
    answered_at: datetime | None
    timing: Timing


class _Asked(NamedTuple):
    """The columns of a slip that asks for an answer."""

    slip_id: int
    unit_id: int
    kind: SlipKind
    number: str
    subject: str
    first_due_on: date
    due_on: date
    state: SlipState
    returns: int
    settled_at: datetime | None


class _Version(NamedTuple):
    """The columns of a version that was handed in."""

    submitted_at: datetime
    verdict: Verdict | None


class _Granted(NamedTuple):
    """The columns of a request that was approved."""

    asked_at: datetime
    granted_on: date


def slips_due(
    session: Session, office: int, month: Month, calendar: Calendar
) -> dict[int, list[Due]]:
    """An office's slips due in a month, by unit id; in three statements however many there are.

    What was settled in time without an answer is left out: nothing was owed (DOMAIN §6 S).
    """
    asked = _asked(session, office, month)
    ids = [one.slip_id for one in asked]
    versions, granted = _versions(session, ids), _granted(session, ids)
    found: dict[int, list[Due]] = defaultdict(list)
    for one in asked:
        due = _due(one, versions.get(one.slip_id, []), granted.get(one.slip_id, []), calendar)
        if month.first <= due.limit_on <= month.last and not _settled_in_time(one, due, calendar):
            found[one.unit_id].append(due)
    return dict(found)


def _asked(session: Session, office: int, month: Month) -> list[_Asked]:
    """What may be due in the month: its limit lies between the first date and the one in force."""
    columns: list[Any] = [
        Slip.id,
        Slip.unit_id,
        Slip.kind,
        Slip.number_text,
        Slip.subject,
        Slip.first_due_on,
        Slip.due_on,
        Slip.state,
        Slip.returns,
        Slip.settled_at,
    ]
    statement = select(*columns).where(
        Slip.office_id == office,
        out(),
        col(Slip.due_on) >= month.first,
        col(Slip.first_due_on) <= month.last,
    )
    return [_Asked(*row) for row in session.exec(statement.order_by(col(Slip.id)))]


def _versions(session: Session, slips: Sequence[int]) -> Mapping[int, list[_Version]]:
    columns: list[Any] = [SlipAnswer.slip_id, SlipAnswer.submitted_at, SlipAnswer.verdict]
    statement = select(*columns).where(
        col(SlipAnswer.slip_id).in_(slips),
        SlipAnswer.kind == AnswerKind.ANSWER,
        col(SlipAnswer.submitted_at).is_not(None),
    )
    rows = session.exec(statement.order_by(col(SlipAnswer.version)))
    found: dict[int, list[_Version]] = defaultdict(list)
    for slip, at, verdict in rows:
        found[slip].append(_Version(at, verdict))
    return found


def _granted(session: Session, slips: Sequence[int]) -> Mapping[int, list[_Granted]]:
    columns: list[Any] = [Extension.slip_id, Extension.asked_at, Extension.granted_on]
    statement = select(*columns).where(
        col(Extension.slip_id).in_(slips), Extension.decision == Decision.APPROVED
    )
    rows = session.exec(statement.order_by(col(Extension.asked_at)))
    found: dict[int, list[_Granted]] = defaultdict(list)
    for slip, at, day in rows:
        found[slip].append(_Granted(at, day))
    return found


def _due(
    one: _Asked, versions: Sequence[_Version], granted: Sequence[_Granted], calendar: Calendar
) -> Due:
    first = versions[0].submitted_at if versions else None
    put_off = [each.granted_on for each in granted if first is None or each.asked_at < first]
    limit = put_off[-1] if put_off else one.first_due_on
    standing = _standing(versions)
    return Due(
        slip_id=one.slip_id,
        unit_id=one.unit_id,
        kind=one.kind,
        number=one.number,
        subject=one.subject,
        first_due_on=one.first_due_on,
        limit_on=limit,
        due_on=one.due_on,
        state=one.state,
        returns=one.returns,
        answered_at=standing,
        timing=_timing(first, limit, standing, one.due_on, calendar),
    )


def _standing(versions: Sequence[_Version]) -> datetime | None:
    """When the version was handed in that was accepted, or else the newest one if it waits."""
    accepted = [one for one in versions if one.verdict is Verdict.ACCEPTED]
    counted = accepted[-1:] or [one for one in versions[-1:] if one.verdict is None]
    return counted[0].submitted_at if counted else None


def _timing(
    first: datetime | None,
    limit: date,
    standing: datetime | None,
    due_on: date,
    calendar: Calendar,
) -> Timing:
    """On time: the first version by the limit, and what stands by the one set with a return.

    So whoever was late at first is not on time because the late answer was returned.
    """
    if first is None or standing is None:
        return Timing.NONE
    late = calendar.today(first) > limit or calendar.today(standing) > due_on
    return Timing.LATE if late else Timing.ON_TIME


def _settled_in_time(one: _Asked, due: Due, calendar: Calendar) -> bool:
    if one.state is not SlipState.SETTLED or one.settled_at is None:
        return False
    return calendar.today(one.settled_at) <= due.limit_on
