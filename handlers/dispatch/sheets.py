"""Opens a return for whoever answers for it now; nobody else learns anything of it."""

from handlers.context import Scene, Turn
from models.authority import Act
from models.dispatch import sheet_reading
from models.dispatch.finding import newest_returns
from models.dispatch.sheets import Card, Sheet
from models.matters.ledger import Light
from models.matters.lights import light
from models.units import unit_id


def taken(turn: Turn, return_id: int) -> Sheet:
    """A return for writing; Refused(GONE) or Refused(NOT_ALLOWED)."""
    return _permitted(turn, sheet_reading.take(turn.session, return_id))


def taken_with(turn: Turn, item: int) -> tuple[Sheet, Card]:
    """A card with its return, for writing; Refused(GONE) or Refused(NOT_ALLOWED)."""
    sheet = _permitted(turn, sheet_reading.take_with(turn.session, item))
    return sheet, sheet.card(item)


def around(turn: Turn, item: int) -> Sheet:
    """The return a card lies or lay in, for writing; Refused(GONE) or Refused(NOT_ALLOWED)."""
    return _permitted(turn, sheet_reading.take_with(turn.session, item))


def seen(scene: Scene, return_id: int) -> Sheet:
    """A return for reading; Refused(GONE) or Refused(NOT_ALLOWED)."""
    return _permitted(scene, sheet_reading.look(scene.session, return_id))


def seen_with(scene: Scene, item: int) -> tuple[Sheet, Card]:
    """A card with its return, for reading; Refused(GONE) or Refused(NOT_ALLOWED)."""
    sheet = _permitted(scene, sheet_reading.look_with(scene.session, item))
    return sheet, sheet.card(item)


def own_returns(scene: Scene) -> list[int]:
    """The newest return of every unit the person answers for; Refused(NOT_ALLOWED) if none."""
    scene.me.require(Act.REPORT)
    units = [unit_id(unit) for unit in scene.me.units(Act.REPORT)]
    return newest_returns(scene.session, units)


def light_of(scene: Scene, card: Card) -> Light:
    """The light of a card's matter today."""
    office = scene.office
    return light(card.matter, card.steps, scene.today, office.calendar, office.rules.lights)


def _permitted(scene: Scene, sheet: Sheet) -> Sheet:
    scene.me.require(Act.REPORT, sheet.unit)
    return sheet
