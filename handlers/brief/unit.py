"""One unit of a leader's: lights, dates, this month's return, and its matters, the worst first."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.board.lists import SIGNS
from handlers.brief.answered import Answered, Held, answered
from handlers.brief.buttons import BriefPress, BriefUnitPress
from handlers.brief.lines import counts
from handlers.brief.matter_lines import matter_line
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import MatterPress, Origin
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.calendar import Month
from models.dispatch.board import Line, Standing, lines_of
from models.matters.ledger import OPEN_STATES, matter_id
from models.matters.lights import next_date, overdue
from models.refusals import Reason, Refused
from models.units import Unit, unit_id

ON_A_PAGE = 8


def pressed(turn: Turn, press: BriefUnitPress) -> View:
    """The unit in the pressed message."""
    turn.me.require(Act.READ_BRIEF)
    unit = turn.session.get(Unit, press.unit)
    if unit is None:
        raise Refused(Reason.GONE)
    turn.me.require(Act.READ_BRIEF, unit)
    return unit_view(turn, answered(turn, [unit]), unit, press.page)


def unit_view(scene: Scene, found: Answered, unit: Unit, page: int) -> View:
    """The page of a unit with a key for each matter."""
    tr, number, held = scene.tr, unit_id(unit), found.of(unit)
    shown = page_of(held, page, ON_A_PAGE)
    keys = [
        Key(clip(one.sign, 20), MatterPress(matter_id(one.matter), 0, Origin.BRIEF, number))
        for one in shown.items
    ]
    turning = page_keys(tr, shown, lambda at: BriefUnitPress(number, at))
    text = lines(
        tr("<b>{unit}</b>", unit=clip(unit.name, 60)),
        counts(scene, held),
        _dates(scene, held),
        _return(scene, lines_of(scene.session, [number]).get(number)),
        *(matter_line(scene, one) for one in shown.items),
    )
    return View(text, [*in_rows(keys, 3), turning, [Key(tr.plain("Back"), BriefPress())]])


def _dates(scene: Scene, held: Sequence[Held]) -> Markup:
    """Of the matters that are under way: how many are overdue, and how many due this month."""
    open_ones = [one for one in held if one.matter.state in OPEN_STATES]
    late = [one for one in open_ones if overdue(one.matter, one.steps, scene.today)]
    last = Month.of(scene.today).last
    coming = [one for one in open_ones if next_date(one.matter, one.steps) <= last]
    return scene.tr(
        "Overdue {late}, due this month {due}.", late=len(late), due=len(coming) - len(late)
    )


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


ROUTES: tuple[Route, ...] = (on_press(BriefUnitPress, pressed),)
