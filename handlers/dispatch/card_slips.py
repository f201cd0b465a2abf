"""The open slips about a matter on its card: whoever answers the month sees what else is owed."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.context import Scene
from handlers.slips import words
from handlers.slips.buttons import SlipPress
from handlers.view import Key
from models.dispatch.sheets import Card
from models.matters.ledger import matter_id
from models.slips.slips import Slip, open_slips, slip_id

MOST = 3


def slips_on(scene: Scene, card: Card) -> Sequence[Slip]:
    """What is open about the matter of a card, oldest first."""
    number = matter_id(card.matter)
    return open_slips(scene.session, [number]).get(number, [])


def slip_lines(scene: Scene, slips: Sequence[Slip]) -> list[Markup]:
    """A line for each."""
    tr = scene.tr
    return [
        tr(
            "📄 Open on this matter: <b>{name}</b>, {state}",
            name=words.name(tr, slip),
            state=words.state(tr, slip, scene.today),
        )
        for slip in slips[:MOST]
    ]


def slip_keys(scene: Scene, slips: Sequence[Slip]) -> list[list[Key]]:
    """A key for each, that opens it."""
    return [[Key(words.name(scene.tr, slip), SlipPress(slip_id(slip)))] for slip in slips[:MOST]]
