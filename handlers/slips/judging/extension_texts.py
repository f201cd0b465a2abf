"""延期 decided by text: a command with the number of a slip, a day, a reason."""

from collections.abc import Callable, Mapping
from datetime import date

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.slips.buttons import ExtensionsPress
from handlers.slips.judging.commands import heading, own_slip_in, to_carry_out
from handlers.slips.judging.extension_cards import (
    days_later,
    decision_line,
    seen_request,
    waiting_request,
)
from handlers.slips.judging.extension_verdicts import grant, refuse, why
from handlers.view import Key, View, lines
from models.focus import Focus, Topic
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.slips.extension_queue import Request, pending_on
from models.understanding.leave_dates import read_days


def day_by_text(turn: Turn, focus: Focus) -> None:
    """Another day as a text after it was asked for."""
    if not answered(turn.session, turn.update_id, "extension_verdict"):
        one = waiting_request(turn, focus.subject_id or 0)
        grant(turn, one, _day(turn, turn.text))
        _say(turn, one)


def reason_by_text(turn: Turn, focus: Focus) -> None:
    """The reason of a refusal as a text after it was asked for."""
    if not answered(turn.session, turn.update_id, "extension_verdict"):
        one = waiting_request(turn, focus.subject_id or 0)
        refuse(turn, one, turn.text)
        _say(turn, one)


def _day(turn: Turn, text: str) -> date:
    """The one day that a text names; Refused(DATES_UNCLEAR) or Refused(DATES_PAST)."""
    meant = read_days(text, turn.today)
    if meant is None or meant.first != meant.last:
        raise Refused(Reason.DATES_UNCLEAR)
    if meant.first < turn.today:
        raise Refused(Reason.DATES_PAST)
    return meant.first


def grant_command(turn: Turn) -> None:
    """`/grant NUMBER` puts the slip's date off as asked for, `/grant NUMBER 12-15` to that day."""
    if to_carry_out(turn, "extensions", "extension_verdict"):
        one, day = _named(turn)
        grant(turn, one, _day(turn, day) if day else one.asked.wanted_on)
        _say(turn, one)


def refuse_command(turn: Turn) -> None:
    """`/refuse NUMBER reason`; without a reason it is asked for."""
    if to_carry_out(turn, "extensions", "extension_verdict"):
        one, reason = _named(turn)
        if not reason:
            turn.say("extension_why", one.asked.id)
            return
        refuse(turn, one, reason)
        _say(turn, one)


def _named(turn: Turn) -> tuple[Request, str]:
    """What waits on the slip that the text names, and what is said after its number."""
    slip, rest = own_slip_in(turn, turn.text)
    return pending_on(turn.session, slip), rest


def _say(turn: Turn, one: Request) -> None:
    turn.say("extension_verdict", params={"extension": one.asked.id})


def why_said(scene: Scene, row: Outbox) -> View:
    """The question for a reason, as a new message."""
    return why(scene, waiting_request(scene, row.subject_id or 0))


def verdict_said(scene: Scene, row: Outbox) -> View:
    """What was decided by text, and the way to what waits."""
    one, tr = seen_request(scene, int(row.params["extension"])), scene.tr
    day = one.asked.granted_on
    text = lines(
        heading(scene, one.slip, one.unit),
        decision_line(scene, one.asked),
        tr.plural("{n} working day later", "{n} working days later", days_later(scene, one, day))
        if day
        else None,
    )
    return View(text, [[Key(tr.plain("Extensions"), ExtensionsPress(0))]])


ROUTES: tuple[Route, ...] = (
    on_command("grant", grant_command),
    on_command("refuse", refuse_command),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "extension_why": why_said,
    "extension_verdict": verdict_said,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    Topic.EXTENSION_APPROVE: day_by_text,
    Topic.EXTENSION_REFUSE: reason_by_text,
}
