"""The receipts of a notice as a workbook, handed over in chat."""

import io
from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices.buttons import NoticeBookPress
from handlers.notices.seen import read_notice
from handlers.notices.workbook import write_receipts
from handlers.pressing import on_press
from handlers.view import Paper, Shown, View
from models.notices.notices import notice_id
from models.outbox import Outbox


def asked(turn: Turn, press: NoticeBookPress) -> Shown:
    """Have the receipts sent as a workbook."""
    notice = read_notice(turn, press.notice)
    turn.hand_over("notice_book", notice_id(notice), {"as": "xlsx"})
    return Shown(toast=turn.tr.plain("The workbook is on its way."))


def said(scene: Scene, row: Outbox) -> View:
    """The workbook with one line about it."""
    notice, tr = read_notice(scene, row.subject_id or 0), scene.tr
    text = tr(
        "Receipts of notice {number}, as of {now}.", number=notice.id, now=tr.moment(scene.now)
    )
    name, target = tr.plain("Notice {number}.xlsx", number=notice.id), io.BytesIO()
    zone = scene.at(notice.office_id).office.zone
    write_receipts(scene.session, tr, target, notice, zone)
    return View(text, paper=Paper(name, target.getvalue()))


ROUTES: tuple[Route, ...] = (on_press(NoticeBookPress, asked),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"notice_book": said}
