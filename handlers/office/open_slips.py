"""The open slips of a matter or a unit on somebody's page: a line each, and the key that opens."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from handlers.buttons import Press
from handlers.context import Scene
from handlers.slips import words
from handlers.slips.buttons import OfficeSlipPress, SlipPress
from handlers.view import Key, clip, lines
from models.authority import Act
from models.slips.extensions import date_meant
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, slip_id
from models.units import Unit

MOST = 4

LADDER = tuple(SlipKind)


def slip_line(scene: Scene, slip: Slip) -> Markup:
    """A slip by its name, where it stands, and its limit."""
    tr, day = scene.tr, date_meant(slip)
    facts = {"name": words.name(tr, slip), "state": words.state(tr, slip, scene.today)}
    if day is None:
        return tr("📄 {name} · {state}", **facts)
    return tr("📄 {name} · {state}, by {day}", day=tr.date(day), **facts)


def slip_lines(scene: Scene, slips: Sequence[Slip]) -> Markup | None:
    """The lines of open slips, the most pressing first; None when there are none."""
    if not slips:
        return None
    shown = [slip_line(scene, slip) for slip in pressing_first(slips, scene.today)[:MOST]]
    more = len(slips) - MOST
    if more > 0:
        shown.append(scene.tr.plural("and {n} more", "and {n} more", more))
    return lines(scene.tr("<b>Open slips</b>"), *shown)


def slip_keys(scene: Scene, slips: Sequence[Slip]) -> list[list[Key]]:
    """The keys that open them, two in a row."""
    shown = pressing_first(slips, scene.today)[:MOST]
    keys = [Key(clip(slip.number_text, 20), opening(scene, slip)) for slip in shown]
    return [keys[:2], keys[2:]]


def opening(scene: Scene, slip: Slip) -> Press:
    """How a slip opens for this person: as the office that issued it sees it, or as its unit."""
    office = scene.session.get_one(Unit, slip.office_id)
    if scene.me.may(Act.READ_REGISTER, office):
        return OfficeSlipPress(slip_id(slip), 0)
    return SlipPress(slip_id(slip))


def pressing_first(slips: Sequence[Slip], today: date) -> list[Slip]:
    """Overdue first, then the higher rungs, then by date."""
    return sorted(
        slips,
        key=lambda slip: (
            not slip.overdue(today),
            -LADDER.index(slip.kind),
            date_meant(slip) or date.max,
            slip.id or 0,
        ),
    )
