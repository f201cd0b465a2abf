"""What waits for the reader, as rows and keys: at /start, after linking, after a leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.context import Scene
from handlers.desk.rows import keys as key_rows
from handlers.desk.rows import line
from handlers.desk.sorts import AT_UNITS, SORTS, collected
from handlers.desk.waiting import Group
from handlers.desk.waiting import Waiting as Row
from handlers.dispatch.buttons import PanelPress
from handlers.office.buttons import DeskPress
from handlers.slips.buttons import OwnSlipsPress
from handlers.view import Key, clip
from models.authority import Act
from models.dispatch.waiting import Waiting, waiting_for
from models.slips.slips import open_of_units
from models.units import unit_id


@dataclass(frozen=True)
class Todo:
    """The rows that say what waits, and a key to each of it."""

    lines: Sequence[Markup]
    keys: Sequence[Sequence[Key]]


def todo(scene: Scene) -> Todo:
    """One row and one key per unfinished return, and for the slips; a sentence when all is done."""
    if scene.actor is None:
        return Todo([], [])
    found = waiting_for(scene.session, scene.actor.id, scene.today)
    slips, others = _open_slips(scene), _others(scene)
    desk = scene.me.may(Act.READ_BOARD)
    rows = [*(_line(scene, one) for one in found), *slips, *(line(scene, one) for one in others)]
    all_slips = Key(scene.tr.plain("All slips"), OwnSlipsPress(0))
    keys = [
        *([_key(scene, one)] for one in found),
        [all_slips] if slips else [],
        *key_rows(scene, others),
        [Key(scene.tr.plain("Desk"), DeskPress())] if desk else [],
    ]
    return Todo(rows or [scene.tr("Nothing waits for you at the moment.")], keys)


def _others(scene: Scene) -> list[Row]:
    """What stands on the desk for the office's people, what concerns a unit for the others."""
    sorts = SORTS if scene.me.may(Act.READ_BOARD) else AT_UNITS
    return [one for one in collected(scene, sorts) if one.group is Group.YOURS]


def _open_slips(scene: Scene) -> list[Markup]:
    """One row for the slips that wait for an answer of the reader's units, or for its verdict."""
    units = [unit_id(unit) for unit in scene.me.units(Act.ANSWER_SLIP)]
    n = sum(len(slips) for slips in open_of_units(scene.session, units).values())
    if not n:
        return []
    return [
        scene.tr.plural(
            "{n} slip of the reform office is open.", "{n} slips of the reform office are open.", n
        )
    ]


def _line(scene: Scene, found: Waiting) -> Markup:
    tr, count = scene.tr, found.count
    if found.cycle.closed_at:
        return tr.plural(
            "{unit}, {month}: {n} matter was returned and waits for a new answer.",
            "{unit}, {month}: {n} matters were returned and wait for a new answer.",
            count.unanswered or count.drafted,
            unit=clip(found.unit.name, 60),
            month=tr.month(found.cycle.month),
        )
    return tr.plural(
        "{unit}, {month}: {n} matter to answer, due {due}.",
        "{unit}, {month}: {n} matters to answer, due {due}.",
        count.unanswered or count.drafted,
        unit=clip(found.unit.name, 60),
        month=tr.month(found.cycle.month),
        due=tr.moment(found.cycle.due_at),
    )


def _key(scene: Scene, found: Waiting) -> Key:
    label = scene.tr.plain("Answer for {unit}", unit=clip(found.unit.name, 40))
    return Key(label, PanelPress(found.one.id or 0, 0))
