"""/brief: what a leader answers for, in figures that the facts give."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers import terms
from handlers.board.lists import SIGNS
from handlers.buttons import Press
from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.office.brief_slips import slip_keys, slip_lines, slips_of
from handlers.office.buttons import MatterPress, Origin
from handlers.office.light_words import light_line, light_of
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, lines
from models.authority import Act
from models.calendar import Month
from models.dispatch.board import Line, Standing
from models.matters.briefs import Brief, brief_of
from models.matters.ledger import OPEN_STATES, Light, Matter, matter_id
from models.matters.light_causes import Shine
from models.matters.lights import next_date, overdue
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.units import Unit, unit_id

ON_A_PAGE = 8
RANK = (Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE, None)


@dataclass(frozen=True)
class BriefPress(Press, code="br"):
    """Show a leader what they answer for."""


@dataclass(frozen=True)
class BriefUnitPress(Press, code="bf"):
    """Show a leader the matters of one of their units, the worst first."""

    unit: int
    page: int


def command(turn: Turn) -> None:
    """`/brief`."""
    turn.me.require(Act.READ_BRIEF)
    turn.say("brief")


def said(scene: Scene, _row: Outbox) -> View:
    """The brief as a new message."""
    return overview(scene)


def pressed(turn: Turn, _press: BriefPress) -> View:
    """The brief in the pressed message."""
    return overview(turn)


def overview(scene: Scene) -> View:
    """Each unit this person leads: lights, dates, this month's return, and the open slips."""
    scene.me.require(Act.READ_BRIEF)
    units = scene.me.units(Act.READ_BRIEF)
    found = brief_of(scene.session, units)
    slips = slips_of(scene, units)
    text = lines(
        scene.tr("<b>What you answer for</b>, {day}", day=scene.tr.date(scene.today)),
        slip_lines(scene, slips, units),
        *(_unit(scene, unit, found) for unit in units[:12]),
    )
    keys = [
        [Key(clip(unit.name, 30), BriefUnitPress(unit_id(unit), 0))]
        for unit in units[:12]
        if found.matters[unit_id(unit)]
    ]
    return View(text, [*slip_keys(scene, slips), *keys])


def _unit(scene: Scene, unit: Unit, found: Brief) -> Markup:
    tr, matters = scene.tr, found.matters[unit_id(unit)]
    lights = Counter(light_of(scene, one, found.steps[matter_id(one)]).light for one in matters)
    counted = {light.value: lights[light] for light in Light}
    return lines(
        tr("\n<b>{unit}</b>", unit=clip(unit.name, 60)),
        tr(
            "🔴 {red}  🟡 {yellow}  🟢 {green}  🔵 {blue}  ⚪ {aside}",
            **counted,
            aside=lights[None],
        ),
        _dates(scene, matters, found),
        _return(scene, found.lines.get(unit_id(unit))),
    )


def _dates(scene: Scene, matters: Sequence[Matter], found: Brief) -> Markup:
    """Of the matters that are under way: how many are overdue, and how many due this month."""
    open_ones = [one for one in matters if _runs(one)]
    late = [one for one in open_ones if overdue(one, found.steps[matter_id(one)], scene.today)]
    last = Month.of(scene.today).last
    due = [
        one
        for one in open_ones
        if one not in late and next_date(one, found.steps[matter_id(one)]) <= last
    ]
    return scene.tr("Overdue {late}, due this month {due}.", late=len(late), due=len(due))


def _runs(matter: Matter) -> bool:
    return matter.state in OPEN_STATES


def _return(scene: Scene, line: Line | None) -> Markup:
    tr = scene.tr
    if line is None:
        return tr("Nothing is asked of this unit this month.")
    when, sign = line.one.submitted_at, SIGNS[line.standing]
    if when:
        return tr(
            "{sign} The month's answer was handed in {when}.", sign=sign, when=tr.moment(when)
        )
    if line.standing is Standing.MISSING:
        return tr("{sign} Nothing was handed in this month.", sign=sign)
    return tr("{sign} The month's answer is still owed.", sign=sign)


def unit_pressed(turn: Turn, press: BriefUnitPress) -> View:
    """The matters of one unit, the worst light first."""
    unit = turn.session.get(Unit, press.unit)
    if unit is None:
        turn.me.require(Act.READ_BRIEF)
        raise Refused(Reason.GONE)
    turn.me.require(Act.READ_BRIEF, unit)
    found = brief_of(turn.session, [unit])
    shining = [
        (one, light_of(turn, one, found.steps[matter_id(one)])) for one in found.matters[press.unit]
    ]
    shining.sort(key=lambda pair: (RANK.index(pair[1].light), pair[0].due_on))
    shown = page_of(shining, press.page, ON_A_PAGE)
    keys = [
        Key(clip(one.number, 20), MatterPress(matter_id(one), 0, Origin.BRIEF, press.unit))
        for one, _ in shown.items
    ]
    turning = page_keys(turn.tr, shown, lambda page: BriefUnitPress(press.unit, page))
    back = Key(turn.tr.plain("Back"), BriefPress())
    text = lines(
        turn.tr("<b>{unit}</b>", unit=clip(unit.name, 60)),
        *(_matter(turn, one, light) for one, light in shown.items),
    )
    return View(text, [keys[:3], keys[3:6], keys[6:], turning, [back]])


def _matter(scene: Scene, matter: Matter, shown: Shine) -> Markup:
    return scene.tr(
        "{light} <b>{number}</b> {title}, {percent}; {why}",
        light=terms.dot(shown.light),
        number=matter.number,
        title=clip(matter.title, 50),
        percent=scene.tr.percent(matter.percent),
        why=light_line(scene, shown),
    )


ROUTES: tuple[Route, ...] = (
    on_command("brief", command),
    on_press(BriefPress, pressed),
    on_press(BriefUnitPress, unit_pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"brief": said}
