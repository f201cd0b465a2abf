"""Who signs a slip now: the holders of the rung's posts, or the named stand-in (DOMAIN §4)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.people.absences import absent
from models.people.posts import Person, Post, Role
from models.slips.rungs import Rung


@dataclass(frozen=True)
class Signer:
    """A person who may sign, and the post by which they may."""

    person: Person
    role: Role


def signers(session: Session, office: int, rung: Rung, today: date) -> list[Signer]:
    """Everybody who may sign this kind of slip today, in the order of the rung's posts.

    While all of them are on leave it is the stand-in; empty when there is nobody: then it waits.
    """
    wanted = [*rung.signers, *([rung.stand_in] if rung.stand_in else [])]
    statement = select(Post, Person).join(Person, col(Person.id) == col(Post.person_id))
    held = statement.where(
        Post.unit_id == office, col(Post.role).in_(wanted), col(Post.until).is_(None)
    )
    rows = session.exec(held.order_by(col(Post.id))).all()
    away = absent(session, today)
    present = [
        Signer(person, role)
        for role in wanted
        for post, person in rows
        if post.role is role and person.id not in away
    ]
    own = [one for one in present if one.role in rung.signers]
    return own or present


def signs_as(session: Session, office: int, rung: Rung, person: Person, today: date) -> Role | None:
    """The post by which a person signs this kind of slip today; None when somebody else does."""
    able = signers(session, office, rung, today)
    return next((one.role for one in able if one.person.id == person.id), None)


def stood_in_for(session: Session, office: int, rung: Rung) -> list[Signer]:
    """The holders of the rung's own posts, for whom the stand-in signs while they are away."""
    statement = select(Post, Person).join(Person, col(Person.id) == col(Post.person_id))
    held = statement.where(
        Post.unit_id == office, col(Post.role).in_(rung.signers), col(Post.until).is_(None)
    )
    return [Signer(person, post.role) for post, person in session.exec(held.order_by(col(Post.id)))]
