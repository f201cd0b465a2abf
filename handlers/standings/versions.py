"""The versions of a unit's month, each with what it corrected; what was published stays (§6)."""

from decimal import Decimal

from markupsafe import Markup
from sqlmodel import select

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.standings import words
from handlers.standings.buttons import StandingPress, VersionsPress
from handlers.standings.seen import Seen, seen_standing
from handlers.standings.unit_page import title_line
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.calendar import Month
from models.standings.appeals import Appeal
from models.standings.runs import Run, standing_of, versions_of
from models.units import Unit, unit_id


def versions(scene: Scene, seen: Seen) -> View:
    """Every version with its total, the oldest first; each opens."""
    tr = scene.tr
    runs = versions_of(scene.session, seen.run.office_id, Month.parse(seen.run.month))
    found = [(run, standing_of(scene.session, run, unit_id(seen.unit))) for run in runs]
    text = lines(
        title_line(scene, seen),
        *(
            lines(_version(scene, run, one.total if one else None), _cause(scene, run))
            for run, one in found
        ),
    )
    keys = [
        Key(tr.plain("Version {n}", n=run.version), StandingPress(one.id or 0))
        for run, one in found
        if one
    ]
    rows = in_rows(keys, 3)
    return View(text, [*rows, [Key(tr.plain("Back"), StandingPress(seen.id))]])


def _version(scene: Scene, run: Run, total: Decimal | None) -> Markup:
    tr = scene.tr
    facts = {"n": run.version, "when": tr.moment(run.computed_at), "total": words.total(total)}
    if run.published_at:
        published = tr.moment(run.published_at)
        return tr(
            "Version {n}, {when}: <b>{total}</b>, published {published}",
            published=published,
            **facts,
        )
    return tr("Version {n}, {when}: <b>{total}</b>", **facts)


def _cause(scene: Scene, run: Run) -> Markup | None:
    """Whose appeal it corrects; another unit's name is not told to a unit (DOMAIN §7)."""
    made = scene.session.exec(select(Appeal).where(Appeal.version_id == run.id)).first()
    if made is None:
        return None
    unit = scene.session.get_one(Unit, made.unit_id)
    if not scene.me.may(Act.READ_STANDING, unit):
        return scene.tr("Correction after the appeal of another unit.")
    return scene.tr("Correction after an appeal of {unit}.", unit=clip(unit.name, 40))


def pressed(turn: Turn, press: VersionsPress) -> View:
    """The versions in the pressed message."""
    return versions(turn, seen_standing(turn, press.standing))


ROUTES: tuple[Route, ...] = (on_press(VersionsPress, pressed),)
