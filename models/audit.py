"""Who did what, when, to what: append-only, and the history of every fact."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, insert
from sqlmodel import Field, Session, SQLModel, col, select

from models.store import UtcDateTime


class Audit(SQLModel, table=True):
    """One deed. `person_id` is empty when a rule did it; `detail` never holds a secret."""

    __table_args__ = (Index("ix_audit_subject", "subject", "subject_id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    deed: str = Field(max_length=40)
    subject: str = Field(max_length=24)
    subject_id: int | None = None
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


def note(
    session: Session,
    now: datetime,
    person_id: int | None,
    deed: str,
    subject: str,
    subject_id: int | None,
    **detail: Any,
) -> None:
    """Write down a deed in the transaction that does it; `detail` must be plain JSON."""
    session.add(
        Audit(
            at=now,
            person_id=person_id,
            deed=deed,
            subject=subject,
            subject_id=subject_id,
            detail=detail,
        )
    )


def note_many(
    session: Session,
    now: datetime,
    person_id: int | None,
    deed: str,
    subject: str,
    details: Mapping[int, dict[str, Any]],
) -> None:
    """Write down the same deed done to many things, subject id → detail, in one statement."""
    alike = {"at": now, "person_id": person_id, "deed": deed, "subject": subject}
    rows = [{**alike, "subject_id": one, "detail": detail} for one, detail in details.items()]
    if rows:
        session.connection().execute(insert(Audit), rows)


def history(session: Session, subject: str, subject_id: int) -> Sequence[Audit]:
    """All deeds done to one thing, oldest first."""
    statement = select(Audit).where(Audit.subject == subject, Audit.subject_id == subject_id)
    return session.exec(statement.order_by(col(Audit.id))).all()
