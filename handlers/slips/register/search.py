"""One slip by its number, or the slips of one unit by a few letters: the way into the register."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.slips.buttons import KindPick, OfficeSlipPress, RegisterPress
from handlers.slips.register.buttons import ByUnitPress, ShelvesPress
from handlers.slips.register.shelves import key_name, own_office
from handlers.view import Ask, Key, View, clip, in_rows, lines
from models.authority import Act
from models.focus import Focus, Topic
from models.outbox import Outbox
from models.parts import asked_part, find_units
from models.slips.own import slips_numbered
from models.slips.register import Shelf
from models.slips.slips import Slip, slip_id
from models.units import unit_id

MOST = 10
LONGEST_LETTERS = 60


def asked(turn: Turn, _press: ByUnitPress) -> View:
    """Whose slips, or which one?"""
    own_office(turn)
    text = turn.tr("Please send letters of a unit's name, or the number of a slip.")
    return View(text, [[_back(turn)]], Ask(Topic.REGISTER))


def _back(scene: Scene) -> Key:
    return Key(scene.tr.plain("Shelves"), ShelvesPress())


def heard(turn: Turn, _focus: Focus) -> None:
    """The letters as a text."""
    own_office(turn)
    turn.say("register_found", params={"letters": clip(turn.text, LONGEST_LETTERS)})


def found_said(scene: Scene, row: Outbox) -> View:
    """The slips with that number and the units with those letters, each with a key."""
    tr, letters = scene.tr, str(row.params["letters"])
    office = own_office(scene)
    slips = slips_of_office(scene, letters)
    asked = asked_part(scene.session, office)
    part = scene.me.scope(Act.READ_REGISTER).above(asked) if scene.me.reads else asked
    units = find_units(scene.session, letters, part, MOST)
    text = lines(
        tr("Found for “{letters}”:", letters=letters),
        tr("Nothing. Please try fewer letters.") if not slips and not units else None,
        tr("Only the first {n} are shown.", n=MOST) if len(units) == MOST else None,
    )
    keys = [
        *(Key(key_name(scene, slip), OfficeSlipPress(slip_id(slip), 0)) for slip in slips),
        *(
            Key(clip(unit.name, 20), RegisterPress(Shelf.ALL, KindPick.ALL, unit_id(unit), 0))
            for unit in units
        ),
    ]
    return View(text, [*in_rows(keys, 2), [_back(scene)]], Ask(Topic.REGISTER))


def slips_of_office(scene: Scene, text: str) -> list[Slip]:
    """The slips of this person's own office with a number, however it is typed."""
    office = unit_id(own_office(scene))
    return [slip for slip in slips_numbered(scene.session, text) if slip.office_id == office]


ROUTES: tuple[Route, ...] = (on_press(ByUnitPress, asked),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"register_found": found_said}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.REGISTER: heard}
