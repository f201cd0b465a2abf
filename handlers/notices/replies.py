"""What was written back to a notice, in one place: who, when, every version, and the files."""

from collections.abc import Callable, Mapping

from markupsafe import Markup
from sqlmodel import col, select

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.buttons import NoticeReplyPress, RepliesPress
from handlers.notices.seen import read_notice
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, Medium, Shown, View, clip, in_rows, lines
from models.authority import Act
from models.notices.copies import copy_by_id
from models.notices.notices import Notice, notice_id
from models.notices.replies import NoticeReply, Said, replies
from models.outbox import Outbox

ON_A_PAGE = 12


def listed(turn: Turn, press: RepliesPress) -> View:
    """A page of the replies."""
    return page(turn, read_notice(turn, press.notice), press.page)


def listed_said(scene: Scene, row: Outbox) -> View:
    """The replies as a new message."""
    return page(scene, read_notice(scene, row.subject_id or 0), 0)


def page(scene: Scene, notice: Notice, number: int) -> View:
    """One line for everybody who replied, with the last word; a tap opens all of it."""
    tr = scene.tr
    found: dict[int, list[Said]] = {}
    for one in replies(scene.session, notice):
        found.setdefault(one.reply.copy_id, []).append(one)
    shown = page_of(list(found.items()), number, ON_A_PAGE)
    text = lines(
        words.heading(scene, notice),
        tr("Replied: {n}", n=len(found)),
        *(_line(scene, said) for _, said in shown.items),
    )
    keys = [
        Key(clip(said[-1].person.name, 20), NoticeReplyPress(copy)) for copy, said in shown.items
    ]
    turning = page_keys(tr, shown, lambda to: RepliesPress(notice_id(notice), to))
    return View(text, [*in_rows(keys, 2), turning, [words.back(scene, notice)]])


def _line(scene: Scene, said: list[Said]) -> Markup:
    tr, last = scene.tr, said[-1]
    return tr(
        "{unit} · {name}, {when}: {text}",
        unit=clip(last.unit.name, 24) if last.unit else "",
        name=clip(last.person.name, 24),
        when=tr.moment(last.reply.said_at),
        text=clip(last.reply.text or last.reply.name or tr.plain("a file"), 60),
    )


def opened(turn: Turn, press: NoticeReplyPress) -> Shown:
    """Everything one recipient wrote back, the newest last; the files follow."""
    turn.me.require(Act.READ_NOTICES)
    copy = copy_by_id(turn.session, press.copy)
    notice, tr = read_notice(turn, copy.notice_id), turn.tr
    said = [one for one in replies(turn.session, notice) if one.reply.copy_id == copy.id]
    text = lines(
        words.heading(turn, notice),
        *(
            tr(
                "<b>{n}. {name}, {when}</b>\n{text}",
                n=n,
                name=clip(one.person.name, 24),
                when=tr.moment(one.reply.said_at),
                text=clip(one.reply.text or one.reply.name or tr.plain("a file"), 900),
            )
            for n, one in enumerate(said, 1)
        ),
    )
    files = [one.reply.id for one in said if one.reply.file_id]
    for one in files:
        turn.say("notice_reply_file", one)
    n = len(files)
    toast = tr.plain_plural("{n} file follows.", "{n} files follow.", n) if n else ""
    back = Key(tr.plain("Replies"), RepliesPress(copy.notice_id, 0))
    return Shown(View(text, [[back, words.back(turn, notice)]]), toast)


def file_said(scene: Scene, row: Outbox) -> View | None:
    """One file of a reply, with its words."""
    found = scene.session.exec(
        select(NoticeReply).where(col(NoticeReply.id) == row.subject_id)
    ).first()
    if found is None or found.shown is None:
        return None
    read_notice(scene, copy_by_id(scene.session, found.copy_id).notice_id)
    text = scene.tr("{text}", text=clip(found.text, 900))
    return View(text, media=[Medium(found.shown.value, found.file_id)])


ROUTES: tuple[Route, ...] = (
    on_press(RepliesPress, listed),
    on_press(NoticeReplyPress, opened),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_replies": listed_said,
    "notice_reply_file": file_said,
}
