"""On the desk: what does not run by itself, and the people who have not joined."""

from collections.abc import Sequence

from handlers.context import Scene
from handlers.desk.waiting import Group, Waiting
from handlers.exceptions.buttons import ExceptionsPress, Trouble, TroublePress
from locales import N_
from models.authority import Act
from models.exception_times import newest
from models.exceptions import counts


def exceptions(scene: Scene) -> Sequence[Waiting]:
    """Whatever needs a hand of the staff; for who has not joined the office waits."""
    if not scene.me.may(Act.READ_EXCEPTIONS):
        return []
    part, calendar = scene.me.scope(Act.READ_EXCEPTIONS), scene.office.calendar
    found = counts(scene.session, part, scene.today)
    last = newest(scene.session, part, calendar, scene.today) if found.stuck else None
    unlinked = TroublePress(Trouble.UNLINKED, 0)
    return [
        Waiting(N_("Exceptions"), found.stuck, ExceptionsPress(), calm=True, newest=last),
        Waiting(N_("People not linked"), found.unlinked, unlinked, group=Group.OTHERS),
    ]
