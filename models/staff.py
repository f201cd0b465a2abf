"""Whom an office's own notices go to: its clerks and directors with a telephone linked."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.people import Person, Post, Role


def staff_of(session: Session, office: int) -> Sequence[Person]:
    """The clerks and directors of an office who can be reached, each once."""
    statement = (
        select(Person)
        .join(Post, col(Post.person_id) == col(Person.id))
        .where(
            Post.unit_id == office,
            col(Post.role).in_([Role.CLERK, Role.DIRECTOR]),
            col(Post.until).is_(None),
            col(Person.telegram_id).is_not(None),
        )
        .order_by(col(Person.id))
        .distinct()
    )
    return session.exec(statement).all()
