"""The open slips of a leader's units on the brief: overdue and orders first, each opens."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handlers.context import Scene
from handlers.office.open_slips import pressing_first
from handlers.slips import words
from handlers.slips.buttons import OwnSlipsPress, SlipPress
from handlers.view import Key, clip, in_rows, lines
from models.slips.extensions import date_meant
from models.slips.slips import Slip, open_of_units, slip_id
from models.units import Unit, unit_id

MOST = 6


def slips_of(scene: Scene, units: Sequence[Unit]) -> list[Slip]:
    """What the units have open, in one statement, the most pressing first."""
    found = open_of_units(scene.session, [unit_id(unit) for unit in units])
    return pressing_first([slip for of in found.values() for slip in of], scene.today)


def slip_lines(scene: Scene, slips: Sequence[Slip], units: Sequence[Unit]) -> Markup | None:
    """The most pressing ones, a line each; None when there are none."""
    if not slips:
        return None
    names = {unit_id(unit): unit.name for unit in units}
    shown = [_line(scene, slip, names) for slip in slips[:MOST]]
    more = len(slips) - MOST
    if more > 0:
        shown.append(scene.tr.plural("and {n} more", "and {n} more", more))
    return lines(scene.tr("\n<b>Open slips: {n}</b>", n=len(slips)), *shown)


def _line(scene: Scene, slip: Slip, names: Mapping[int, str]) -> Markup:
    tr, day = scene.tr, date_meant(slip)
    facts = {
        "sign": "🔴" if slip.overdue(scene.today) else "📄",
        "name": words.name(tr, slip),
        "unit": clip(names.get(slip.unit_id, ""), 24),
        "subject": words.subject(tr, slip, 40),
        "state": words.state(tr, slip, scene.today),
    }
    if day is None:
        return tr("{sign} <b>{name}</b> {unit}: {subject} · {state}", **facts)
    return tr(
        "{sign} <b>{name}</b> {unit}: {subject} · {state}, by {day}", day=tr.date(day), **facts
    )


def slip_keys(scene: Scene, slips: Sequence[Slip]) -> list[list[Key]]:
    """The keys that open them, two in a row, and the way to all of them."""
    keys = [Key(clip(slip.number_text, 20), SlipPress(slip_id(slip))) for slip in slips[:MOST]]
    rows = in_rows(keys, 2)
    every = Key(scene.tr.plain("All slips"), OwnSlipsPress(0))
    return [*rows, [every]] if rows else []
