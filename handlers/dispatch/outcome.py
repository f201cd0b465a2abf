"""What came of a text about matters: recorded, taken out, in doubt, as the facts are now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.context import Scene
from models.dispatch.finding import returns_with
from models.dispatch.sheet_reading import look
from models.dispatch.sheets import Card, Sheet


@dataclass(frozen=True)
class Outcome:
    """The cards that were answered, those whose line was taken out, and the returns they are in."""

    told: list[tuple[Sheet, Card]]
    kept: list[Card]
    sheets: list[Sheet]
    doubts: list[dict[str, str]]


def outcome(scene: Scene, params: Mapping[str, Any]) -> Outcome:
    """What the answer's row is about, as the facts are now."""
    items, kept = params["items"], params["kept"]
    touched = returns_with(scene.session, [*items, *kept]) or params["returns"]
    sheets = [look(scene.session, one) for one in touched]
    cards = {card.id: (sheet, card) for sheet in sheets for card in sheet.cards}
    told = [cards[item] for item in items if item in cards]
    return Outcome(
        told, [cards[item][1] for item in kept if item in cards], sheets, params["doubts"]
    )
