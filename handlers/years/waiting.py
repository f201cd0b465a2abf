"""On the desk: the year-end scores that are still to be entered for the year that is over (§6)."""

from collections.abc import Sequence

from handlers.context import Scene
from handlers.desk.waiting import Waiting
from handlers.years.buttons import YearPress
from handlers.years.entering import year_meant
from locales import N_
from models.authority import Act
from models.units import unit_id
from models.years.gathering import without_year_end


def to_enter(scene: Scene) -> Sequence[Waiting]:
    """How many units have published months of the year before and no year-end score."""
    if not scene.me.may(Act.ENTER_YEAR_END) or year_meant(scene.today) == scene.today.year:
        return []
    office, year = unit_id(scene.me.units(Act.ENTER_YEAR_END)[0]), scene.today.year - 1
    n = without_year_end(scene.session, office, year)
    return [Waiting(N_("Year-end scores to enter"), n, YearPress(office, year), calm=True)]
