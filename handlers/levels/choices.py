"""Which other levels a person can stand at: by another post, or by looking at a lower office."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.buttons import Press
from handlers.context import Scene
from handlers.view import Key, clip
from models.authority import level
from models.units import Unit, offices, unit_id


@dataclass(frozen=True)
class SwitchPress(Press, code="ls"):
    """Stand at this office's level from now on."""

    office: int


@dataclass(frozen=True)
class LowerPress(Press, code="lw"):
    """Which office below to look at?"""

    page: int


@dataclass(frozen=True)
class Choice:
    """A level, by its office, and what it goes by for this person: the unit of the post there."""

    office: Unit
    name: str


def office_stood_at(scene: Scene) -> Unit | None:
    """The office whose round is in front of a person: looked at, or that of the first seat."""
    return scene.me.reads or level(scene.session, scene.me.seats[0])


def own_levels(scene: Scene) -> list[Choice]:
    """The levels of one's own posts, in the order of the seats: the one stood at comes first."""
    found: dict[int, Choice] = {}
    for seat in scene.me.seats:
        office = level(scene.session, seat)
        if office:
            found.setdefault(unit_id(office), Choice(office, seat.unit.name))
    return list(found.values())


def lower_offices(scene: Scene) -> Sequence[Unit]:
    """The offices below whose round this person may read, in roster order."""
    seats = [seat for seat in scene.me.seats if seat.in_office and seat.sees.lower]
    if not seats:
        return []
    own = {seat.unit.id for seat in scene.me.seats}
    return [
        office
        for office in offices(scene.session)
        if office.id not in own and any(seat.sees.covers(office) for seat in seats)
    ]


def others(scene: Scene) -> list[Choice]:
    """The levels of one's own posts but for the one stood at."""
    levels = own_levels(scene) if len(scene.me.seats) > 1 or scene.me.reads else []
    return levels if scene.me.reads else levels[1:]


def switch_keys(scene: Scene) -> list[list[Key]]:
    """A key for each other level of one's own, and one to the offices below."""
    tr = scene.tr
    keys = [
        [
            Key(
                tr.plain("Switch to {name}", name=clip(one.name, 30)),
                SwitchPress(unit_id(one.office)),
            )
        ]
        for one in others(scene)
    ]
    lower = any(seat.in_office and seat.sees.lower for seat in scene.me.seats)
    return [*keys, [Key(tr.plain("Districts"), LowerPress(0))]] if lower else keys
