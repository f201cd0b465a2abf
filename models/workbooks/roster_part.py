"""Keeps a roster within the part of the tree that one office asks."""

from collections.abc import Sequence

from models.parts import Part
from models.units import ids_in
from models.workbooks.faults import Expected, Wrong
from models.workbooks.planned_units import PlannedUnit
from models.workbooks.roster_units import PlannedTree, Row


def home_of(part: Part) -> int | None:
    """The unit below which a part lies; None for the whole tree."""
    return ids_in(part.place)[-1] if part.place.strip("/") else None


def refuse_outside(tree: PlannedTree, rows: Sequence[Row], part: Part) -> None:
    """A fault on each row whose unit lies outside a part of the tree, as it is or would be."""
    for line, _ in rows:
        for unit in map(tree.units.__getitem__, tree.of(line)):
            if not _belongs(tree, unit, part):
                elsewhere = Wrong.NOT_ASKED, Expected.A_UNIT_OF_THE_OFFICE
                line.fault("unit", *elsewhere, name=unit.name[:80])


def _belongs(tree: PlannedTree, unit: PlannedUnit, part: Part) -> bool:
    """Whether a unit is in the part now, unless it is new, and would stay in it."""
    stored = unit.stored
    if stored and not part.covers(stored):
        return False
    stays = stored is not None and stored.parent_id == unit.parent
    return stays or _hangs_in(tree, unit.parent, part)


def _hangs_in(tree: PlannedTree, number: int | None, part: Part) -> bool:
    """Whether what hangs below a unit belongs to the part; new units are as the ones above them."""
    met: set[int] = set()
    while number is not None and tree.units[number].stored is None and number not in met:
        met.add(number)
        number = tree.units[number].parent
    if number is None:
        return home_of(part) is None
    above = tree.units[number].stored
    if above is None:  # a loop, which is a fault of its own
        return True
    mine = above.path == part.place or part.covers(above)
    return mine and above.path not in part.lower
