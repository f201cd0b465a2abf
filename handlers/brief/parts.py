"""The lines of the brief, opened: matters one by one, slips, places, units."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from handlers.brief.answered import Answered, Held, answered, led
from handlers.brief.buttons import BriefPartPress, BriefPress, BriefUnitPress, Part
from handlers.brief.lines import counts
from handlers.brief.matter_lines import matter_line, moved_line
from handlers.brief.places import Placed
from handlers.brief.unit import unit_view
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import MatterPress, Origin
from handlers.office.open_slips import opening
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.slips import words as slip_words
from handlers.standings import words as standing_words
from handlers.standings.buttons import StandingPress
from handlers.view import Key, View, clip, in_rows, lines
from locales import N_
from models.matters.ledger import Light, matter_id
from models.slips.slips import Slip
from models.units import Unit, unit_id

ON_A_PAGE = 8
HEADS: Mapping[Part, str] = {
    Part.CLAIMED: N_("<b>Claimed</b>: {n}"),
    Part.RED: N_("<b>Red</b>: {n}"),
    Part.MOVED: N_("<b>Moved on last month</b>: {n}"),
    Part.SLIPS: N_("<b>Open slips</b>: {n}"),
    Part.PLACES: N_("<b>Ranking</b>, units: {n}"),
    Part.UNITS: N_("<b>Your units</b>: {n}"),
}
ORIGINS: Mapping[Part, Origin] = {
    Part.CLAIMED: Origin.CLAIMED,
    Part.RED: Origin.RED,
    Part.MOVED: Origin.MOVED,
}

Row = tuple[Markup, Key]


@dataclass(frozen=True)
class Opened:
    """What a line opens to: all there is, and each as a line with its key."""

    items: Sequence[Any]
    row: Callable[[Any], Row]


def pressed(turn: Turn, press: BriefPartPress) -> View:
    """A line, opened, in the pressed message."""
    return part_view(turn, press.part, press.page)


def part_view(scene: Scene, part: Part, page: int) -> View:
    """A page of what a line opens to; a single unit opens by itself."""
    found = answered(scene, led(scene))
    if part is Part.UNITS and len(found.units) == 1:
        return unit_view(scene, found, found.units[0], page)
    opened = _opened(scene, found, part, page)
    shown = page_of(opened.items, page, ON_A_PAGE)
    rows = [opened.row(one) for one in shown.items]
    turning = page_keys(scene.tr, shown, lambda number: BriefPartPress(part, number))
    back = Key(scene.tr.plain("Back"), BriefPress())
    text = lines(scene.tr(HEADS[part], n=len(opened.items)), *(line for line, _ in rows))
    return View(text, [*in_rows([key for _, key in rows], 2), turning, [back]])


def _opened(scene: Scene, found: Answered, part: Part, page: int) -> Opened:
    match part:
        case Part.SLIPS:
            names = {unit_id(unit): unit.name for unit in found.units}
            return Opened(found.slips, lambda one: _slip(scene, one, names))
        case Part.PLACES:
            worst_first = sorted(found.places.values(), key=lambda one: -one.share)
            return Opened(worst_first, lambda one: _place(scene, one))
        case Part.UNITS:
            return Opened(_reddest_first(found), lambda one: _unit(scene, found, one))
    return _matters(scene, found, part, page)


def _matters(scene: Scene, found: Answered, part: Part, page: int) -> Opened:
    items = {Part.CLAIMED: found.claimed, Part.RED: found.red, Part.MOVED: found.moved}[part]
    line = moved_line if part is Part.MOVED else matter_line
    several = len(found.units) > 1

    def row(one: Held) -> Row:
        press = MatterPress(matter_id(one.matter), 0, ORIGINS[part], page)
        said = line(scene, one)
        if several:
            said = scene.tr("{line} · {unit}", line=said, unit=clip(one.unit.name, 24))
        return said, Key(clip(one.sign, 20), press)

    return Opened(items, row)


def _slip(scene: Scene, slip: Slip, names: Mapping[int, str]) -> Row:
    said = scene.tr(
        "{line} · {unit}",
        line=slip_words.line(scene.tr, slip, scene.today),
        unit=clip(names.get(slip.unit_id, ""), 24),
    )
    return said, Key(clip(slip.number_text, 20), opening(scene, slip))


def _place(scene: Scene, one: Placed) -> Row:
    unit = one.seen.unit.name
    said = scene.tr(
        "{unit}, {month}: {total}, <b>{place}</b> {change}",
        unit=clip(unit, 40),
        month=scene.tr.month(one.seen.run.month),
        total=standing_words.total(one.seen.standing.total),
        place=one.text,
        change=one.change.text,
    )
    return said.rstrip(), Key(clip(unit, 20), StandingPress(one.seen.id))


def _reddest_first(found: Answered) -> list[Unit]:
    red = {unit_id(unit): 0 for unit in found.units}
    for one in found.held:
        red[unit_id(one.unit)] += one.shown.light is Light.RED
    return sorted(found.units, key=lambda unit: -red[unit_id(unit)])


def _unit(scene: Scene, found: Answered, unit: Unit) -> Row:
    said = scene.tr(
        "<b>{unit}</b>\n{counts}", unit=clip(unit.name, 60), counts=counts(scene, found.of(unit))
    )
    return said, Key(clip(unit.name, 20), BriefUnitPress(unit_id(unit), 0))


ROUTES: tuple[Route, ...] = (on_press(BriefPartPress, pressed),)
