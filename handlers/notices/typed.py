"""`/notices` with a number and a word: what the buttons of a notice that is written do, by text."""

from collections.abc import Callable, Mapping

from handlers.context import Turn
from handlers.notices.approval import let_go, to_approve
from handlers.notices.seen import own_notice, read_notice
from models.notices.changing import stop
from models.notices.notices import Notice, notice_id
from models.notices.nudging import nudge
from models.notices.sending import reject, take_back
from models.outbox import answered
from models.refusals import Reason, Refused
from models.understanding.first_word import plain_word, split_word

Deed = Callable[[Turn, int, str], Notice]


def act(turn: Turn, number: int, words: str) -> None:
    """Do what the word says and show the notice; Refused(NOTICE_UNCLEAR) for any other word."""
    if answered(turn.session, turn.update_id, "notice_page"):
        return
    word, rest = split_word(words)
    deed = DEEDS.get(plain_word(word))
    if deed is None:
        raise Refused(Reason.NOTICE_UNCLEAR)
    turn.say("notice_page", notice_id(deed(turn, number, rest)))


def _show(turn: Turn, number: int, _rest: str) -> Notice:
    return read_notice(turn, number)


def _approve(turn: Turn, number: int, _rest: str) -> Notice:
    notice = to_approve(turn, number)
    let_go(turn, notice)
    return notice


def _return(turn: Turn, number: int, rest: str) -> Notice:
    notice = to_approve(turn, number)
    reject(turn.session, notice, rest, turn.me.id, turn.now)
    return notice


def _take_back(turn: Turn, number: int, _rest: str) -> Notice:
    notice = own_notice(turn, number)
    take_back(turn.session, notice, turn.me.id, turn.now)
    return notice


def _remind(turn: Turn, number: int, _rest: str) -> Notice:
    notice = own_notice(turn, number)
    nudge(turn.session, notice, turn.at(notice.office_id).office.calendar, turn.me.id, turn.now)
    return notice


def _stop(turn: Turn, number: int, _rest: str) -> Notice:
    notice = own_notice(turn, number)
    stop(turn.session, notice, turn.me.id, turn.now)
    return notice


DEEDS: Mapping[str, Deed] = {
    "": _show,
    **dict.fromkeys(("approve", "同意", "同意发送"), _approve),
    **dict.fromkeys(("return", "退回"), _return),
    **dict.fromkeys(("withdraw", "撤回"), _take_back),
    **dict.fromkeys(("remind", "提醒", "催确认"), _remind),
    **dict.fromkeys(("stop", "停止", "停发"), _stop),
}
"""What is to be done, as it is typed."""
