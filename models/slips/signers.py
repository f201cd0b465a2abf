"""Who signs a paper now: the holders of the posts named for it, or the stand-in (DOMAIN §4)."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlmodel import Session, col, select

from models.people.absences import absent
from models.people.posts import Person, Post, Role


class Signing(Protocol):
    """What the rules say about a paper: the posts that sign it, and who stands in for them."""

    @property
    def signers(self) -> tuple[Role, ...]:
        """Posts of the office; each of them may sign."""

    @property
    def stand_in(self) -> Role | None:
        """Who signs while all of them are on leave."""


@dataclass(frozen=True)
class Signer:
    """A person who may sign, and the post by which they may."""

    person: Person
    role: Role


def signers(session: Session, office: int, named: Signing, today: date) -> list[Signer]:
    """Everybody who may sign this kind of paper today, in the order of the posts named.

    While all of them are on leave it is the stand-in; empty when there is nobody: then it waits.
    """
    wanted = [*named.signers, *([named.stand_in] if named.stand_in else [])]
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
    own = [one for one in present if one.role in named.signers]
    return own or present


def signs_as(
    session: Session, office: int, named: Signing, person: Person, today: date
) -> Role | None:
    """The post by which a person signs this kind of paper today; None when somebody else does."""
    able = signers(session, office, named, today)
    return next((one.role for one in able if one.person.id == person.id), None)


def stood_in_for(session: Session, office: int, named: Signing) -> list[Signer]:
    """The holders of the named posts, for whom the stand-in signs while they are away."""
    statement = select(Post, Person).join(Person, col(Person.id) == col(Post.person_id))
    held = statement.where(
        Post.unit_id == office, col(Post.role).in_(named.signers), col(Post.until).is_(None)
    )
    return [Signer(person, post.role) for post, person in session.exec(held.order_by(col(Post.id)))]
