"""The brief in five lines: lights, what moved, what is red and why, slips, place."""

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup

from handlers.brief.answered import Answered, Held, lights_in
from handlers.brief.buttons import Part
from handlers.buttons import Press
from handlers.context import Scene
from handlers.office.light_words import light_line
from handlers.view import Key, clip, in_rows, lines
from models.matters.ledger import Light


def text_of(scene: Scene, found: Answered) -> Markup:
    """The heading and the lines; what is claimed stands before them."""
    tr = scene.tr
    head = tr(
        "<b>What you answer for</b>: {what}, {day}",
        what=whose(scene, found),
        day=tr.date(scene.today),
    )
    if found.is_empty:
        return lines(head, tr("No matter and no slip so far."))
    return lines(head, _claimed(scene, found), *_five(scene, found))


def whose(scene: Scene, found: Answered) -> str:
    """The unit's name, or how many units there are."""
    if len(found.units) == 1:
        return clip(found.units[0].name, 60)
    return scene.tr.plain_plural("{n} unit", "{n} units", len(found.units))


def _claimed(scene: Scene, found: Answered) -> Markup | None:
    if not found.claimed:
        return None
    first = _first(scene, found.claimed[0])
    return scene.tr("Claimed <b>{n}</b>: {number} {title}, {why}", n=len(found.claimed), **first)


def _five(scene: Scene, found: Answered) -> Iterator[Markup]:
    yield counts(scene, found.held)
    yield _moved(scene, found)
    yield _red(scene, found)
    yield _slips(scene, found)
    yield _place(scene, found)


def counts(scene: Scene, held: Iterable[Held]) -> Markup:
    """How many matters show which light."""
    lights = lights_in(held)
    return scene.tr(
        "🔴 {red}  🟡 {yellow}  🟢 {green}  🔵 {blue}  ⚪ {aside}",
        **{light.value: lights[light] for light in Light},
        aside=lights[None],
    )


def _first(scene: Scene, one: Held) -> dict[str, object]:
    """The facts of the one that is named in a line."""
    return {
        "number": one.sign,
        "title": clip(one.matter.title, 40),
        "why": light_line(scene, one.shown),
    }


def _moved(scene: Scene, found: Answered) -> Markup:
    tr = scene.tr
    facts = {"n": len(found.moved), "asked": found.asked}
    if not found.moved:
        return tr("Moved on last month: <b>{n}</b> of {asked}", **facts)
    one = found.moved[0]
    return tr(
        "Moved on last month: <b>{n}</b> of {asked}, {number} from {before} to {percent}",
        number=one.sign,
        before=tr.percent(one.before or 0),
        percent=tr.percent(one.matter.percent),
        **facts,
    )


def _red(scene: Scene, found: Answered) -> Markup:
    if not found.red:
        return scene.tr("Nothing is red.")
    first = _first(scene, found.red[0])
    return scene.tr("Red <b>{n}</b>: {number} {title}, {why}", n=len(found.red), **first)


def _slips(scene: Scene, found: Answered) -> Markup:
    overdue = sum(slip.overdue(scene.today) for slip in found.slips)
    return scene.tr(
        "Slips: open <b>{open}</b>, overdue <b>{overdue}</b>",
        open=len(found.slips),
        overdue=overdue,
    )


def _place(scene: Scene, found: Answered) -> Markup:
    """The own place; of several units the one that stands last among its like."""
    tr = scene.tr
    if not found.places:
        return tr("No ranking has been published.")
    last = max(found.places.values(), key=lambda one: one.share)
    facts = {
        "month": tr.month(last.seen.run.month),
        "place": last.text,
        "change": last.change.text,
    }
    if len(found.places) == 1:
        return tr("Ranking of {month}: <b>{place}</b> {change}", **facts).rstrip()
    name = clip(last.seen.unit.name, 40)
    return tr(
        "Ranking of {month}: furthest back is {unit}, <b>{place}</b> {change}", unit=name, **facts
    ).rstrip()


def keys_of(scene: Scene, found: Answered, to: Callable[[Part], Press]) -> list[list[Key]]:
    """A key for each line that has something to open."""
    tr = scene.tr
    labels = (
        (Part.CLAIMED, len(found.claimed), tr.plain("Claimed {n}", n=len(found.claimed))),
        (Part.RED, len(found.red), tr.plain("Red {n}", n=len(found.red))),
        (Part.MOVED, len(found.moved), tr.plain("Moved {n}", n=len(found.moved))),
        (Part.SLIPS, len(found.slips), tr.plain("Slips {n}", n=len(found.slips))),
        (Part.PLACES, len(found.places), tr.plain("Ranking")),
        (Part.UNITS, len(found.units), _units(scene, found)),
    )
    return in_rows([Key(label, to(part)) for part, n, label in labels if n], 2)


def _units(scene: Scene, found: Answered) -> str:
    if len(found.units) == 1:
        return clip(found.units[0].name, 30)
    return scene.tr.plain("Units {n}", n=len(found.units))
