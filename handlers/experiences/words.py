"""How an experience is named and where it stands, in words."""

import zlib
from collections.abc import Mapping
from datetime import date, datetime

from markupsafe import Markup

from handlers.context import Scene
from handlers.view import clip
from locales import N_
from models.experiences.archive import Listed
from models.experiences.experiences import (
    Experience,
    ExperienceState,
    ExperienceVersion,
    experience_id,
)

STATES: Mapping[ExperienceState, str] = {
    ExperienceState.DRAFT: N_("draft"),
    ExperienceState.SUBMITTED: N_("handed in"),
    ExperienceState.ASKED: N_("asked back by the office"),
    ExperienceState.ACCEPTED: N_("accepted"),
    ExperienceState.DECLINED: N_("not taken"),
    ExperienceState.WITHDRAWN: N_("withdrawn"),
}


def head(scene: Scene, one: Experience, version: ExperienceVersion, unit: str) -> Markup:
    """Number, title and unit."""
    return scene.tr(
        "<b>Experience {n}: {title}</b>\n{unit}",
        n=experience_id(one),
        title=title_of(scene, version.title),
        unit=clip(unit, 60),
    )


def title_of(scene: Scene, title: str) -> str:
    """A title, or that there is none yet."""
    return title or scene.tr.plain("(no title yet)")


def standing(scene: Scene, one: Experience) -> Markup:
    """Where it stands, whether it went out in a series, whether it was among a half-year's best."""
    tr = scene.tr
    when = one.decided_at or one.submitted_at or one.begun_at
    facts = {"state": tr.plain(STATES[one.state]), "day": tr.date(_day(scene, when))}
    marks = [tr("State: {state}, {day}", **facts)]
    if one.told_at is not None:
        marks.append(tr("📣 in the series, {day}", day=tr.date(_day(scene, one.told_at))))
    if one.selected_until:
        month = tr.month(one.selected_until)
        marks.append(tr("🏅 among the best of the half-year to {month}", month=month))
    return Markup("\n").join(marks)


def _day(scene: Scene, moment: datetime) -> date:
    return scene.office.calendar.today(moment)


def line(scene: Scene, row: Listed) -> Markup:
    """One of a list of a unit's own: number, title, state."""
    return scene.tr(
        "{n}. {title} — {state}",
        n=experience_id(row.one),
        title=clip(title_of(scene, row.title), 60),
        state=scene.tr.plain(STATES[row.one.state]),
    )


def archive_line(scene: Scene, row: Listed) -> Markup:
    """One of the archive: number, title, unit, and what became of it."""
    marks = ("📣" if row.one.told_at else "") + ("🏅" if row.one.selected_until else "")
    return scene.tr(
        "{n}. {title} — {unit} {marks}",
        n=experience_id(row.one),
        title=clip(row.title, 60),
        unit=clip(row.unit.name, 30),
        marks=marks,
    )


def fingerprint(version: ExperienceVersion) -> int:
    """A number that changes with what a version says, for the button below it."""
    words = "\n".join([version.title, version.text, *map(str, version.files)])
    return zlib.crc32(words.encode()) >> 1
