"""The office's staff decide on an experience: accept, ask back, decline; what waits for them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from models import audit
from models.backlog import Backlog
from models.blank import is_blank
from models.experiences.experiences import (
    Experience,
    ExperienceState,
    ExperienceVersion,
    handed_in,
    hold,
)
from models.outbox import Message, put
from models.refusals import Reason, Refused
from models.units import Unit


def waiting(session: Session, offices: Iterable[int]) -> Sequence[tuple[Experience, Unit]]:
    """What waits for the review of these offices, the oldest first."""
    statement = (
        select(Experience, Unit)
        .join(Unit, col(Unit.id) == col(Experience.unit_id))
        .where(
            col(Experience.office_id).in_(set(offices)),
            Experience.state == ExperienceState.SUBMITTED,
        )
        .order_by(col(Experience.submitted_at), col(Experience.id))
    )
    return session.exec(statement).all()


def backlog(session: Session, offices: Iterable[int]) -> Backlog:
    """How many wait for the review of these offices, and since when."""
    statement = (
        select(func.count(), func.min(col(ExperienceVersion.submitted_at)))
        .select_from(Experience)
        .join(ExperienceVersion, col(ExperienceVersion.experience_id) == col(Experience.id))
        .where(
            col(Experience.office_id).in_(set(offices)),
            Experience.state == ExperienceState.SUBMITTED,
            col(ExperienceVersion.answered_at).is_(None),
        )
    )
    return Backlog(*session.exec(statement).one())


def accept(session: Session, one: Experience, by: int, now: datetime) -> None:
    """录用: it goes into the archive. Refused(ALREADY_DECIDED), Refused(OWN_EXPERIENCE)."""
    _decide(session, one, ExperienceState.ACCEPTED, "", by, now)


def ask_back(session: Session, one: Experience, words: str, by: int, now: datetime) -> None:
    """Ask the unit for another version; refused as `accept`, Refused(REASON_NEEDED)."""
    _decide(session, one, ExperienceState.ASKED, _said(words), by, now)


def decline(session: Session, one: Experience, reason: str, by: int, now: datetime) -> None:
    """Not taken, with a reason; refused as `ask_back`."""
    _decide(session, one, ExperienceState.DECLINED, _said(reason), by, now)


def _said(words: str) -> str:
    if is_blank(words):
        raise Refused(Reason.REASON_NEEDED)
    if len(words.strip()) > 1000:
        raise Refused(Reason.TEXT_TOO_LONG, most=1000, length=len(words.strip()))
    return words.strip()


def _decide(
    session: Session, one: Experience, into: ExperienceState, words: str, by: int, now: datetime
) -> None:
    hold(session, one)
    if one.state is not ExperienceState.SUBMITTED:
        raise Refused(Reason.ALREADY_DECIDED)
    version = handed_in(session, one)
    if version.person_id == by:
        raise Refused(Reason.OWN_EXPERIENCE)
    version.answer, version.answered_at, version.answered_by = words, now, by
    one.state = into
    if into is not ExperienceState.ASKED:
        one.decided_at, one.decided_by = now, by
    session.add_all([version, one])
    audit.note(session, now, by, into.value, "experience", one.id, version=version.version)
    told = Message(
        kind="experience_decided",
        key=f"experience_decided:{one.id}:{version.version}",
        unit_id=one.unit_id,
        subject_id=one.id,
        params={"state": into.value},
    )
    put(session, now, told)
    session.flush()
