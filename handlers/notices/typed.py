"""`/notices` with a number and a word: what the buttons of a notice that is written do, by text."""

from collections.abc import Callable, Mapping

from handlers.context import Turn
from handlers.notices import new_words
from handlers.notices.approval import let_go, to_approve
from handlers.notices.buttons import Heap
from handlers.notices.changing import question
from handlers.notices.nudging import remind
from handlers.notices.seen import office_of, own_notice, read_notice
from handlers.view import clip
from models.notices.ending import delete, stop
from models.notices.notices import GONE_OUT, Notice, notice_id
from models.notices.polls import result_of, results
from models.notices.sending import reject, take_back
from models.outbox import answered
from models.refusals import Reason, Refused
from models.slips.addressees import addressee_called
from models.understanding.first_word import plain_word, split_word
from models.units import unit_id

Deed = Callable[[Turn, int, str], None]
_SURELY = frozenset({"at all", "全部", "所有"})


def act(turn: Turn, number: int, words: str) -> None:
    """Do what the word says and show what came of it; Refused(NOTICE_DEED_UNCLEAR) else."""
    word, rest = split_word(words)
    deed = DEEDS.get(plain_word(word))
    if deed is None:
        raise Refused(Reason.NOTICE_DEED_UNCLEAR)
    if not answered(turn.session, turn.update_id, "notice_page"):
        deed(turn, number, rest)


def _page(turn: Turn, notice: Notice) -> None:
    turn.say("notice_page", notice_id(notice))


def _show(turn: Turn, number: int, _rest: str) -> None:
    _page(turn, read_notice(turn, number))


def _approve(turn: Turn, number: int, _rest: str) -> None:
    notice = own_notice(turn, number)
    if notice.state in GONE_OUT:
        new_words.let_go(turn, notice)
    else:
        let_go(turn, to_approve(turn, number))
    _page(turn, notice)


def _look(turn: Turn, number: int, _rest: str) -> None:
    new_words.bring(turn, own_notice(turn, number))


def _return(turn: Turn, number: int, rest: str) -> None:
    notice = to_approve(turn, number)
    reject(turn.session, notice, rest, turn.me.id, turn.now)
    _page(turn, notice)


def _take_back(turn: Turn, number: int, _rest: str) -> None:
    notice = own_notice(turn, number)
    take_back(turn.session, notice, turn.me.id, turn.now)
    _page(turn, notice)


def _remind(turn: Turn, number: int, _rest: str) -> None:
    notice = own_notice(turn, number)
    remind(turn, notice)
    _page(turn, notice)


def _stop(turn: Turn, number: int, _rest: str) -> None:
    notice = own_notice(turn, number)
    stop(turn.session, notice, turn.me.id, turn.now)
    _page(turn, notice)


def _edit(turn: Turn, number: int, rest: str) -> None:
    """The first message of it, or the one that is numbered."""
    notice, at = own_notice(turn, number), _counted(rest)
    question(turn, notice, at)
    turn.say("notice_edit_asked", number, {"place": at})


def _counted(rest: str) -> int:
    """A number that counts from 1, as one that counts from 0; the first one without any."""
    return int(rest[:3]) - 1 if rest.isascii() and rest.isdigit() else 0


def _delete(turn: Turn, number: int, rest: str) -> None:
    """Asked once; “delete at all” is the answer."""
    if plain_word(rest) in _SURELY:
        _delete_at_all(turn, number, rest)
        return
    if own_notice(turn, number).state not in GONE_OUT:
        raise Refused(Reason.ALREADY_DECIDED)
    turn.say("notice_delete_asked", number)


def _delete_at_all(turn: Turn, number: int, _rest: str) -> None:
    notice = own_notice(turn, number)
    delete(turn.session, notice, turn.me.id, turn.now)
    _page(turn, notice)


def _recipients(turn: Turn, number: int, rest: str) -> None:
    heap = HEAPS.get(plain_word(rest), Heap.ALL)
    turn.say("notice_receipts", notice_id(read_notice(turn, number)), {"heap": heap.value})


def _units(turn: Turn, number: int, rest: str) -> None:
    """The counts of all units; of a unit that is named its persons; Refused(UNKNOWN_UNIT)."""
    notice = read_notice(turn, number)
    if not rest:
        turn.say("notice_by_unit", notice_id(notice))
        return
    unit = addressee_called(turn.session, office_of(turn, notice), rest)
    if unit is None:
        raise Refused(Reason.UNKNOWN_UNIT, text=clip(rest, 60))
    turn.say("notice_of_unit", notice_id(notice), {"unit": unit_id(unit)})


def _replies(turn: Turn, number: int, _rest: str) -> None:
    turn.say("notice_replies", notice_id(read_notice(turn, number)))


def _workbook(turn: Turn, number: int, _rest: str) -> None:
    turn.say("notice_book", notice_id(read_notice(turn, number)))


def _poll(turn: Turn, number: int, rest: str) -> None:
    """The first poll of it, or the one that is numbered."""
    notice, at = read_notice(turn, number), _counted(rest)
    result_of(results(turn.session, notice), at)
    turn.say("notice_poll", number, {"poll": at})


HEAPS: Mapping[str, Heap] = {
    **dict.fromkeys(("confirmed", "已确认"), Heap.CONFIRMED),
    **dict.fromkeys(("unconfirmed", "sent", "未确认", "已送达"), Heap.SENT),
    **dict.fromkeys(("unknown", "不明"), Heap.UNKNOWN),
    **dict.fromkeys(("undeliverable", "failed", "未送达"), Heap.UNDELIVERABLE),
    **dict.fromkeys(("waiting", "待发"), Heap.WAITING),
    **dict.fromkeys(("withdrawn", "已撤回"), Heap.WITHDRAWN),
}
"""Which recipients, as it is typed; all of them for anything else."""

DEEDS: Mapping[str, Deed] = {
    "": _show,
    **dict.fromkeys(("look", "复核", "查看修改稿"), _look),
    **dict.fromkeys(("approve", "同意", "同意发送"), _approve),
    **dict.fromkeys(("return", "退回"), _return),
    **dict.fromkeys(("withdraw", "撤回"), _take_back),
    **dict.fromkeys(("remind", "提醒", "催确认"), _remind),
    **dict.fromkeys(("stop", "停止", "停发"), _stop),
    **dict.fromkeys(("edit", "change", "修改", "改"), _edit),
    **dict.fromkeys(("delete", "删除"), _delete),
    **dict.fromkeys(("删除全部", "全部删除"), _delete_at_all),
    **dict.fromkeys(("recipients", "receipts", "回执", "接收人"), _recipients),
    **dict.fromkeys(("units", "unit", "单位"), _units),
    **dict.fromkeys(("replies", "回复"), _replies),
    **dict.fromkeys(("workbook", "表格", "导出"), _workbook),
    **dict.fromkeys(("poll", "投票"), _poll),
}
"""What is to be done, as it is typed."""
