"""On the desk: who still owes the month's answer."""

from collections.abc import Sequence

from handlers.context import Scene
from handlers.desk.waiting import Group, Waiting
from handlers.office.buttons import ListPress
from locales import N_
from models.dispatch.board import Board, Pick


def owing(scene: Scene, month: Board | None) -> Sequence[Waiting]:
    """The units that owe while the month is open; urgent once it was due."""
    if month is None or month.cycle.closed_at:
        return []
    press = ListPress(month.cycle.id or 0, Pick.OWING, 0)
    n, overdue = len(month.pick(Pick.OWING)), scene.now > month.cycle.due_at
    return [Waiting(N_("Units owing"), n, press, urgent=overdue, group=Group.OTHERS)]
