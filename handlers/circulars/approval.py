"""签发、退回、撤回: who approves a circular is told, decides, and the office hears of it."""

from collections.abc import Callable, Mapping

from handlers.circulars.buttons import (
    ApproveCircularPress,
    RejectCircularPress,
    WithdrawCircularPress,
)
from handlers.circulars.page import back, page
from handlers.circulars.page_lines import name
from handlers.circulars.seen import approves_as, own_circular, seen_circular, to_approve
from handlers.circulars.withdrawn_copies import mark
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.view import Ask, Shown, View, lines
from models.circulars.approving import approve, reject, withdraw
from models.circulars.circulars import Circular, CircularState, circular_id
from models.focus import Focus, Topic
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused


def approved(turn: Turn, press: ApproveCircularPress) -> Shown:
    """签发: the number is given."""
    circular = to_approve(turn, press.circular)
    sign(turn, circular, press.version)
    toast = turn.tr.plain("Issued: {number}", number=circular.number_text)
    return Shown(page(turn, circular), toast)


def sign(turn: Turn, circular: Circular, version: int) -> None:
    """Approve the version that was looked at."""
    office = turn.at(circular.office_id).office
    rules, calendar = office.rules.circulars, office.calendar
    approve(turn.session, circular, version, turn.me.person, rules, calendar, turn.now)


def why(turn: Turn, press: RejectCircularPress) -> View:
    """退回: why?"""
    circular = to_approve(turn, press.circular)
    if circular.state is not CircularState.AWAITING_APPROVAL:
        raise Refused(Reason.ALREADY_DECIDED)
    text = lines(name(turn, circular), turn.tr("Please send the reason for returning it."))
    asks = Ask(Topic.CIRCULAR_REJECT, circular_id(circular), press.version)
    return View(text, [[back(turn, circular)]], asks)


def reason_heard(turn: Turn, focus: Focus) -> None:
    """The reason as a text."""
    if not answered(turn.session, turn.update_id, "circular_page"):
        circular = to_approve(turn, focus.subject_id or 0)
        give_back(turn, circular, focus.aside or 0, turn.text)


def give_back(turn: Turn, circular: Circular, version: int, reason: str) -> None:
    """Return it, and show what has become of it."""
    reject(turn.session, circular, version, reason, turn.me.person, turn.now)
    turn.say("circular_page", params={"circular": circular_id(circular)})


def why_withdraw(turn: Turn, press: WithdrawCircularPress) -> View:
    """撤回: why?"""
    circular = own_circular(turn, press.circular)
    if circular.state is CircularState.WITHDRAWN:
        raise Refused(Reason.ALREADY_DECIDED)
    tr = turn.tr
    text = lines(
        name(turn, circular),
        tr("Please send the reason for withdrawing it."),
        tr("Its number is never used again.") if circular.number else None,
    )
    asks = Ask(Topic.CIRCULAR_WITHDRAW, circular_id(circular))
    return View(text, [[back(turn, circular)]], asks)


def withdrawal_heard(turn: Turn, focus: Focus) -> None:
    """The reason as a text: it is withdrawn."""
    if not answered(turn.session, turn.update_id, "circular_page"):
        take_back(turn, own_circular(turn, focus.subject_id or 0), turn.text)


def take_back(turn: Turn, circular: Circular, reason: str) -> None:
    """Withdraw it, and show what has become of it."""
    withdraw(turn.session, circular, reason, turn.me.id, turn.now)
    mark(turn, circular)
    turn.say("circular_page", params={"circular": circular_id(circular)})


def brought(scene: Scene, row: Outbox) -> View | None:
    """To who approves: the circular; None when it was decided or somebody else approves now."""
    circular = seen_circular(scene, row.subject_id or 0)
    waits = circular.state is CircularState.AWAITING_APPROVAL
    return page(scene, circular) if waits and approves_as(scene, circular) else None


def rejected_told(scene: Scene, row: Outbox) -> View | None:
    """To who submitted it: it came back with a reason; None when it has gone on since."""
    circular = own_circular(scene, row.subject_id or 0)
    return page(scene, circular) if circular.state is CircularState.DRAFT else None


def approved_told(scene: Scene, row: Outbox) -> View | None:
    """To the staff: it is issued and can be sent; None when it was withdrawn or sent since."""
    circular = own_circular(scene, row.subject_id or 0)
    if circular.state is not CircularState.ISSUED or circular.broadcast_at is not None:
        return None
    return page(scene, circular)


def current(turn: Turn, press: ApproveCircularPress | RejectCircularPress) -> View:
    """The circular as it is now, when a decision was refused."""
    return page(turn, to_approve(turn, press.circular))


def own_current(turn: Turn, press: WithdrawCircularPress) -> View:
    """The same for the staff."""
    return page(turn, own_circular(turn, press.circular))


ROUTES: tuple[Route, ...] = (
    on_press(ApproveCircularPress, approved, current),
    on_press(RejectCircularPress, why, current),
    on_press(WithdrawCircularPress, why_withdraw, own_current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "circular_to_approve": brought,
    "circular_rejected": rejected_told,
    "circular_approved": approved_told,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    Topic.CIRCULAR_REJECT: reason_heard,
    Topic.CIRCULAR_WITHDRAW: withdrawal_heard,
}
