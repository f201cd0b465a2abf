"""Groups of an office's own making: persons and units it writes to again and again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, delete, select

from models import audit
from models.blank import is_blank
from models.refusals import Reason, Refused
from models.store import UtcDateTime

LONGEST_NAME = 60


class NoticeGroup(SQLModel, table=True):
    """A named group; `dropped_at` when the office no longer uses it."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    name: str = Field(max_length=LONGEST_NAME)
    made_at: datetime = Field(sa_type=UtcDateTime)
    made_by: int = Field(foreign_key="person.id")
    dropped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class NoticeGroupMember(SQLModel, table=True):
    """A person of a group, or a unit, which means whoever answers for it."""

    __table_args__ = (
        UniqueConstraint("group_id", "person_id"),
        UniqueConstraint("group_id", "unit_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="noticegroup.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")


def group_id(group: NoticeGroup) -> int:
    """The id of a stored group."""
    assert group.id is not None, "the group is not stored yet"  # noqa: S101  narrows the type
    return group.id


def group_by_id(session: Session, number: int) -> NoticeGroup:
    """A group in use; Refused(GONE) when there is none."""
    group = session.get(NoticeGroup, number)
    if group is None or group.dropped_at is not None:
        raise Refused(Reason.GONE)
    return group


def groups_of(session: Session, office: int) -> Sequence[NoticeGroup]:
    """The groups an office uses, by name."""
    statement = select(NoticeGroup).where(
        NoticeGroup.office_id == office, col(NoticeGroup.dropped_at).is_(None)
    )
    return session.exec(statement.order_by(col(NoticeGroup.name), col(NoticeGroup.id))).all()


def make_group(session: Session, office: int, name: str, by: int, now: datetime) -> NoticeGroup:
    """A new group without members; Refused(TEXT_EMPTY), Refused(TEXT_TOO_LONG)."""
    group = NoticeGroup(office_id=office, name=_checked(name), made_at=now, made_by=by)
    session.add(group)
    session.flush()
    audit.note(session, now, by, "make", "notice_group", group.id, name=group.name)
    return group


def rename_group(session: Session, group: NoticeGroup, name: str, by: int, now: datetime) -> None:
    """Call a group something else; refused as `make_group`."""
    group.name = _checked(name)
    session.add(group)
    audit.note(session, now, by, "rename", "notice_group", group.id, name=group.name)


def _checked(name: str) -> str:
    flat = " ".join(name.split())
    if is_blank(flat):
        raise Refused(Reason.TEXT_EMPTY)
    if len(flat) > LONGEST_NAME:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_NAME, length=len(flat))
    return flat


def set_members(
    session: Session,
    group: NoticeGroup,
    people: Iterable[int],
    units: Iterable[int],
    by: int,
    now: datetime,
) -> None:
    """Say anew who belongs to a group; notices that were sent to it stay as they were sent."""
    number, persons, places = group_id(group), sorted(set(people)), sorted(set(units))
    session.exec(delete(NoticeGroupMember).where(col(NoticeGroupMember.group_id) == number))
    session.add_all(NoticeGroupMember(group_id=number, person_id=one) for one in persons)
    session.add_all(NoticeGroupMember(group_id=number, unit_id=one) for one in places)
    session.flush()
    audit.note(session, now, by, "fill", "notice_group", number, people=persons, units=places)


def drop_group(session: Session, group: NoticeGroup, by: int, now: datetime) -> None:
    """Use a group no longer."""
    group.dropped_at = now
    session.add(group)
    audit.note(session, now, by, "drop", "notice_group", group.id)


def members_of(session: Session, groups: Iterable[int]) -> Sequence[NoticeGroupMember]:
    """The persons and units of groups in use, in one statement."""
    statement = (
        select(NoticeGroupMember)
        .join(NoticeGroup, col(NoticeGroup.id) == col(NoticeGroupMember.group_id))
        .where(
            col(NoticeGroupMember.group_id).in_(set(groups)), col(NoticeGroup.dropped_at).is_(None)
        )
    )
    return session.exec(statement.order_by(col(NoticeGroupMember.id))).all()
