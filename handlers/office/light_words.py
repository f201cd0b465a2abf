"""A light in words: every light opens to its reason."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handlers.context import Scene
from handlers.view import clip
from locales import N_
from models.matters.ledger import Matter, Milestone
from models.matters.light_causes import Cause, Shine, shine

_WORDS: Mapping[Cause, str] = {
    Cause.SET_ASIDE: N_("no light: set aside"),
    Cause.OVERRIDDEN: N_("set by the office"),
    Cause.DONE: N_("blue: done"),
    Cause.MILESTONE_MISSED: N_("red: milestone “{step}” missed since {day}"),
    Cause.OVERDUE: N_("red: overdue since {day}"),
    Cause.MILESTONE_SOON: N_("yellow: milestone “{step}” due on {day}"),
    Cause.SOON: N_("yellow: due on {day}"),
    Cause.BEHIND: N_("yellow: {points} points behind the pace of its dates"),
    Cause.ON_PACE: N_("green: on pace, next date {day}"),
}


def light_of(scene: Scene, matter: Matter, steps: Sequence[Milestone]) -> Shine:
    """A matter's light today by the office's rules, and why."""
    office = scene.office
    return shine(matter, steps, scene.today, office.calendar, office.rules.lights)


def light_line(scene: Scene, shown: Shine) -> Markup:
    """Why a matter shows its light."""
    return scene.tr(
        _WORDS[shown.cause],
        step=clip(shown.step.title, 60) if shown.step else "",
        day=scene.tr.date(shown.day),
        points=shown.points,
    )
