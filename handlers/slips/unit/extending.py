"""申请延期: a new date and the reason in one text, looked at once more, then asked for (§4)."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.pressing import on_press
from handlers.slips.seen import unit_slip
from handlers.slips.unit.buttons import ExtendPress, ExtendSurePress
from handlers.slips.unit.extending_views import question, understood
from handlers.slips.unit.list import by_number
from handlers.slips.unit.page import current, slip_page
from handlers.view import Shown, View
from models.authority import Act
from models.blank import is_blank
from models.focus import Focus, Topic
from models.outbox import Outbox, said_there
from models.refusals import Reason, Refused
from models.slips.extensions import (
    LONGEST_REASON,
    ask_extension,
    check_extendable,
)
from models.slips.limits import check_reach
from models.slips.slips import Slip, slip_id
from models.understanding.new_dates import read_new_date
from models.understanding.percents import flatten
from models.understanding.slip_words import is_sure, split_number
from models.understanding.wishes import is_chatter

_WISH = re.compile(
    r"\s*(?:特|拟|现|请)?(?:申请|请求)?(?:延期|延长|展期)|\s*(?:please\s+)?extend", re.I
)


def is_wish(text: str) -> bool:
    """Whether a text asks for an extension: 申请延期至10月31日，……"""
    return _WISH.match(flatten(text)) is not None


def asked(turn: Turn, press: ExtendPress) -> View:
    """Until when, and why?"""
    slip, _ = unit_slip(turn, press.slip, Act.ANSWER_SLIP)
    check_extendable(turn.session, slip, turn.today)
    return question(turn, slip)


def by_text(turn: Turn, focus: Focus) -> None:
    """A date with a reason, or what was missing of them; or a yes to what was understood."""
    slip, _ = unit_slip(turn, focus.subject_id or 0, Act.ANSWER_SLIP)
    row = said_there(turn.session, focus.chat_id, focus.message_id)
    if is_sure(turn.text) and _tells(row, slip):
        _ask(turn, slip, row)
        turn.say("slip_page", slip_id(slip), {"word": "extension"})
    else:
        known = row.params if row and row.kind == "slip_extension" else {}
        says_something = not is_sure(turn.text) and not is_chatter(turn.text)
        say_understood(turn, slip, turn.text if says_something else "", known)


def say_understood(
    turn: Turn, slip: Slip, text: str, known: Mapping[str, Any] = MappingProxyType({})
) -> None:
    """Show what was understood, for a yes; or ask for what is missing, and keep what is `known`."""
    before = check_extendable(turn.session, slip, turn.today)
    heard = read_new_date(text, turn.today)
    if heard.day:
        check_reach(heard.day, before)
    wanted = heard.day.isoformat() if heard.day else known.get("wanted", "")
    reason = heard.reason or known.get("reason", "")
    if len(reason) > LONGEST_REASON:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_REASON, length=len(reason))
    facts = {"wanted": wanted, "reason": reason, "missing": _missing(wanted, reason, before)}
    turn.say("slip_extension", slip_id(slip), facts)


def _missing(wanted: str, reason: str, before: date) -> str:
    if not wanted:
        return "day"
    if date.fromisoformat(wanted) <= before:
        return "later"
    return "reason" if is_blank(reason) else ""


def confirmed(turn: Turn, press: ExtendSurePress) -> Shown:
    """Ask for it as the pressed message says: its row holds date and reason."""
    slip, unit = unit_slip(turn, press.slip, Act.ANSWER_SLIP)
    row = said_there(turn.session, turn.chat_id, turn.message_id)
    if not _tells(row, slip):
        raise Refused(Reason.GONE)
    _ask(turn, slip, row)
    return Shown(slip_page(turn, slip, unit), turn.tr.plain("The extension has been asked for."))


def _tells(row: Outbox | None, slip: Slip) -> bool:
    """Whether a message shows a request that was understood."""
    if row is None or row.kind != "slip_extension":
        return False
    return row.subject_id == slip.id and not row.params["missing"]


def _ask(turn: Turn, slip: Slip, row: Outbox | None) -> None:
    assert row  # noqa: S101  `_tells` has looked
    wanted, reason = date.fromisoformat(row.params["wanted"]), row.params["reason"]
    ask_extension(turn.session, slip, wanted, reason, turn.me.id, turn.today, turn.now)


def command(turn: Turn) -> None:
    """`/extend 改催〔2026〕12号 10月31日 等待省厅批复`; without a date it is asked for."""
    turn.me.require(Act.ANSWER_SLIP)
    number, words = split_number(turn.text)
    if not turn.text.strip():
        turn.say("own_slips")
        return
    slip = by_number(turn, number or turn.text, Act.ANSWER_SLIP)
    if words:
        say_understood(turn, slip, words)
    else:
        check_extendable(turn.session, slip, turn.today)
        turn.say("slip_extension", slip_id(slip), {"missing": "all"})


def said(scene: Scene, row: Outbox) -> View:
    """What was understood, or the question again; the page when it cannot be asked any more."""
    slip, unit = unit_slip(scene, row.subject_id or 0, Act.ANSWER_SLIP)
    try:
        before = check_extendable(scene.session, slip, scene.today)
    except Refused:
        return slip_page(scene, slip, unit)
    if row.params["missing"]:
        return question(scene, slip, row.params["missing"])
    wanted = date.fromisoformat(row.params["wanted"])
    return understood(scene, slip, before, wanted, row.params["reason"])


ROUTES: tuple[Route, ...] = (
    on_command("extend", command),
    on_press(ExtendPress, asked, current),
    on_press(ExtendSurePress, confirmed, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"slip_extension": said}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.SLIP_EXTENSION: by_text}
