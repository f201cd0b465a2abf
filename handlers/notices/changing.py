"""What can still be done about a notice that goes out: stop it, change its words, delete it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from markupsafe import Markup
from telegram import Message

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.buttons import (
    DeleteNoticePress,
    EditNoticePress,
    StopNoticePress,
    Twice,
)
from handlers.notices.page import page
from handlers.notices.seen import own_notice
from handlers.notices.writing.incoming import part_of
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Ask, Key, Shown, View, clip, in_rows, lines
from models.focus import Focus, Topic
from models.notices.changing import delete, edit, stop
from models.notices.content import Album, Content, File, Part, Poll, Text, places, plain
from models.notices.notices import GONE_OUT, NoticeState, content_now, notice_id
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused


def stopped(turn: Turn, press: StopNoticePress) -> View | Shown:
    """Stop what has not gone, after one more look."""
    notice, tr = own_notice(turn, press.notice), turn.tr
    if press.sure is Sure.ASK:
        if notice.state is not NoticeState.SENDING:
            raise Refused(Reason.ALREADY_DECIDED)
        yes = Key(tr.plain("Stop"), StopNoticePress(press.notice, Sure.YES))
        question = tr("Stop what has not gone yet? It cannot be started again.")
        text = lines(words.heading(turn, notice), question)
        return View(text, [[yes, words.back(turn, notice)]])
    n = stop(turn.session, notice, turn.me.id, turn.now)
    word = tr.plain_plural("Stopped: {n} message.", "Stopped: {n} messages.", n)
    return Shown(page(turn, notice), word)


def deleted(turn: Turn, press: DeleteNoticePress) -> View | Shown:
    """Delete what has gone, after two more looks; it says how many could not be."""
    notice, tr = own_notice(turn, press.notice), turn.tr
    if press.sure is Twice.YES:
        found = delete(turn.session, notice, turn.me.id, turn.now)
        word = tr.plain(
            "Being deleted: {n}. Too old for Telegram: {old}. Not known where: {doubt}.",
            n=found.asked,
            old=found.too_old,
            doubt=found.in_doubt,
        )
        return Shown(page(turn, notice), word, alert=True)
    if notice.state not in GONE_OUT:
        raise Refused(Reason.ALREADY_DECIDED)
    question, label, then = _question(turn, press)
    text = lines(words.heading(turn, notice), question)
    yes = Key(label, DeleteNoticePress(press.notice, then))
    return View(text, [[words.back(turn, notice)], [yes]])


def _question(turn: Turn, press: DeleteNoticePress) -> tuple[Markup, str, Twice]:
    tr = turn.tr
    if press.sure is Twice.ASK:
        return (
            tr(
                "Delete it at everybody who has got it? Telegram allows that within 48 hours; the "
                "record of it stays."
            ),
            tr.plain("Delete"),
            Twice.AGAIN,
        )
    return (
        tr("<b>Really delete it at all recipients?</b> This cannot be taken back."),
        tr.plain("Delete at all"),
        Twice.YES,
    )


def asked(turn: Turn, press: EditNoticePress) -> View:
    """Other words for which message, and please send them."""
    notice, tr = own_notice(turn, press.notice), turn.tr
    if notice.state not in GONE_OUT:
        raise Refused(Reason.GONE)
    found = places(content_now(turn.session, notice))
    if press.place not in range(len(found)):
        raise Refused(Reason.GONE)
    place = found[press.place]
    text = lines(
        words.heading(turn, notice),
        tr("<b>Message {n} of {total}</b> says now:", n=press.place + 1, total=len(found)),
        tr("<i>{text}</i>", text=clip(_words(place), 1500)),
        tr("A poll cannot be changed.")
        if isinstance(place, Poll)
        else tr("Please send the new words; of a file, send the caption or another file."),
        tr("Whoever has it sees the new words, marked by Telegram as edited."),
    )
    keys = [
        Key(str(n + 1), EditNoticePress(press.notice, n))
        for n in range(len(found))
        if n != press.place
    ]
    asks = Ask(Topic.NOTICE_EDIT, notice_id(notice), press.place)
    view = View(text, [*in_rows(keys, 5), [words.back(turn, notice)]])
    return view if isinstance(place, Poll) else replace(view, asks=asks)


def _words(place: Text | File | Poll) -> str:
    if isinstance(place, Poll):
        return place.question
    return plain(place.html)


def heard(turn: Turn, message: Message, focus: Focus) -> None:
    """The new words: what waits goes out so, what has gone is edited."""
    if answered(turn.session, turn.update_id, "notice_edited"):
        return
    notice = own_notice(turn, focus.subject_id or 0)
    part = part_of(message)
    if part is None:
        raise Refused(Reason.MESSAGES_DIFFER)
    content = changed(content_now(turn.session, notice), focus.aside or 0, part)
    n = edit(turn.session, notice, content, turn.me.id, turn.now)
    turn.say("notice_edited", notice_id(notice), {"n": n})


def changed(content: Content, place: int, part: Part) -> Content:
    """A content with other words, or another file, at one of its messages."""
    found, at = [], 0
    for one in content.parts:
        size = len(one.items) if isinstance(one, Album) else 1
        inside = place - at
        found.append(_replaced(one, inside, part) if 0 <= inside < size else one)
        at += size
    return Content(parts=tuple(found))


def _replaced(one: Part, inside: int, part: Part) -> Part:
    if isinstance(one, Album):
        items = list(one.items)
        items[inside] = _file(items[inside], part)
        return Album(items=tuple(items))
    if isinstance(one, File):
        return _file(one, part)
    return part


def _file(old: File, part: Part) -> File:
    """A text is the caption of the file that is there; a file takes its place."""
    if isinstance(part, Text):
        return old.model_copy(update={"html": part.html})
    if isinstance(part, File):
        return part
    raise Refused(Reason.MESSAGES_DIFFER)


def edited_said(scene: Scene, row: Outbox) -> View:
    """How many copies are being edited; the page tells how many could not be."""
    tr, notice = scene.tr, own_notice(scene, row.subject_id or 0)
    view = page(scene, notice)
    head = tr("Being changed at those who have it: {n}.", n=row.params["n"])
    return replace(view, text=lines(head, view.text))


def current(turn: Turn, press: StopNoticePress | DeleteNoticePress | EditNoticePress) -> View:
    """The notice as it is now, when something was refused."""
    return page(turn, own_notice(turn, press.notice))


ROUTES: tuple[Route, ...] = (
    on_press(StopNoticePress, stopped, current),
    on_press(DeleteNoticePress, deleted, current),
    on_press(EditNoticePress, asked, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"notice_edited": edited_said}
