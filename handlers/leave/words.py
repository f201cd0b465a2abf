"""How a leave is told: its days, and who answers meanwhile."""

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from handlers.context import Scene
from handlers.view import clip
from locales import N_
from models.people.absences import Absence, leaves_of
from models.people.cover import Cover, Gap, cover

_GAPS: Mapping[Gap, str] = {
    Gap.NO_DEPUTY: N_("{unit} has no deputy: nobody answers for it meanwhile; the office sees it."),
    Gap.NOT_LINKED: N_(
        "{unit}: {name}, the deputy, has not joined here yet: nobody answers meanwhile; the office "
        "sees it."
    ),
    Gap.BLOCKED: N_(
        "{unit}: {name}, the deputy, has blocked this chat: nobody answers meanwhile; the office "
        "sees it."
    ),
    Gap.AWAY: N_(
        "{unit}: {name}, the deputy, is on leave on some of these days too; then nobody answers; "
        "the office sees it."
    ),
}


def leave_lines(scene: Scene) -> list[Markup]:
    """The reader's leaves, each with who answers meanwhile; one sentence when there is none."""
    found = leaves_of(scene.session, scene.me.id, scene.today)
    if not found:
        return [scene.tr("No leave is entered for you.")]
    return [line for leave in found for line in (days(scene, leave), *_cover(scene, leave))]


def days(scene: Scene, leave: Absence) -> Markup:
    """From when to when."""
    tr = scene.tr
    if leave.first_day == leave.last_day:
        return tr("On leave: <b>{day}</b>", day=_day(scene, leave.first_day))
    first, last = _day(scene, leave.first_day), _day(scene, leave.last_day)
    return tr("On leave: <b>{first}</b> to <b>{last}</b>", first=first, last=last)


def _day(scene: Scene, day: date) -> str:
    """With its weekday; with its year instead where it is not this year's."""
    return scene.tr.day(day) if day.year == scene.today.year else scene.tr.date(day)


def _cover(scene: Scene, leave: Absence) -> list[Markup]:
    return [_answers(scene, one) for one in cover(scene.session, leave)]


def _answers(scene: Scene, one: Cover) -> Markup:
    tr, unit = scene.tr, clip(one.unit.name, 60)
    name = clip(one.deputy.name, 40) if one.deputy else ""
    if one.gap:
        return tr(_GAPS[one.gap], unit=unit, name=name)
    return tr("{unit}: {name} answers meanwhile and is told.", unit=unit, name=name)
