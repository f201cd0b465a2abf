"""When the newest of the exceptions came that need a hand: the morning's digest goes by it."""

from collections.abc import Iterable
from datetime import date, datetime, time

from sqlmodel import Session, col, func, select

from models.calendar import Calendar
from models.exceptions import blocked, last_undelivered, stuck_updates, unanswered
from models.notice_boards import lost_boards
from models.parts import Part
from models.people.absences import Absence
from models.people.posts import Post, Role
from models.units import unit_id

ANSWERING = (Role.LIAISON, Role.DEPUTY)


def newest(session: Session, part: Part, calendar: Calendar, today: date) -> datetime | None:
    """When the last one came; None where there is none, or of none it is known.

    That a unit has lost its last answerer is known by a post that ended or a leave that began, that
    a notice board is lost by the bot's leaving it.
    """
    units = [unit_id(unit) for unit in unanswered(session, part, today)]
    known: list[datetime | None] = [
        *(one.person.blocked_at for one in blocked(session, part)),
        last_undelivered(session, part),
        *(one.handled_at or one.received_at for one in stuck_updates(session, part)),
        *(board.left_at for board in lost_boards(session, part)),
        *_answerless_since(session, units, calendar, today),
    ]
    return max((one for one in known if one is not None), default=None)


def _answerless_since(
    session: Session, units: Iterable[int], calendar: Calendar, today: date
) -> list[datetime | None]:
    wanted = col(Post.unit_id).in_(set(units)), col(Post.role).in_(ANSWERING)
    ended = session.exec(select(func.max(col(Post.until))).where(*wanted)).one()
    leaves = (
        select(func.max(col(Absence.first_day)))
        .join(Post, col(Post.person_id) == col(Absence.person_id))
        .where(
            *wanted,
            col(Post.until).is_(None),
            col(Absence.ended_at).is_(None),
            col(Absence.first_day) <= today,
            col(Absence.last_day) >= today,
        )
    )
    begun = session.exec(leaves).one()
    return [ended, calendar.at(begun, time(0)) if begun else None]
