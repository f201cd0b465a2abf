"""签收: receipt of a slip is confirmed by button, by /receive, or in a word."""

from collections.abc import Iterable

from handlers.context import Turn
from handlers.hearing import Route, on_command
from handlers.pressing import on_press
from handlers.slips.seen import unit_slip
from handlers.slips.unit.buttons import ReceiveAllPress, ReceivePress
from handlers.slips.unit.lines import who
from handlers.slips.unit.list import by_number, own_list
from handlers.slips.unit.page import current, slip_page
from handlers.view import Shown, View
from models.authority import Act
from models.outbox import said_there
from models.refusals import Reason, Refused
from models.slips.receipts import receive
from models.slips.slips import OPEN, Slip, SlipState, slip_id, slips_by_id
from models.units import Unit


def pressed(turn: Turn, press: ReceivePress) -> View | Shown:
    """Confirm receipt; a second tap, or one of the deputy's, says who was first."""
    slip, unit = unit_slip(turn, press.slip, Act.ANSWER_SLIP)
    if slip.received_at is not None:
        word = turn.tr.plain(
            "Received by {name}, {moment}.",
            name=who(turn, slip.received_by),
            moment=turn.tr.moment(slip.received_at),
        )
        return Shown(slip_page(turn, slip, unit), word)
    receive(turn.session, slip, turn.me.id, turn.now)
    return Shown(slip_page(turn, slip, unit), turn.tr.plain("Receipt is confirmed."))


def all_pressed(turn: Turn, _press: ReceiveAllPress) -> Shown:
    """Confirm receipt of every slip the pressed message names."""
    turn.me.require(Act.ANSWER_SLIP)
    row = said_there(turn.session, turn.chat_id, turn.message_id)
    if row is None or row.kind != "slips":
        raise Refused(Reason.GONE)
    n = len(receive_all(turn, row.params["slips"]))
    toast = turn.tr.plain_plural(
        "Receipt of {n} slip is confirmed.", "Receipt of {n} slips is confirmed.", n
    )
    return Shown(own_list(turn, 0), toast)


def receive_all(turn: Turn, numbers: Iterable[int]) -> list[Slip]:
    """Confirm receipt of those that wait for it and are the person's own; which they were."""
    turn.me.require(Act.ANSWER_SLIP)
    waiting = [
        slip
        for slip in slips_by_id(turn.session, numbers)
        if slip.state is SlipState.ISSUED
        and turn.me.may(Act.ANSWER_SLIP, turn.session.get_one(Unit, slip.unit_id))
    ]
    for slip in waiting:
        receive(turn.session, slip, turn.me.id, turn.now)
    return waiting


def command(turn: Turn) -> None:
    """`/receive 改催〔2026〕12号`; without a number the list, which shows what waits."""
    turn.me.require(Act.ANSWER_SLIP)
    if not turn.text.strip():
        turn.say("own_slips")
        return
    say_received(turn, by_number(turn, turn.text, Act.ANSWER_SLIP))


def say_received(turn: Turn, slip: Slip) -> None:
    """Confirm receipt if it is not yet, and show the page."""
    receive_all(turn, [slip_id(slip)])
    turn.say("slip_page", slip_id(slip), {"word": "received" if slip.state in OPEN else "over"})


ROUTES: tuple[Route, ...] = (
    on_command("receive", command),
    on_press(ReceivePress, pressed, current),
    on_press(ReceiveAllPress, all_pressed),
)
