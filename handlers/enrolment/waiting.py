"""What waits for the reader, as rows and keys: at /start, after linking, after a leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.context import Scene
from handlers.dispatch.buttons import PanelPress
from handlers.view import Key, clip
from models.dispatch.waiting import Waiting, waiting_for


@dataclass(frozen=True)
class Todo:
    """The rows that say what waits, and a key to each of it."""

    lines: Sequence[Markup]
    keys: Sequence[Sequence[Key]]


def todo(scene: Scene) -> Todo:
    """One row and one key per unfinished return; one sentence when nothing is open."""
    if scene.actor is None:
        return Todo([], [])
    found = waiting_for(scene.session, scene.actor.id, scene.today)
    if not found:
        return Todo([scene.tr("Nothing waits for you at the moment.")], [])
    return Todo([_line(scene, one) for one in found], [[_key(scene, one)] for one in found])


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
