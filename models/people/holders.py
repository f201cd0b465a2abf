"""Who holds a post at or below a unit, each person once (DOMAIN §1)."""

from sqlmodel import Session, col, select

from models.parts import Part, within
from models.people.posts import Person, Post, person_id
from models.units import Unit


def holders_below(session: Session, part: Part | str) -> list[Person]:
    """Everybody with a post in a part of the tree, each once, in roster order."""
    statement = (
        select(Person)
        .join(Post, col(Post.person_id) == col(Person.id))
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(within(part), col(Post.until).is_(None))
        .order_by(col(Unit.position), col(Post.id))
    )
    return list({person_id(person): person for person in session.exec(statement)}.values())


def unlinked_below(session: Session, part: Part | str) -> list[Person]:
    """Who in a part of the tree has a post and no telephone yet, each once, in roster order."""
    return [one for one in holders_below(session, part) if one.telegram_id is None]


def holders_named(session: Session, name: str, part: Part | str = "/") -> list[Person]:
    """Everybody of exactly this name with a post in a part of the tree, in roster order."""
    return [one for one in holders_below(session, part) if one.name == name.strip()]
