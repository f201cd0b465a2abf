"""`/circular` with a month and a word: everything that the buttons of a circular do, by text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.circulars.approval import give_back, sign, take_back
from handlers.circulars.buttons import How
from handlers.circulars.confirmations import remind
from handlers.circulars.drafting import anew, bring, meant, said_already, show
from handlers.circulars.sections import PARTS, write
from handlers.circulars.seen import changeable, own_circular, to_approve
from handlers.circulars.sending import send
from handlers.circulars.word_file import newest_file, take_over
from handlers.context import Turn
from handlers.hearing import Route, on_command
from handlers.slips.buttons import Form
from models.calendar import Month
from models.circulars.circulars import Circular, Part, circular_id
from models.refusals import Reason, Refused
from models.understanding.first_word import plain_word, split_word

_MONTH = re.compile(r"^(\d{4})[-年./](\d{1,2})月?(?=\s|$)\s*")

Deed = Callable[[Turn, Circular, str], None]


def command(turn: Turn) -> None:
    """`/circular`, `/circular 2026-10`, `/circular submit`, `/circular text 1 …`."""
    text, month = turn.text.strip(), None
    if found := _MONTH.match(text):
        text, month = text[found.end() :], _month(found)
    word, rest = split_word(text)
    deed = DEEDS.get(plain_word(word))
    if word and deed is None:
        turn.me  # noqa: B018  a stranger is refused by asking who it is
        raise Refused(Reason.CIRCULAR_UNCLEAR)
    if said_already(turn):
        return
    circular = meant(turn, month)
    if deed is None:
        show(turn, circular)
    else:
        deed(turn, circular, rest)


def _month(found: re.Match[str]) -> Month:
    try:
        return Month.parse(f"{found[1]}-{int(found[2]):02d}")
    except ValueError:
        raise Refused(Reason.CIRCULAR_UNCLEAR) from None


def _submit(turn: Turn, circular: Circular, _rest: str) -> None:
    bring(turn, own_circular(turn, circular_id(circular)), circular.version)
    show(turn, circular)


def _approve(turn: Turn, circular: Circular, _rest: str) -> None:
    sign(turn, to_approve(turn, circular_id(circular)), circular.version)
    show(turn, circular)


def _return(turn: Turn, circular: Circular, rest: str) -> None:
    give_back(turn, to_approve(turn, circular_id(circular)), circular.version, rest)


def _withdraw(turn: Turn, circular: Circular, rest: str) -> None:
    take_back(turn, own_circular(turn, circular_id(circular)), rest)


def _anew(turn: Turn, circular: Circular, _rest: str) -> None:
    anew(turn, changeable(turn, circular_id(circular), circular.version))
    show(turn, circular)


def _send(turn: Turn, circular: Circular, _rest: str) -> None:
    send(turn, own_circular(turn, circular_id(circular)))
    show(turn, circular)


def _remind(turn: Turn, circular: Circular, _rest: str) -> None:
    remind(turn, own_circular(turn, circular_id(circular)))
    show(turn, circular)


def _take(turn: Turn, circular: Circular, _rest: str) -> None:
    show(turn, take_over(turn, newest_file(turn, circular)))


def _change(turn: Turn, circular: Circular, rest: str) -> None:
    _write(turn, circular, rest, How.CHANGE)


def _add(turn: Turn, circular: Circular, rest: str) -> None:
    _write(turn, circular, rest, How.ADD)


def _write(turn: Turn, circular: Circular, rest: str, how: How) -> None:
    """The number of a section (0 is the opening), then its words."""
    number, words = split_word(rest)
    worded = replace(turn, text=words)
    write(worded, circular_id(circular), circular.version, _section(number), how)


def _section(number: str) -> Part:
    if not number.isascii() or not number.isdigit() or int(number[:3]) >= len(PARTS):
        raise Refused(Reason.CIRCULAR_UNCLEAR)
    return PARTS[int(number[:3])]


def _paper(form: Form) -> Deed:
    def said(turn: Turn, circular: Circular, _rest: str) -> None:
        turn.say("circular_paper", circular_id(circular), {"form": form.value})

    return said


DEEDS: Mapping[str, Deed] = {
    "submit": _submit,
    "报批": _submit,
    "approve": _approve,
    "签发": _approve,
    "return": _return,
    "退回": _return,
    "withdraw": _withdraw,
    "撤回": _withdraw,
    "anew": _anew,
    "重新生成": _anew,
    "send": _send,
    "下发": _send,
    "remind": _remind,
    "催确认": _remind,
    "take": _take,
    "采用": _take,
    "text": _change,
    "正文": _change,
    "add": _add,
    "补充": _add,
    "pdf": _paper(Form.PDF),
    "word": _paper(Form.DOCX),
    "docx": _paper(Form.DOCX),
}
"""What is to be done, as it is typed."""

ROUTES: tuple[Route, ...] = (on_command("circular", command),)
