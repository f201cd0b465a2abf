"""修改: what may be changed in a draft before it is signed (DOMAIN §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, update

from models import audit
from models.people.posts import Role
from models.refusals import Reason, Refused
from models.slips.limits import check_days, check_reach
from models.slips.rungs import SlipKind
from models.slips.slips import UNSIGNED, Slip

LONGEST_DEMAND = 4000
LONGEST_BASIS = 500


@dataclass(frozen=True)
class Change:
    """What is changed in a draft; None keeps what stands. `at_once` is for an order only."""

    demand: str | None = None
    limit_on: date | None = None
    answer_days: int | None = None
    copies: Sequence[Role] | None = None
    authority_basis: str | None = None
    at_once: bool | None = None


def change(session: Session, slip: Slip, what: Change, by: int, today: date, now: datetime) -> None:
    """Change a draft before it is signed; what was looked at before is stale then.

    Refused(ALREADY_DECIDED) once it is signed, Refused(TEXT_TOO_LONG), Refused(DATES_PAST) for a
    limit that is not after today, Refused(DATES_UNCLEAR) for one far beyond,
    Refused(NOTHING_TO_ANSWER) for one of a prompt, Refused(ORDERS_ONLY) for haste. What stood
    there before is kept in the history.
    """
    if what.at_once and slip.kind is not SlipKind.ORDER:
        raise Refused(Reason.ORDERS_ONLY)
    if slip.kind is SlipKind.PROMPT and (what.limit_on or what.answer_days):
        raise Refused(Reason.NOTHING_TO_ANSWER)
    _fits(what.demand, LONGEST_DEMAND)
    _fits(what.authority_basis, LONGEST_BASIS)
    _in_reach(what, today)
    values = _values(what)
    was = {name: _plain(getattr(slip, name)) for name in values}
    done = session.exec(
        update(Slip)
        .where(col(Slip.id) == slip.id, col(Slip.state).in_(UNSIGNED))
        .values(revision=Slip.revision + 1, **values)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(slip)
    audit.note(session, now, by, "change", "slip", slip.id, changed=sorted(values), was=was)


def _in_reach(what: Change, today: date) -> None:
    if what.answer_days is not None:
        if what.answer_days < 1:
            raise Refused(Reason.DATES_PAST)
        check_days(what.answer_days)
    if what.limit_on is not None:
        if what.limit_on <= today:
            raise Refused(Reason.DATES_PAST)
        check_reach(what.limit_on, today)


def _fits(text: str | None, most: int) -> None:
    if text is not None and len(text) > most:
        raise Refused(Reason.TEXT_TOO_LONG, most=most, length=len(text))


def _values(what: Change) -> dict[str, Any]:
    given: dict[str, Any] = {
        "demand": what.demand.strip() if what.demand is not None else None,
        "limit_on": what.limit_on,
        "answer_days": what.answer_days,
        "copies": [role.value for role in what.copies] if what.copies is not None else None,
        "authority_basis": what.authority_basis.strip()
        if what.authority_basis is not None
        else None,
        "at_once": what.at_once,
    }
    values = {name: value for name, value in given.items() if value is not None}
    return values | ({"limit_on": None} if what.answer_days is not None else {})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
