"""Group chats as an office's notice boards: bound, unbound, and lost from sight."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select, update

from models import audit
from models.authority import ALLOWED, Act
from models.groups import GroupChat, group_id
from models.parts import Part, within
from models.people.posts import Post
from models.refusals import Reason, Refused
from models.units import Unit


def boards_of(session: Session, office: int) -> Sequence[GroupChat]:
    """An office's notice boards by title, the lost ones as well."""
    statement = select(GroupChat).where(GroupChat.office_id == office)
    return session.exec(statement.order_by(col(GroupChat.title), col(GroupChat.id))).all()


def lost_boards(session: Session, part: Part) -> Sequence[GroupChat]:
    """Notice boards of a part's offices that no message reaches: the bot is out, or may not write.

    Whoever unbinds one takes it off the list.
    """
    statement = (
        select(GroupChat)
        .join(Unit, col(Unit.id) == col(GroupChat.office_id))
        .where(within(part), col(GroupChat.left_at).is_not(None) | ~col(GroupChat.may_write))
    )
    return session.exec(statement.order_by(col(GroupChat.title), col(GroupChat.id))).all()


def unbound_groups(session: Session, office: int, *, whole: bool) -> Sequence[GroupChat]:
    """The groups of nobody's that an office may see, by title: those its own staff brought.

    The office of the whole tree sees those of strangers and units, too, but none that another
    office's staff brought: what a lower office begins is its own (DOMAIN §1).
    """
    mine = _brought_by(_staffs(office))
    if whole:
        mine = or_(mine, ~_brought_by(_staffs_elsewhere(office)))
    nobodys = col(GroupChat.office_id).is_(None), col(GroupChat.left_at).is_(None)
    statement = select(GroupChat).where(*nobodys, mine)
    return session.exec(statement.order_by(col(GroupChat.title), col(GroupChat.id))).all()


def _brought_by(posts: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition for groups that a holder of such posts brought the bot to or asked for."""
    people = select(Post.person_id).where(posts)
    asked, added = (func.coalesce(one, 0) for one in (GroupChat.asked_by, GroupChat.added_by))
    return or_(asked.in_(people), added.in_(people))


def _staffs(office: int) -> ColumnElement[bool]:
    """The condition for the posts of an office's staff."""
    return and_(col(Post.unit_id) == office, _STAFF)


def _staffs_elsewhere(office: int) -> ColumnElement[bool]:
    """The condition for the posts of every other office's staff."""
    return and_(col(Post.unit_id) != office, _STAFF)


_STAFF = and_(col(Post.role).in_(ALLOWED[Act.BIND_GROUP]), col(Post.until).is_(None))


def bindable(session: Session, group: GroupChat, office: int) -> bool:
    """Whether an office may bind a group: a member of its staff brought the bot or asked for it.

    So nobody binds by mistake a group that a stranger has named like one of the office's.
    """
    if group.channel or group.left_at or group.office_id or group.asked_by is None:
        return False
    asked = select(Post.id).where(Post.person_id == group.asked_by, _staffs(office))
    return session.exec(asked).first() is not None


def bind(session: Session, group: GroupChat, office: int, by: int, now: datetime) -> None:
    """Make a group a notice board of an office.

    Refused(ALREADY_DECIDED) when it is one, Refused(GONE) when it can't be one.
    """
    if group.office_id is not None:
        raise Refused(Reason.ALREADY_DECIDED)
    if not bindable(session, group, office):
        raise Refused(Reason.GONE)
    _turn(session, group, None, {"office_id": office, "bound_by": by, "bound_at": now})
    audit.note(session, now, by, "bind", "group", group.id, office=office)


def unbind(session: Session, group: GroupChat, office: int, by: int, now: datetime) -> None:
    """Let a group be nobody's notice board again; Refused(ALREADY_DECIDED) if it is none of it."""
    _turn(session, group, office, {"office_id": None, "bound_by": None, "bound_at": None})
    audit.note(session, now, by, "unbind", "group", group.id, office=office)


def _turn(
    session: Session, group: GroupChat, office: int | None, values: dict[str, object]
) -> None:
    """Take a group from one office, or from nobody, once; Refused when somebody was quicker."""
    session.flush()
    done = session.exec(
        update(GroupChat)
        .where(
            col(GroupChat.id) == group_id(group),
            col(GroupChat.office_id).is_not_distinct_from(office),
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    session.refresh(group)
