"""From a prompt to the card on which its matter is reported this month."""

from handlers.context import Scene
from models.dispatch.finding import open_item
from models.dispatch.sheet_reading import look_with
from models.slips.slips import Slip


def card_of(scene: Scene, slip: Slip) -> int | None:
    """The card of a slip's matter in the month that is open; None when nothing is asked there."""
    if slip.matter_id is None:
        return None
    item = open_item(scene.session, slip.unit_id, slip.matter_id)
    if item is None:
        return None
    sheet = look_with(scene.session, item)
    return item if any(card.id == item for card in sheet.cards) else None
