"""Everything a leader answers for, looked up once: matters in their order, slips, places."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlmodel import col, select

from handlers.brief.places import Placed, placed
from handlers.context import Scene
from handlers.office.light_words import light_of
from handlers.office.open_slips import pressing_first
from models.authority import ALLOWED, Act
from models.claims import Claimed, claims_on
from models.matters.briefs import brief_of, has_moved, percents_before
from models.matters.ledger import OPEN_STATES, Light, Matter, Milestone, matter_id
from models.matters.light_causes import Shine
from models.parts import asked_part
from models.slips.slips import Slip, open_of_units
from models.units import Unit, asking_office, unit_id, units_by_id

WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE, None)


@dataclass(frozen=True)
class Held:
    """One matter with its light; `before` is its percentage when the month was opened."""

    matter: Matter
    unit: Unit
    steps: Sequence[Milestone]
    shown: Shine
    claimed: Claimed | None
    before: int | None

    @property
    def moved(self) -> bool:
        """Whether it is further than at the month's opening."""
        return has_moved(self.matter, self.before)

    @property
    def own(self) -> bool:
        """Whether its claim is to be listed first: one that holds, or that a tenure left behind."""
        return self.claimed is not None

    @property
    def sign(self) -> str:
        """The number with the sign of a claim: ★ holds, ☆ was left behind."""
        if self.claimed is None:
            return self.matter.number
        return f"☆{self.matter.number}" if self.claimed.left else f"★{self.matter.number}"


@dataclass(frozen=True)
class Answered:
    """The matters of some units, what is claimed first and then the worst first; their slips."""

    units: Sequence[Unit]
    held: Sequence[Held]
    slips: Sequence[Slip]
    places: Mapping[int, Placed]

    def of(self, unit: Unit) -> list[Held]:
        """One unit's matters."""
        return [one for one in self.held if one.unit.id == unit.id]

    @cached_property
    def claimed(self) -> list[Held]:
        """What a leader stands for in person, and what one has left."""
        return [one for one in self.held if one.own]

    @cached_property
    def red(self) -> list[Held]:
        """What is red."""
        return [one for one in self.held if one.shown.light is Light.RED]

    @cached_property
    def moved(self) -> list[Held]:
        """What moved since the month was opened."""
        return [one for one in self.held if one.moved]

    @cached_property
    def lights(self) -> Counter[Light | None]:
        """How many show which light; None in a side state."""
        return lights_in(self.held)

    @cached_property
    def asked(self) -> int:
        """Of how many matters moving is expected: those under way, and those that moved."""
        return sum(one.matter.state in OPEN_STATES or one.moved for one in self.held)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to answer for."""
        return not self.held and not self.slips


def lights_in(held: Iterable[Held]) -> Counter[Light | None]:
    """How many of these matters show which light."""
    return Counter(one.shown.light for one in held)


def led(scene: Scene, office: Unit | None = None) -> list[Unit]:
    """The units this person answers for, in roster order; of one office alone, if one is given.

    A leader's own units; for the leading group's head all that lead a matter and that the office
    itself asks. Refused(NOT_ALLOWED) for everybody else.
    """
    scene.me.require(Act.READ_BRIEF)
    seats = [seat for seat in scene.me.seats if seat.role in ALLOWED[Act.READ_BRIEF]]
    found = {unit_id(seat.unit) for seat in seats if not seat.in_office}
    leading = select(Matter.lead_unit_id)
    for seat in seats:
        if seat.in_office:
            mine = select(Unit.id).where(seat.asks.condition(), col(Unit.id).in_(leading))
            found |= {number for number in scene.session.exec(mine) if number is not None}
    units = list(units_by_id(scene.session, found).values())
    if office is None:
        return units
    part = asked_part(scene.session, office)
    return [unit for unit in units if part.covers(unit)]


def answered(scene: Scene, units: Sequence[Unit]) -> Answered:
    """What these units have on their hands now; a fixed number of statements."""
    found, before = brief_of(scene.session, units), percents_before(scene.session, units)
    claims = claims_on(scene.session, (number for number in found.steps))
    around = _scenes(scene, units)
    held = [
        Held(
            matter=one,
            unit=unit,
            steps=found.steps[matter_id(one)],
            shown=light_of(around[unit_id(unit)], one, found.steps[matter_id(one)]),
            claimed=claims.get(matter_id(one)),
            before=before.get(matter_id(one)),
        )
        for unit in units
        for one in found.matters[unit_id(unit)]
    ]
    open_ones = open_of_units(scene.session, [unit_id(unit) for unit in units])
    slips = pressing_first([slip for of in open_ones.values() for slip in of], scene.today)
    return Answered(units, sorted(held, key=_in_order), slips, placed(scene, units))


def _in_order(one: Held) -> tuple[bool, int, object]:
    return not one.own, WORST_FIRST.index(one.shown.light), one.matter.due_on


def _scenes(scene: Scene, units: Sequence[Unit]) -> dict[int, Scene]:
    """The scene of each unit's own office, whose rules and days give its lights."""
    if scene.office.practices.alike:
        return dict.fromkeys(map(unit_id, units), scene)
    offices = {unit.parent_id: asking_office(scene.session, unit) for unit in _one_each(units)}
    return {unit_id(unit): _at(scene, offices[unit.parent_id]) for unit in units}


def _one_each(units: Sequence[Unit]) -> Iterable[Unit]:
    """One unit of each parent: the same office asks all that hang below the same unit."""
    return {unit.parent_id: unit for unit in units}.values()


def _at(scene: Scene, office: Unit | None) -> Scene:
    return scene.at(unit_id(office)) if office else scene
