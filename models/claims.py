"""一把手认领: the matters a leader has taken on in person (DOMAIN §1).

A claim is a tenure's: who claims gives their own name for a matter, so it holds while that person
leads the lead unit and the matter is not closed. The matter stays with the post: a successor finds
what was claimed before them as `left`, and takes it on in one step, or not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, Session, SQLModel, col, select

from models import audit
from models.matters.ledger import Matter, State, matter_id
from models.people.posts import Person, Post, Role, person_id, posts_of
from models.refusals import Reason, Refused
from models.store import UtcDateTime

OVER = frozenset({State.CLOSED, State.TERMINATED})
"""States in which nothing is left to be claimed; a matter that is reopened is claimed again."""


class Claim(SQLModel, table=True):
    """A tenure's claim on a matter; `until` is set when it is given up or taken over."""

    __table_args__ = (
        Index(
            "ix_claim_standing",
            "matter_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", index=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    since: datetime = Field(sa_type=UtcDateTime)
    until: datetime | None = Field(default=None, sa_type=UtcDateTime)


@dataclass(frozen=True)
class Claimed:
    """A claim that was not given up, and whose it is.

    `left`: that tenure is over, or leads the matter no longer, so nobody answers for it in person.
    """

    claim: Claim
    person: Person
    left: bool


def claims_on(session: Session, matters: Iterable[int]) -> dict[int, Claimed]:
    """The claims on many matters by matter id, in one statement; those over are left out."""
    statement = (
        select(Claim, Person, Post, Matter)
        .join(Matter, col(Matter.id) == col(Claim.matter_id))
        .join(Post, col(Post.id) == col(Claim.post_id))
        .join(Person, col(Person.id) == col(Post.person_id))
        .where(
            col(Claim.matter_id).in_(set(matters)),
            col(Claim.until).is_(None),
            col(Matter.state).not_in(OVER),
        )
    )
    return {
        claim.matter_id: Claimed(claim, person, not _leads(post, matter))
        for claim, person, post, matter in session.exec(statement)
    }


def claim_on(session: Session, matter: Matter) -> Claimed | None:
    """The claim on a matter."""
    return claims_on(session, [matter_id(matter)]).get(matter_id(matter))


def claimants(session: Session, matters: Iterable[int]) -> dict[int, str]:
    """The names of those who answer in person for matters, by matter id."""
    found = claims_on(session, matters)
    return {number: one.person.name for number, one in found.items() if not one.left}


def claim(session: Session, matter: Matter, person: Person, now: datetime) -> None:
    """Claim a matter of a unit this person leads, instead of who has left it; twice is once.

    Refused(NOT_ALLOWED) for who does not lead it, Refused(MATTER_CLOSED),
    Refused(CLAIMED_BY_OTHER) when another leader of the unit stands for it.
    """
    number = matter_id(matter)
    post = _tenure(session, matter, person)
    held = select(Matter).where(Matter.id == number).with_for_update()
    matter = session.exec(held.execution_options(populate_existing=True)).one()
    if matter.state in OVER:
        raise Refused(Reason.MATTER_CLOSED, number=matter.number)
    before = claim_on(session, matter)
    if before and not before.left:
        if before.person.id == person.id:
            return
        raise Refused(Reason.CLAIMED_BY_OTHER, number=matter.number, name=before.person.name)
    if before:
        _end(session, before.claim, now)
    session.add(Claim(matter_id=number, post_id=post.id or 0, since=now))
    audit.note(session, now, person.id, "claim", "matter", number)
    session.flush()


def give_up(session: Session, matter: Matter, person: Person, now: datetime) -> None:
    """Give a claim up; Refused(NOT_CLAIMED) when it is not this person's."""
    one = claim_on(session, matter)
    if one is None or one.left or one.person.id != person.id:
        raise Refused(Reason.NOT_CLAIMED, number=matter.number)
    _end(session, one.claim, now)
    audit.note(session, now, person.id, "give_up_claim", "matter", matter.id)


def _end(session: Session, one: Claim, now: datetime) -> None:
    one.until = now
    session.add(one)
    session.flush()


def _tenure(session: Session, matter: Matter, person: Person) -> Post:
    posts: Sequence[Post] = [post for post, _ in posts_of(session, person_id(person))]
    for post in posts:
        if _leads(post, matter):
            return post
    raise Refused(Reason.NOT_ALLOWED)


def _leads(post: Post, matter: Matter) -> bool:
    return post.role is Role.LEADER and post.until is None and post.unit_id == matter.lead_unit_id
