"""/rank: a unit's own figures of a month, or every unit's for the office (DOMAIN §3)."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.standings import words
from handlers.standings.buttons import Opened, OpenPress, OwnPress, StandingPress
from handlers.standings.overview import run_page
from handlers.standings.seen import Seen, known_run, office_run, seen_standing
from handlers.standings.unit_page import month, unit_page
from handlers.typed_months import month_named
from handlers.view import Key, Shown, View, clip, in_rows, lines
from models.authority import Act
from models.calendar import Month
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.standings.looking_up import latest_run, newest_own
from models.standings.runs import Run, newest_run, run_id
from models.units import unit_id

ON_A_PAGE = 12


def command(turn: Turn) -> None:
    """`/rank`, or `/rank 2026-10` for another month."""
    turn.me.require(Act.READ_STANDING)
    named = month_named(turn.text)
    if turn.me.at_office and turn.me.may(Act.READ_RUN):
        turn.say("run_said", run_id(office_month(turn, Act.READ_RUN, named)))
        return
    found = own(turn, named)
    if len(found) == 1:
        turn.say("standing_said", found[0].id)
    else:
        turn.say("own_standings", params={"month": str(named or "")})


def office_month(scene: Scene, act: Act, named: Month | None) -> Run:
    """A month of the office for which this person may do so, the latest if none is named.

    Refused(NOT_COMPUTED).
    """
    (office, *_) = [unit_id(unit) for unit in scene.me.units(act)]
    run = newest_run(scene.session, office, named) if named else latest_run(scene.session, office)
    if run is None:
        raise Refused(Reason.NOT_COMPUTED, month=str(named or Month.of(scene.today)))
    return run


def own(scene: Scene, named: Month | None) -> list[Seen]:
    """The figures of this person's own units; Refused(NOT_COMPUTED) without any."""
    units = {unit_id(unit): unit for unit in scene.me.units(Act.READ_STANDING)}
    found = newest_own(scene.session, list(units), named)
    if not found:
        raise Refused(Reason.NOT_COMPUTED, month=str(named or Month.of(scene.today)))
    return [Seen(one, run, units[one.unit_id]) for one, run in found]


def own_list(scene: Scene, named: Month | None, page: int) -> View:
    """Each unit with its score, twelve on a page; each opens."""
    tr, shown = scene.tr, page_of(own(scene, named), page, ON_A_PAGE)
    text = lines(
        tr("<b>Your units</b>"),
        *(
            tr(
                "{unit}, {month}: <b>{total}</b>",
                unit=clip(one.unit.name, 40),
                month=month(scene, one.run),
                total=words.total(one.standing.total),
            )
            for one in shown.items
        ),
    )
    units = [Key(clip(one.unit.name, 20), StandingPress(one.id)) for one in shown.items]
    month_shown = str(named or "")
    turning = page_keys(tr, shown, lambda number: OwnPress(month_shown, number))
    return View(text, [*in_rows(units, 2), turning])


def own_pressed(turn: Turn, press: OwnPress) -> View:
    """The units in the pressed message."""
    turn.me.require(Act.READ_STANDING)
    named = month_named(press.month)
    if turn.me.at_office and turn.me.may(Act.READ_RUN):
        return run_page(turn, office_month(turn, Act.READ_RUN, named))
    return own_list(turn, named, press.page)


def open_pressed(turn: Turn, press: OpenPress) -> Shown:
    """Have what a photo is about sent as a text with its keys."""
    match press.what:
        case Opened.RUN:
            turn.say("run_said", run_id(office_run(turn, press.subject)))
        case Opened.OWN:
            run = known_run(turn, press.subject)
            own(turn, Month.parse(run.month))
            turn.say("own_standings", params={"month": run.month})
        case Opened.UNIT:
            turn.say("standing_said", seen_standing(turn, press.subject).id)
    return Shown()


def run_said(scene: Scene, row: Outbox) -> View:
    """The month as a new message."""
    return run_page(scene, office_run(scene, row.subject_id or 0))


def standing_said(scene: Scene, row: Outbox) -> View:
    """A unit's figures as a new message."""
    return unit_page(scene, seen_standing(scene, row.subject_id or 0))


def own_said(scene: Scene, row: Outbox) -> View:
    """The units as a new message."""
    return own_list(scene, month_named(row.params.get("month", "")), 0)


ROUTES: tuple[Route, ...] = (
    on_command("rank", command),
    on_press(OwnPress, own_pressed),
    on_press(OpenPress, open_pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "run_said": run_said,
    "standing_said": standing_said,
    "own_standings": own_said,
}
