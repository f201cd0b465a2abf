"""On the desk: how many units were asked for more this month than a cap allows (DOMAIN §7)."""

from collections.abc import Sequence

from handlers.burden.page import BurdenPress
from handlers.context import Scene
from handlers.desk.waiting import Group, Waiting
from locales import N_
from models.authority import Act
from models.burden.counting import burdens
from models.calendar import Month


def over_a_cap(scene: Scene) -> Sequence[Waiting]:
    """The units over a cap, for whoever may still ask less of them."""
    if not scene.me.may(Act.READ_BURDEN):
        return []
    office, month = scene.me.units(Act.READ_BURDEN)[0], Month.of(scene.today)
    caps, calendar = scene.office.rules.burden, scene.office.calendar
    n = sum(one.over(caps) for one in burdens(scene.session, office, month, calendar))
    return [Waiting(N_("Units over a cap"), n, BurdenPress(0, 0), group=Group.MONTH)]
