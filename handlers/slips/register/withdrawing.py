"""撤回: the office takes a slip back, for a reason by tap or by text, after one more look."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import OfficeSlipPress
from handlers.slips.register.page import office_page
from handlers.slips.register.search import slips_of_office
from handlers.slips.register.withdrawing_buttons import Why, WithdrawPress, WithdrawWhyPress
from handlers.slips.seen import own_slip
from handlers.slips.signing.numbers import first_number
from handlers.view import Ask, Key, Shown, View, clip, lines
from locales import N_
from models.authority import Act
from models.blank import is_blank
from models.focus import Focus, Topic
from models.outbox import Outbox, answered, said_there
from models.refusals import Reason, Refused
from models.slips.slips import OPEN, UNSIGNED, Slip, slip_id
from models.slips.withdrawing import withdraw
from models.understanding.first_word import split_word
from models.units import Unit

REASONS: Mapping[Why, str] = {
    Why.WRONG_UNIT: N_("Addressed to the wrong unit."),
    Why.WRONG_FACTS: N_("The facts in it are not right."),
    Why.DONE: N_("What it is about was done already."),
    Why.AGAIN: N_("Issued twice."),
}
BUTTONS: Mapping[Why, str] = {
    Why.WRONG_UNIT: N_("Wrong unit"),
    Why.WRONG_FACTS: N_("Facts not right"),
    Why.DONE: N_("Done already"),
    Why.AGAIN: N_("Issued twice"),
}
LONGEST_REASON = 1000


def running(scene: Scene, number: int) -> tuple[Slip, Unit]:
    """A slip of the own office that can be withdrawn; Refused(ALREADY_DECIDED) when it cannot."""
    slip, unit = own_slip(scene, number, Act.WRITE_SLIP)
    if slip.state not in OPEN | UNSIGNED:
        raise Refused(Reason.ALREADY_DECIDED)
    return slip, unit


def asked(turn: Turn, press: WithdrawPress) -> View:
    """Why?"""
    return _asking(turn, *running(turn, press.slip))


def _asking(scene: Scene, slip: Slip, unit: Unit) -> View:
    tr, number = scene.tr, slip_id(slip)
    text = lines(
        tr("<b>Withdraw {name}</b> · {unit}", name=words.name(tr, slip), unit=clip(unit.name, 60)),
        tr("Please choose a reason, or send one as a message."),
    )
    reasons = [
        Key(tr.plain(label), WithdrawWhyPress(number, why, Sure.ASK))
        for why, label in BUTTONS.items()
    ]
    asks = Ask(Topic.SLIP_WITHDRAW, number)
    return View(text, [reasons[:2], reasons[2:], [_back(scene, slip)]], asks)


def _back(scene: Scene, slip: Slip) -> Key:
    return Key(scene.tr.plain("Back"), OfficeSlipPress(slip_id(slip), 0))


def reasoned(turn: Turn, press: WithdrawWhyPress) -> View | Shown:
    """Withdraw it for a common reason, or for the one in the pressed message."""
    slip, unit = running(turn, press.slip)
    reason = _reason(turn, press)
    if press.sure is Sure.ASK:
        return _sure(turn, slip, unit, press.why, reason)
    withdraw(turn.session, slip, reason, turn.me.id, turn.now)
    return Shown(office_page(turn, slip, unit), turn.tr.plain("Done."))


def _reason(turn: Turn, press: WithdrawWhyPress) -> str:
    if press.why is not Why.TEXT:
        return turn.tr.plain(REASONS[press.why])
    row = said_there(turn.session, turn.chat_id, turn.message_id)
    if row is None or row.kind != "slip_withdrawing" or row.subject_id != press.slip:
        raise Refused(Reason.GONE)
    return str(row.params["reason"])


def _sure(scene: Scene, slip: Slip, unit: Unit, why: Why, reason: str) -> View:
    tr = scene.tr
    text = lines(
        tr("<b>Withdraw {name}</b> · {unit}", name=words.name(tr, slip), unit=clip(unit.name, 60)),
        tr("Reason: {text}", text=clip(reason, 300)),
        tr("The unit is told, and the number is never used again.")
        if slip.number_text
        else tr("It was not signed yet; nobody else is told."),
    )
    sure = Key(tr.plain("Confirm"), WithdrawWhyPress(slip_id(slip), why, Sure.YES))
    return View(text, [[sure, _back(scene, slip)]])


def reason_heard(turn: Turn, focus: Focus) -> None:
    """The reason as a text after it was asked for: shown once more for a confirmation."""
    slip, _ = running(turn, focus.subject_id or 0)
    turn.say("slip_withdrawing", slip.id, {"reason": _fitting(turn.text)})


def _fitting(text: str) -> str:
    if is_blank(text):
        raise Refused(Reason.REASON_NEEDED)
    if len(text.strip()) > LONGEST_REASON:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_REASON, length=len(text.strip()))
    return text.strip()


def command(turn: Turn) -> None:
    """`/withdraw NUMBER reason` withdraws at once; without a reason it is asked for."""
    turn.me.require(Act.WRITE_SLIP)
    if answered(turn.session, turn.update_id, "slip_taken_back"):
        return
    slip, reason = _meant(turn)
    if not reason:
        turn.say("slip_withdrawing", slip.id, {"reason": ""})
        return
    withdraw(turn.session, slip, _fitting(reason), turn.me.id, turn.now)
    turn.say("slip_taken_back", params={"slip": slip.id})


def _meant(turn: Turn) -> tuple[Slip, str]:
    """The slip that is named by its number, or a draft by its own; and what stands after it.

    Refused(UNKNOWN_SLIP), or as `running`.
    """
    number, reason = split_word(turn.text)
    found = slips_of_office(turn, number)
    if found:
        return running(turn, slip_id(found[0]))[0], reason.strip()
    draft, reason = first_number(turn.text)
    slip, _ = running(turn, draft)
    if slip.number is not None:
        raise Refused(Reason.UNKNOWN_SLIP, text=clip(number, 40))
    return slip, reason.strip()


def withdrawing_said(scene: Scene, row: Outbox) -> View:
    """The question for a reason, or for a confirmation where there is one."""
    slip, unit = running(scene, row.subject_id or 0)
    reason = str(row.params["reason"])
    return _sure(scene, slip, unit, Why.TEXT, reason) if reason else _asking(scene, slip, unit)


def taken_back_said(scene: Scene, row: Outbox) -> View:
    """What has become of it."""
    return office_page(scene, *own_slip(scene, int(row.params["slip"]), Act.WRITE_SLIP))


def current(turn: Turn, press: WithdrawPress | WithdrawWhyPress) -> View:
    """The slip as it is now, when something was refused."""
    return office_page(turn, *own_slip(turn, press.slip, Act.WRITE_SLIP))


ROUTES: tuple[Route, ...] = (
    on_command("withdraw", command),
    on_press(WithdrawPress, asked, current),
    on_press(WithdrawWhyPress, reasoned, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "slip_withdrawing": withdrawing_said,
    "slip_taken_back": taken_back_said,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.SLIP_WITHDRAW: reason_heard}
