"""The month's form: sent as a workbook, filled in, sent back, looked at, confirmed."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from telegram import Message
from telegram.ext import filters

from handlers.attached import sent_with
from handlers.context import Scene, Turn
from handlers.dispatch.attachments import attach_to, open_card
from handlers.dispatch.buttons import FormPress, Upload, UploadPress
from handlers.dispatch.cards import record
from handlers.dispatch.form_paper import form_sent
from handlers.dispatch.form_plan import Plan, plan_of, planned
from handlers.dispatch.form_views import preview, refused
from handlers.dispatch.panel import panel
from handlers.dispatch.sheets import own_returns, taken
from handlers.files import given_elsewhere
from handlers.hearing import Route, Unfetched, on_document
from handlers.pressing import on_press
from handlers.view import Shown, View
from models.dispatch.handing_in import hand_in
from models.dispatch.progress import Said, Saying, Way
from models.dispatch.sheet_reading import look
from models.dispatch.sheets import Sheet
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.workbooks.faults import Unreadable
from models.workbooks.form_reading import Refusal, Reply, read_form

Came = Reply | Refusal | Unreadable


def read(content: bytes, name: str) -> Came:
    """A file as a form; what its sender calls it only tells the kind."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        path = Path(file.name)
        path.write_bytes(content)
        return read_form(path, name if Path(name).suffix else "form.xlsx")


def asked_for(turn: Turn, press: FormPress) -> Shown:
    """Send the form; pressed twice within a minute, with nothing said between, it is sent once."""
    sheet = taken(turn, press.return_id)
    if not sheet.cards:
        return Shown(panel(turn, sheet))  # it says so; there is nothing to fill in
    newest = max(card.item.progress_id or 0 for card in sheet.cards)
    turn.hand_over("form", sheet.id, {}, newest)
    return Shown(toast=turn.tr.plain("The form follows."))


def came_back(turn: Turn, message: Message, came: Came | Unfetched) -> None:
    """A workbook was sent: the month's form, a file for the open card, or neither."""
    returns = own_returns(turn)
    if isinstance(came, Reply):
        _look_at(turn, came, returns)
        return
    card, sent = open_card(turn), sent_with(message)
    if sent and given_elsewhere(turn, message, sent):
        return
    if came is Refusal.NO_FORM and card and sent:
        attach_to(turn, message, sent, card)
        return
    turn.say("form_refused", params=_why(came))


def _why(came: Refusal | Unreadable | Unfetched) -> dict[str, Any]:
    if isinstance(came, Unreadable):
        facts = {name: _plain(value) for name, value in came.facts.items()}
        return {"unreadable": came.why.value, "facts": facts}
    return {"why": came.value}


def _plain(value: object) -> object:
    return value if isinstance(value, int | float | list) else str(value)[:200]


def _look_at(turn: Turn, reply: Reply, returns: list[int]) -> None:
    """Keep what was filled in beside the preview; nothing is recorded before it is confirmed."""
    for one in returns:
        sheet = look(turn.session, one)
        if sheet.unit.code.casefold() == reply.code.casefold():
            if sheet.cycle.month != reply.month:
                turn.say("form_refused", sheet.id, {"why": "other_month", "month": reply.month})
                return
            entries = [asdict(entry) for entry in reply.entries]
            turn.say("form_read", sheet.id, {"entries": entries, "columns": dict(reply.columns)})
            return
    turn.say("form_refused", params={"why": "other_unit"})


def confirmed(turn: Turn, press: UploadPress) -> View | Shown:
    """Take a form over: submit it, only save what has changed, or put it away."""
    row = _row(turn, press)
    sheet = taken(turn, row.subject_id or 0)
    if press.upload is Upload.DROP:
        return panel(turn, sheet)
    plan = plan_of(sheet, planned(row))
    if not plan.changed and sheet.one.submitted_at and not sheet.waiting:
        return panel(turn, sheet)  # the second of two taps
    if plan.seen != press.seen:
        word = turn.tr.plain("Something was filled in meanwhile. Please look again.")
        return Shown(preview(turn, row, sheet, plan), word, alert=True)
    return _take_over(turn, sheet, plan, press.upload)


def _row(turn: Turn, press: UploadPress) -> Outbox:
    row = turn.session.get(Outbox, press.row)
    if row is None or row.kind != "form_read" or row.person_id != turn.me.id:
        raise Refused(Reason.GONE)
    return row


def _take_over(turn: Turn, sheet: Sheet, plan: Plan, upload: Upload) -> Shown:
    form = replace(turn.source, way=Way.FORM)
    for card, said in plan.changed:
        record(turn, sheet, card, said, form)
    if upload is Upload.SAVE:
        word = turn.tr.plain("Saved, not submitted yet.")
        return Shown(panel(turn, look(turn.session, sheet.id)), word)
    if plan.left or plan.faults:
        raise Refused(Reason.UNANSWERED_LEFT, left=len(plan.left))
    for card in plan.unchanged:
        record(turn, sheet, card, Said(Saying.NO_CHANGE), form)
    months = turn.at(sheet.cycle.office_id).office.rules.dispatch.unchanged_months
    if look(turn.session, sheet.id).tally.drafted:
        hand_in(turn.session, sheet.one, form, months)
    return Shown(panel(turn, look(turn.session, sheet.id)), turn.tr.plain("Submitted."))


def current(turn: Turn, press: UploadPress) -> View:
    """The preview as it holds now."""
    row = _row(turn, press)
    sheet = taken(turn, row.subject_id or 0)
    return preview(turn, row, sheet, plan_of(sheet, planned(row)))


def seen(scene: Scene, row: Outbox) -> View:
    """The preview of a form that came back."""
    sheet = look(scene.session, row.subject_id or 0)
    return preview(scene, row, sheet, plan_of(sheet, planned(row)))


_WORKBOOKS = (
    filters.Document.FileExtension("xlsx")
    | filters.Document.FileExtension("xlsm")
    | filters.Document.FileExtension("xls")
    | filters.Document.FileExtension("et")
)

ROUTES: tuple[Route, ...] = (
    on_press(FormPress, asked_for),
    on_press(UploadPress, confirmed, current),
    on_document(_WORKBOOKS, read, came_back),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "form": form_sent,
    "form_read": seen,
    "form_refused": refused,
}
