"""/circular: the newest month's draft, drafted anew, brought before who approves it."""

from sqlmodel import col, select

from handlers.circulars.buttons import AnewPress, MonthCircularPress, SubmitCircularPress
from handlers.circulars.page import back, page
from handlers.circulars.page_lines import name
from handlers.circulars.papers import official
from handlers.circulars.seen import changeable, own_circular, seen_circular
from handlers.circulars.wording import draft_words
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, lines
from models.authority import Act
from models.calendar import Month
from models.circulars.circulars import (
    Circular,
    Origin,
    circular_id,
    standing_circular,
    waiting_circulars,
)
from models.circulars.drafting import begin, rewrite, submit
from models.circulars.figures import Figures
from models.circulars.reading import figures_of
from models.dispatch.cycles import newest_cycle
from models.outbox import answered
from models.refusals import Reason, Refused
from models.standings.runs import Run
from models.units import Unit, unit_id


def meant(turn: Turn, month: Month | None) -> Circular:
    """The circular of a month (or of the newest that is scored), drafted if there is none yet.

    Who only approves finds what waits. Refused(NOT_ALLOWED), Refused(UNKNOWN_CIRCULAR),
    Refused(NOT_OPEN_YET), Refused(NO_SCORES).
    """
    turn.me.require(Act.APPROVE_CIRCULAR)
    if not turn.me.may(Act.WRITE_CIRCULAR):
        return _waiting(turn, month)
    office = turn.me.units(Act.WRITE_CIRCULAR)[0]
    return of_month(turn, office, month or _newest(turn, office))


def of_month(turn: Turn, office: Unit, month: Month) -> Circular:
    """An office's circular of a month, drafted if there is none yet; refused as `meant`."""
    known = standing_circular(turn.session, unit_id(office), str(month))
    return known or _drafted(turn, office, month)


def month_pressed(turn: Turn, press: MonthCircularPress) -> View:
    """The circular of a month that is scored, in the pressed message."""
    turn.me.require(Act.WRITE_CIRCULAR)
    run = turn.session.get(Run, press.run)
    if run is None:
        raise Refused(Reason.GONE)
    turn.me.require_own(Act.WRITE_CIRCULAR, run.office_id)
    office = turn.session.get_one(Unit, run.office_id)
    return page(turn, of_month(turn, office, Month.parse(run.month)))


def _waiting(turn: Turn, month: Month | None) -> Circular:
    offices = [unit_id(unit) for unit in turn.me.units(Act.APPROVE_CIRCULAR)]
    for one in waiting_circulars(turn.session, offices):
        if month is None or one.month == str(month):
            return seen_circular(turn, circular_id(one))
    raise Refused(Reason.NOT_ALLOWED)


def _newest(turn: Turn, office: Unit) -> Month:
    """The newest month with scores, or the one that was opened last."""
    scored = select(Run.month).where(Run.office_id == unit_id(office))
    month = turn.session.exec(scored.order_by(col(Run.month).desc()).limit(1)).first()
    if month is not None:
        return Month.parse(month)
    cycle = newest_cycle(turn.session, unit_id(office))
    if cycle is None:
        raise Refused(Reason.NOT_OPEN_YET)
    return Month.parse(cycle.month)


def _drafted(turn: Turn, office: Unit, month: Month) -> Circular:
    figures = _figures(turn, office, month)
    words = draft_words(official(turn), figures)
    return begin(turn.session, unit_id(office), figures, words, turn.me.id, turn.now)


def _figures(turn: Turn, office: Unit, month: Month) -> Figures:
    practice = turn.office.of(office)
    rules, calendar = practice.rules, practice.calendar
    return figures_of(turn.session, office, month, rules, calendar, turn.now)


def anew_asked(turn: Turn, press: AnewPress) -> View | Shown:
    """First the question, then a new version from the figures as they are now."""
    circular = changeable(turn, press.circular, press.version)
    if press.sure is Sure.ASK:
        return _sure(turn, circular)
    anew(turn, circular)
    return Shown(page(turn, circular), turn.tr.plain("Drafted anew from the figures."))


def _sure(scene: Scene, circular: Circular) -> View:
    tr = scene.tr
    text = lines(
        name(scene, circular),
        tr("All words are drafted anew from the figures of now; earlier versions are kept."),
    )
    go = AnewPress(circular_id(circular), circular.version, Sure.YES)
    return View(text, [[Key(tr.plain("Draft anew"), go), back(scene, circular)]])


def anew(turn: Turn, circular: Circular) -> None:
    """A new version of all words from the figures of now."""
    office = turn.session.get_one(Unit, circular.office_id)
    figures = _figures(turn, office, Month.parse(circular.month))
    words = draft_words(official(turn), figures)
    by, seen = turn.me.id, circular.version
    rewrite(turn.session, circular, seen, words, figures, Origin.FIGURES, by, turn.now)


def submitted(turn: Turn, press: SubmitCircularPress) -> Shown:
    """报批."""
    circular = own_circular(turn, press.circular)
    bring(turn, circular, press.version)
    return Shown(page(turn, circular), turn.tr.plain("It is brought before who approves it."))


def bring(turn: Turn, circular: Circular, version: int) -> None:
    """Bring the version that was looked at before who approves it today."""
    office = turn.at(circular.office_id).office
    rules, calendar = office.rules.circulars, office.calendar
    submit(turn.session, circular, version, rules, calendar, turn.me.id, turn.now)


def said_already(turn: Turn) -> bool:
    """Whether this command was carried out before, and answered with the circular's page."""
    return answered(turn.session, turn.update_id, "circular_page")


def show(turn: Turn, circular: Circular) -> None:
    """Answer a command with the circular's page."""
    turn.say("circular_page", params={"circular": circular_id(circular)})


def current(turn: Turn, press: AnewPress | SubmitCircularPress) -> View:
    """The circular as it is now, when something was refused."""
    return page(turn, seen_circular(turn, press.circular))


ROUTES: tuple[Route, ...] = (
    on_press(MonthCircularPress, month_pressed),
    on_press(AnewPress, anew_asked, current),
    on_press(SubmitCircularPress, submitted, current),
)
