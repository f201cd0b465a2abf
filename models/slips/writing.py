"""What is put on a manuscript, and what is taken off again, before it is sent (DOMAIN §4)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlmodel import Session

from models.blank import is_blank
from models.matters.ledger import Matter, matter_id
from models.refusals import Reason, Refused
from models.slips.addressees import addressees
from models.slips.changing import LONGEST_DEMAND
from models.slips.limits import check_days, check_reach
from models.slips.manuscripts import LONGEST_LINE, Manuscript, still_open
from models.slips.rungs import SlipKind
from models.slips.standing import OVER
from models.units import Unit, unit_id


def choose_kind(session: Session, paper: Manuscript, kind: SlipKind) -> None:
    """What kind of slip it is to be; each kind has its own limit. Refused as `still_open`."""
    if kind is not paper.kind:
        _put(session, paper, kind=kind, answer_days=None, limit_on=None)


def about_matter(session: Session, paper: Manuscript, matter: Matter) -> None:
    """It is about a matter; its lead unit gets it, unless others were chosen before.

    The caller has made sure that the matter lies within the office's reach.
    Refused(NO_LONGER_HOLDS) for one that is closed or ended, or as `still_open`.
    """
    if matter.state in OVER:
        raise Refused(Reason.NO_LONGER_HOLDS, subject=matter.number)
    office = session.get_one(Unit, paper.office_id)
    lead = [unit_id(unit) for unit in addressees(session, office, [matter.lead_unit_id])]
    _put(
        session,
        paper,
        matter_id=matter_id(matter),
        subject=matter.title,
        units=paper.units or lead,
    )


def about_subject(session: Session, paper: Manuscript, text: str) -> None:
    """It is about something that is no matter.

    Refused(SUBJECT_NEEDED), Refused(TEXT_TOO_LONG), or as `still_open`.
    """
    subject = _fitting(text, Reason.SUBJECT_NEEDED, LONGEST_LINE)
    _put(session, paper, matter_id=None, subject=subject)


def add_units(session: Session, paper: Manuscript, units: Iterable[int]) -> None:
    """More units that get it, each once.

    Refused(NOT_ALLOWED) for a unit to which the office may not write, or as `still_open`.
    """
    wanted = list(dict.fromkeys(units))
    office = session.get_one(Unit, paper.office_id)
    if len(addressees(session, office, wanted)) < len(wanted):
        raise Refused(Reason.NOT_ALLOWED)
    _put(session, paper, units=list(dict.fromkeys([*paper.units, *wanted])))


def remove_units(session: Session, paper: Manuscript, units: Iterable[int]) -> None:
    """Units that do not get it after all. Refused as `still_open`."""
    gone = set(units)
    _put(session, paper, units=[unit for unit in paper.units if unit not in gone])


def write_demand(session: Session, paper: Manuscript, text: str) -> None:
    """What is demanded. Refused(DEMAND_NEEDED), Refused(TEXT_TOO_LONG), or as `still_open`."""
    _put(session, paper, demand=_fitting(text, Reason.DEMAND_NEEDED, LONGEST_DEMAND))


def write_basis(session: Session, paper: Manuscript, text: str) -> None:
    """What slips to districts rest on (DOMAIN §4).

    Refused(BASIS_NEEDED), Refused(TEXT_TOO_LONG), or as `still_open`.
    """
    _put(session, paper, authority_basis=_fitting(text, Reason.BASIS_NEEDED, LONGEST_LINE))


def set_days(session: Session, paper: Manuscript, days: int | None) -> None:
    """So many working days for the answer, or with None the rung's own.

    Refused(DATES_UNCLEAR) for none or too many, or as `still_open`.
    """
    if days is not None:
        check_days(days)
    _put(session, paper, answer_days=days, limit_on=None)


def set_limit(session: Session, paper: Manuscript, limit_on: date, today: date) -> None:
    """The day for the answer.

    Refused(DATES_PAST) unless it is after today, Refused(DATES_UNCLEAR) for one far beyond, or as
    `still_open`.
    """
    if limit_on <= today:
        raise Refused(Reason.DATES_PAST)
    check_reach(limit_on, today)
    _put(session, paper, answer_days=None, limit_on=limit_on)


def _fitting(text: str, without: Reason, most: int) -> str:
    words = text.strip()
    if is_blank(words):
        raise Refused(without)
    if len(words) > most:
        raise Refused(Reason.TEXT_TOO_LONG, most=most, length=len(words))
    return words


def _put(session: Session, paper: Manuscript, **values: Any) -> None:
    """Change what stands on it; a preview that was looked at before is stale then."""
    still_open(paper)
    for name, value in values.items():
        setattr(paper, name, value)
    paper.revision += 1
    session.add(paper)
    session.flush()
