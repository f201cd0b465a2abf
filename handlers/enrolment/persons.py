"""How a person is named: their units and posts, as rows of a message."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers import terms
from handlers.view import clip
from locales import Translator
from models.people.posts import Person, Post
from models.units import Unit

Seats = Sequence[tuple[Post, Unit]]


def name_and_posts(tr: Translator, person: Person, seats: Seats) -> Markup:
    """The name in bold, and a row for each post."""
    rows = [
        tr("<b>{name}</b>", name=clip(person.name, 80)),
        *(seat(tr, post, unit) for post, unit in seats),
    ]
    return Markup("\n").join(rows)


def seat(tr: Translator, post: Post, unit: Unit) -> Markup:
    """One post: the unit, and what the person is there."""
    return tr("{unit} · {post}", unit=clip(unit.name, 120), post=terms.role(tr, post.role))


def names(tr: Translator, units: Sequence[Unit]) -> str:
    """Several units in one row; many are cut short."""
    shown = [clip(unit.name, 40) for unit in units[:6]]
    left = len(units) - len(shown)
    listed = tr.plain(", ").join(shown)
    return listed if left <= 0 else tr.plain("{units} and {n} more", units=listed, n=left)
