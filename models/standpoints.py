"""The level at which a person stands: whoever has to do with two offices chooses one (§1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, select

from models.store import UtcDateTime


class Standpoint(SQLModel, table=True):
    """The office whose round a person looks at now; without a row it is that of the first post."""

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    office_id: int = Field(foreign_key="unit.id")
    since: datetime = Field(sa_type=UtcDateTime)


def chosen(session: Session, person: int) -> int | None:
    """The office that a person has chosen, if any."""
    found: Sequence[int] = session.exec(_CHOSEN, params={"person": person}).all()
    return found[0] if found else None


def choose(session: Session, person: int, office: int, now: datetime) -> None:
    """Stand at an office's level from now on."""
    row = session.get(Standpoint, person) or Standpoint(
        person_id=person, office_id=office, since=now
    )
    row.office_id, row.since = office, now
    session.add(row)
    session.flush()


_CHOSEN: Any = select(Standpoint.office_id).where(Standpoint.person_id == bindparam("person"))
