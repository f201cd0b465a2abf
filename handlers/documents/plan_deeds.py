"""The office examines a plan: no objection, an opinion, the meeting that approved it, filed."""

from collections.abc import Callable, Mapping
from datetime import date

from handlers.context import Scene, Turn
from handlers.documents import words
from handlers.documents.plan_buttons import Deed, PlanDeedPress, PlanPress
from handlers.documents.plan_writing import written
from handlers.documents.plans import APPROVAL, EXAMINE, OPINION, WRITE, plan_page
from handlers.documents.seen import own_duty, read_duty
from handlers.hearing import Route
from handlers.office.side_states import split_day
from handlers.pressing import on_press
from handlers.view import Ask, Key, Shown, View, clip, lines
from locales import N_
from models import focus
from models.authority import Act
from models.documents.documents import duty_id
from models.documents.examining import approve_plan, clear_plan, file_plan, return_plan
from models.documents.filings import filing_of, newest_version
from models.documents.plan_queue import Examined, examined
from models.focus import Focus, Topic
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.understanding.first_word import plain_word

WORDS: Mapping[str, Deed] = {
    "no objection": Deed.CLEAR,
    "无意见": Deed.CLEAR,
    "无不同意见": Deed.CLEAR,
    "return": Deed.RETURN,
    "退回": Deed.RETURN,
    "approved": Deed.APPROVE,
    "审议通过": Deed.APPROVE,
    "通过": Deed.APPROVE,
    "file": Deed.FILE,
    "备案": Deed.FILE,
}
"""What may be typed at a plan instead of pressing; what follows is the opinion or the meeting."""

DONE: Mapping[Deed, str] = {
    Deed.CLEAR: N_("No objection: recorded."),
    Deed.RETURN: N_("Returned."),
    Deed.APPROVE: N_("Approval recorded."),
    Deed.FILE: N_("Filed."),
}


def _seen(turn: Turn, press: PlanDeedPress) -> Examined:
    """The plan of this person's own office, in the version that was looked at."""
    turn.me.require(Act.EXAMINE_PLAN)
    one = examined(turn.session, press.filing)
    turn.me.require_own(Act.EXAMINE_PLAN, one.document.office_id)
    newest = newest_version(turn.session, one.filing)
    if newest is None or newest.id != press.version:
        raise Refused(Reason.STALE_PREVIEW)
    return one


def pressed(turn: Turn, press: PlanDeedPress) -> View | Shown:
    """Do it at once, or ask for the opinion or the meeting."""
    one = _seen(turn, press)
    if press.deed is Deed.RETURN:
        return _asking(turn, one, OPINION, N_("Please send the opinion."))
    if press.deed is Deed.APPROVE:
        question = N_("Please send the meeting and its day, such as: 9th meeting 2026-11-20")
        return _asking(turn, one, APPROVAL, question)
    _do(turn, one, press.deed, "")
    return Shown(_page(turn, one), turn.tr.plain(DONE[press.deed]))


def _asking(turn: Turn, one: Examined, what: int, question: str) -> View:
    tr = turn.tr
    text = lines(
        tr("<b>Plan for examination</b>"),
        tr(
            "{unit}: {number}, {state}",
            unit=clip(one.unit.name, 30),
            number=words.name(one.document, 40),
            state=words.state(tr, one.filing.state),
        ),
        tr(question),
    )
    back = Key(tr.plain("Back"), PlanPress(duty_id(one.duty)))
    return View(text, [[back]], Ask(Topic.FILING, duty_id(one.duty), what))


def _do(turn: Turn, one: Examined, deed: Deed, said: str) -> None:
    session, by, now = turn.session, turn.me.id, turn.now
    match deed:
        case Deed.CLEAR:
            clear_plan(session, one.filing, by, now)
        case Deed.RETURN:
            return_plan(session, one.filing, said, by, now)
        case Deed.FILE:
            file_plan(session, one.filing, by, now)
        case Deed.APPROVE:
            meeting, day = _meeting(said)
            approve_plan(session, one.filing, meeting, day, by, turn.today, now)
    focus.end(session, by, Topic.FILING, duty_id(one.duty))


def _meeting(said: str) -> tuple[str, date]:
    """`领导小组第9次会议 2026-11-20`: the meeting, and the day at the end."""
    meeting, day = split_day(said)
    if day is None:
        raise Refused(Reason.DAY_NEEDED)
    return meeting, day


def _page(turn: Turn, one: Examined) -> View:
    return plan_page(turn, read_duty(turn, duty_id(one.duty)))


def current(turn: Turn, press: PlanDeedPress) -> View:
    """The plan as it stands, when it was refused."""
    turn.me.require(Act.EXAMINE_PLAN)
    one = examined(turn.session, press.filing)
    turn.me.require_own(Act.EXAMINE_PLAN, one.document.office_id)
    return _page(turn, one)


def heard(turn: Turn, asked: Focus) -> None:
    """A text at a plan: the plan itself from the unit, a word or an answer from the office."""
    if answered(turn.session, turn.update_id, "plan_page"):
        return
    if asked.aside == WRITE:
        written(turn, asked)
        return
    duty, _ = own_duty(turn, asked.subject_id or 0, Act.EXAMINE_PLAN)
    filing = filing_of(turn.session, duty)
    if filing is None:
        raise Refused(Reason.GONE)
    deed, said = _meant(turn.text.strip(), asked.aside or EXAMINE)
    if deed is None:
        turn.say("not_understood")
        return
    _do(turn, examined(turn.session, filing.id or 0), deed, said)
    turn.say("plan_page", params={"duty": duty_id(duty)})


def _meant(text: str, asked: int) -> tuple[Deed | None, str]:
    if asked == OPINION:
        return Deed.RETURN, text
    if asked == APPROVAL:
        return Deed.APPROVE, text
    for beginning, deed in WORDS.items():
        if plain_word(text).startswith(beginning):
            return deed, text[len(beginning) :].strip(" :：,，")
    return None, ""


def queue_said(scene: Scene, row: Outbox) -> View | None:
    """To the staff: a plan has been handed in; None when it was dealt with meanwhile."""
    one = examined(scene.session, row.subject_id or 0)
    stand = read_duty(scene, duty_id(one.duty), Act.EXAMINE_PLAN)
    shown = plan_page(scene, stand)
    return shown if isinstance(shown.asks, Ask) else None


ROUTES: tuple[Route, ...] = (on_press(PlanDeedPress, pressed, current),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"plan_submitted": queue_said}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.FILING: heard}
