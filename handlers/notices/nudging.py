"""Reminding those who have not confirmed a notice, with one tap or word, and what came of it."""

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices.buttons import NudgeNoticePress
from handlers.notices.page import page
from handlers.notices.seen import own_notice
from handlers.pressing import on_press
from handlers.view import Shown, View
from models.notices.notices import Notice
from models.notices.nudging import NudgePlan, nudge
from models.notices.receipts import receipts


def nudged(turn: Turn, press: NudgeNoticePress) -> Shown:
    """Remind the unconfirmed with one tap; a second says that it is done, and when."""
    notice = own_notice(turn, press.notice)
    plan = remind(turn, notice)
    return Shown(page(turn, notice), _word(turn, notice, plan), alert=not plan.told)


def remind(turn: Turn, notice: Notice) -> NudgePlan:
    """Remind them; refused as `models.notices.nudging.nudge`."""
    calendar = turn.at(notice.office_id).office.calendar
    return nudge(turn.session, notice, calendar, turn.me.id, turn.now)


def _word(turn: Turn, notice: Notice, plan: NudgePlan) -> str:
    tr = turn.tr
    if plan.told:
        n = len(plan.told)
        return tr.plain_plural("Reminded: {n} person.", "Reminded: {n} people.", n)
    if plan.before:
        return tr.plain("Reminded already, {when}.", when=_when(turn, notice))
    if plan.today:
        return tr.plain("They were reminded of another notice today; tomorrow is soon enough.")
    return tr.plain("Nobody is left to remind.")


def _when(scene: Scene, notice: Notice) -> str:
    asked = [one.copy.nudged_at for one in receipts(scene.session, notice) if one.copy.nudged_at]
    return scene.tr.moment(max(asked)) if asked else ""


def current(turn: Turn, press: NudgeNoticePress) -> View:
    """The notice as it is now, when something was refused."""
    return page(turn, own_notice(turn, press.notice))


ROUTES: tuple[Route, ...] = (on_press(NudgeNoticePress, nudged, current),)
