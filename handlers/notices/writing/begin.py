"""/notice: the draft that was begun, or a new one; and everything its buttons do, by text."""

from collections.abc import Callable, Mapping

from handlers.context import Turn
from handlers.hearing import Route, on_command
from handlers.notices.seen import own_draft
from handlers.notices.writing.buttons import Asked
from handlers.notices.writing.names import heard as whom_heard
from handlers.notices.writing.preview import complete, preview
from handlers.notices.writing.sending import looked_at, send_now
from handlers.notices.writing.terms import by_heard, change, when_heard
from models.authority import Act
from models.focus import Focus
from models.notices.content import Content
from models.notices.drafting import discard, draft, hold
from models.notices.notices import Notice, NoticeState, content_now, notice_id, notices_of
from models.notices.seals import seal
from models.outbox import answered
from models.refusals import Reason, Refused
from models.understanding.first_word import plain_word, split_word
from models.units import unit_id

DONE_WORDS = frozenset({"done", "完成", "好了", "写完了", "就这些"})
ANSWERS = (
    "notice_parts",
    "notice_form",
    "notice_whom",
    "notice_units",
    "notice_preview",
    "notice_send",
    "notice_page",
    "notice_thrown",
)
"""What a text at a draft is answered with: an update that is heard twice does nothing twice."""


def command(turn: Turn) -> None:
    """`/notice`, or `/notice` with a word and what belongs to it."""
    turn.me.require(Act.WRITE_NOTICE)
    if _answered(turn):
        return
    notice = _begun(turn)
    if turn.text.strip():
        act(turn, notice, turn.text)
    elif content_now(turn.session, notice).parts:
        turn.say("notice_form", notice_id(notice))
    else:
        turn.say("notice_parts", notice_id(notice), {"at": -1})


def _answered(turn: Turn) -> bool:
    return any(answered(turn.session, turn.update_id, kind) for kind in ANSWERS)


def _begun(turn: Turn) -> Notice:
    """This person's newest draft at the office where they stand, or a new one."""
    office = unit_id(turn.me.units(Act.WRITE_NOTICE)[0])
    drafts = notices_of(turn.session, office, NoticeState.DRAFT)
    mine = next((one for one in drafts if one.author_id == turn.me.id), None)
    return mine or draft(turn.session, office, Content(), turn.me.id, turn.now)


def text_heard(turn: Turn, asked: Focus) -> None:
    """A text at a page of a draft, but for its parts; Refused(NOTICE_UNCLEAR) for none."""
    if _answered(turn):
        return
    notice = own_draft(turn, asked.subject_id or 0)
    words = turn.text.strip()
    if not words:
        raise Refused(Reason.NOTICE_UNCLEAR)
    if plain_word(split_word(words)[0]) in DEEDS:
        act(turn, notice, words)
        return
    match asked.aside:
        case Asked.WHOM:
            whom_heard(turn, notice, words)
        case Asked.WHEN:
            when_heard(turn, notice, words)
        case Asked.BY:
            by_heard(turn, notice, words)
        case _:
            act(turn, notice, words)


def done_heard(turn: Turn, asked: Focus) -> bool:
    """Whether a text among the parts says that these are all; then the draft is shown."""
    if plain_word(turn.text) not in DONE_WORDS:
        return False
    turn.say("notice_form", notice_id(own_draft(turn, asked.subject_id or 0)))
    return True


Deed = Callable[[Turn, Notice, str], None]


def act(turn: Turn, notice: Notice, text: str) -> None:
    """What a button of the draft does, as it is typed; Refused(NOTICE_UNCLEAR)."""
    word, rest = split_word(text.strip())
    deed = DEEDS.get(plain_word(text)) or DEEDS.get(plain_word(word))
    if deed is None:
        raise Refused(Reason.NOTICE_UNCLEAR)
    deed(turn, notice, rest)


def _show(turn: Turn, notice: Notice, _rest: str) -> None:
    turn.say("notice_form", notice_id(notice))


def _parts(turn: Turn, notice: Notice, _rest: str) -> None:
    turn.say("notice_parts", notice_id(notice), {"at": -1})


def _urgent(turn: Turn, notice: Notice, _rest: str) -> None:
    change(turn, notice, urgent=not notice.urgent)
    turn.say("notice_form", notice_id(notice))


def _reply(turn: Turn, notice: Notice, _rest: str) -> None:
    change(turn, notice, reply=not notice.reply)
    turn.say("notice_form", notice_id(notice))


def _preview(turn: Turn, notice: Notice, _rest: str) -> None:
    preview(turn, notice)


def _send(turn: Turn, notice: Notice, _rest: str) -> None:
    complete(turn, notice)
    turn.say("notice_send", notice_id(notice), {"seal": seal(turn.session, notice)})


def _send_to_all(turn: Turn, notice: Notice, _rest: str) -> None:
    """The answer to the preview or the last look, while it is what was looked at."""
    hold(turn.session, notice)
    if looked_at(turn, notice):
        send_now(turn, notice)
        turn.say("notice_page", notice_id(notice))
    else:
        _send(turn, notice, "")


def _throw(turn: Turn, notice: Notice, _rest: str) -> None:
    discard(turn.session, notice, turn.me.id, turn.now)
    turn.say("notice_thrown", notice_id(notice))


def _whom(turn: Turn, notice: Notice, rest: str) -> None:
    if rest:
        whom_heard(turn, notice, rest)
    else:
        turn.say("notice_whom", notice_id(notice))


DEEDS: Mapping[str, Deed] = {
    **dict.fromkeys(("parts", "text", "内容", "正文"), _parts),
    **dict.fromkeys(DONE_WORDS, _show),
    **dict.fromkeys(("to", "for", "发给", "对象"), _whom),
    **dict.fromkeys(("at", "when", "时间"), when_heard),
    **dict.fromkeys(("urgent", "加急", "紧急"), _urgent),
    **dict.fromkeys(("confirm", "确认"), by_heard),
    **dict.fromkeys(("reply", "回复"), _reply),
    **dict.fromkeys(("preview", "预览"), _preview),
    **dict.fromkeys(("send", "发送", "下发"), _send),
    **dict.fromkeys(("send to all", "确认发送", "全部发送"), _send_to_all),
    **dict.fromkeys(("throw away", "throw", "discard", "作废", "删除草稿"), _throw),
}
"""What is to be done, as it is typed."""

ROUTES: tuple[Route, ...] = (on_command("notice", command),)
