"""确认收到 below a notice on a notice board: it counts for the person who presses."""

from handlers.context import Turn
from handlers.hearing import Route
from handlers.notices.buttons import ConfirmNoticePress
from handlers.pressing import on_board_press
from handlers.view import Shown
from models.notices.copies import copy_by_id
from models.notices.notices import notice_by_id
from models.notices.on_boards import confirm_on_board


def confirmed(turn: Turn, press: ConfirmNoticePress) -> Shown:
    """Told to the presser alone; what stands in the group stays as it is."""
    if turn.actor is None:
        word = turn.tr.plain("Only people whom the reform office has invited can confirm here.")
        return Shown(toast=word, alert=True)
    copy = copy_by_id(turn.session, press.copy)
    notice = notice_by_id(turn.session, copy.notice_id)
    since = confirm_on_board(turn.session, notice, copy, turn.chat_id, turn.me.id, turn.now)
    when = turn.tr.moment(since)
    return Shown(toast=turn.tr.plain("Confirmed {when}. Thank you.", when=when))


PRESSES: tuple[Route, ...] = (on_board_press(ConfirmNoticePress, confirmed),)
"""The only buttons that do anything in a group."""
