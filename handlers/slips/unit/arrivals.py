"""Slips as they arrive: one message a unit, copies for deputy and leader, and who chases them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from handlers.context import Scene
from handlers.slips import words
from handlers.slips.papers import demand_words
from handlers.slips.unit.buttons import ReceiveAllPress
from handlers.slips.unit.list import slip_keys
from handlers.slips.unit.page import WORDS, slip_page
from handlers.view import Ask, Key, View, clip, lines
from models.authority import Act
from models.focus import Topic
from models.outbox import Outbox
from models.slips.slips import OPEN, Slip, SlipState, slips_by_id
from models.units import Unit, units_by_id

LISTED = 16


def arrived(scene: Scene, row: Outbox) -> View | None:
    """One slip opens at once, several are listed; None when nothing of it is asked any more."""
    found = [slip for slip in _named(scene, row) if slip.state in OPEN]
    if not found:
        return None
    if len(found) == 1:
        unit = scene.session.get_one(Unit, found[0].unit_id)
        return slip_page(scene, found[0], unit, scene.tr(WORDS["arrived"]))
    tr, n = scene.tr, len(found)
    head = tr.plural(
        "Your unit has received {n} slip from the reform office:",
        "Your unit has received {n} slips from the reform office:",
        n,
    )
    waiting = sum(slip.state is SlipState.ISSUED for slip in found)
    label = tr.plain("Confirm receipt of all {n}", n=waiting)
    keys = [[Key(label, ReceiveAllPress())] if waiting > 1 else [], *slip_keys(found[:LISTED])]
    shown = (words.line(tr, slip, scene.today) for slip in found)
    return View(lines(head, *_first(scene, shown, n)), keys, Ask(Topic.SLIP))


def copied(scene: Scene, row: Outbox) -> View | None:
    """To a deputy or leader: what went to whom; nothing is asked of them."""
    found = [slip for slip in _named(scene, row) if slip.state is not SlipState.WITHDRAWN]
    if not found:
        return None
    tr = scene.tr
    head = tr("For your information: copies of slips. The liaison answers them.")
    shown = (line for slip, unit in _with_units(scene, found) for line in _copy(scene, slip, unit))
    return View(lines(head, *_first(scene, shown, 2 * len(found))), slip_keys(found[:LISTED]))


def _copy(scene: Scene, slip: Slip, unit: Unit) -> Iterator[Markup]:
    tr = scene.tr
    yield tr("{unit}: {slip}", unit=clip(unit.name, 40), slip=words.line(tr, slip, scene.today))
    yield tr("Demanded: {text}", text=clip(demand_words(scene, slip), 160))


def unreceived(scene: Scene, row: Outbox) -> View | None:
    """To a deputy or leader: nobody has confirmed these; None when somebody has meanwhile."""
    found = [slip for slip in _named(scene, row) if slip.state is SlipState.ISSUED]
    if not found:
        return None
    tr = scene.tr
    head = tr("Nobody at the unit has confirmed receipt of:")
    shown = (_chased(scene, slip, unit) for slip, unit in _with_units(scene, found))
    can = any(scene.me.may(Act.ANSWER_SLIP, unit) for _, unit in _with_units(scene, found))
    hint = tr("You can confirm it yourself, or ask the liaison to.")
    asking = tr("Please ask the liaison to.")
    text = lines(head, *_first(scene, shown, len(found)), hint if can else asking)
    return View(text, slip_keys(found[:LISTED]))


def _chased(scene: Scene, slip: Slip, unit: Unit) -> Markup:
    tr = scene.tr
    since, until = slip.issued_on or scene.today, slip.receipt_due_on or scene.today
    return tr(
        "{unit}: <b>{name}</b>, sent on {day}, to be confirmed by {until}",
        unit=clip(unit.name, 40),
        name=words.name(tr, slip),
        day=tr.date(since),
        until=tr.date(until),
    )


def _named(scene: Scene, row: Outbox) -> list[Slip]:
    """The slips a message names, as far as the reader may see them; the earliest limit first."""
    found = slips_by_id(scene.session, row.params["slips"])
    units = units_by_id(scene.session, {slip.unit_id for slip in found})
    mine = [slip for slip in found if scene.me.may(Act.READ_SLIP, units[slip.unit_id])]
    return sorted(mine, key=lambda slip: slip.due_on or slip.about_on or date.max)


def _with_units(scene: Scene, slips: Sequence[Slip]) -> list[tuple[Slip, Unit]]:
    units = units_by_id(scene.session, {slip.unit_id for slip in slips})
    return [(slip, units[slip.unit_id]) for slip in slips]


def _first(scene: Scene, shown: Iterable[Markup], n: int) -> Iterator[Markup]:
    """The first of a long list, and how many more there are."""
    yield from (line for _, line in zip(range(LISTED), shown, strict=False))
    if n > LISTED:
        yield scene.tr("The others are in /slips.")


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "slips": arrived,
    "slip_copies": copied,
    "slips_unreceived": unreceived,
}
