"""On the desk: the local plans on which it is the office's turn (方案报审)."""

from collections.abc import Sequence

from handlers.context import Scene
from handlers.desk.waiting import Waiting, to_judge
from handlers.documents.plan_buttons import PlansPress
from locales import N_
from models.authority import Act
from models.documents.plan_queue import backlog
from models.units import unit_id


def plans(scene: Scene) -> Sequence[Waiting]:
    """What is to be examined, taken before a meeting or filed."""
    if not scene.me.may(Act.EXAMINE_PLAN):
        return []
    offices = [unit_id(unit) for unit in scene.me.listed(Act.EXAMINE_PLAN)]
    found = backlog(scene.session, offices)
    return [to_judge(scene, N_("Plans to examine"), found, PlansPress(0))]
