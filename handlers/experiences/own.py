"""What one's units have written, each with its state, and the way to begin another."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.experiences import words
from handlers.experiences.buttons import ArchivePress, NewPress, OwnPress, ReadPress, Shelf
from handlers.hearing import Route
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.experiences.archive import of_units
from models.experiences.experiences import experience_id
from models.outbox import Outbox
from models.units import Unit, unit_id

ON_A_PAGE = 10


def units_written_for(scene: Scene) -> list[Unit]:
    """The units one writes for; Refused(NOT_ALLOWED) without any."""
    scene.me.require(Act.WRITE_EXPERIENCE)
    return scene.me.listed(Act.WRITE_EXPERIENCE)


def turned(turn: Turn, press: OwnPress) -> View:
    """The list in the pressed message."""
    return own_list(turn, press.page)


def said(scene: Scene, _row: Outbox) -> View:
    """The list as a new message."""
    return own_list(scene, 0)


def own_list(scene: Scene, number: int) -> View:
    """The newest first, in whatever state."""
    tr, units = scene.tr, units_written_for(scene)
    found = of_units(scene.session, [unit_id(unit) for unit in units])
    shown = page_of(found, number, ON_A_PAGE)
    text = lines(
        tr("<b>Your experiences</b>"),
        *(words.line(scene, row) for row in shown.items),
        tr("Your unit has written none yet.") if not found else None,
        tr("To begin one: /experience with its title, or the button."),
    )
    keys = [Key(_label(row.one.id), ReadPress(experience_id(row.one), 0)) for row in shown.items]
    new = [Key(_new(scene, unit, units), NewPress(unit_id(unit))) for unit in units]
    archive = Key(tr.plain("Archive"), ArchivePress(Shelf.ALL, 0))
    return View(
        text, [*in_rows(keys, 5), page_keys(tr, shown, OwnPress), *in_rows(new, 2), [archive]]
    )


def _label(number: int | None) -> str:
    return str(number)


def _new(scene: Scene, unit: Unit, units: list[Unit]) -> str:
    if len(units) == 1:
        return scene.tr.plain("Write one")
    return scene.tr.plain("Write one: {unit}", unit=clip(unit.name, 20))


ROUTES: tuple[Route, ...] = (on_press(OwnPress, turned),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"own_experiences": said}
