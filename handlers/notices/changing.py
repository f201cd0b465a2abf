"""Other words for a notice that goes out or has gone: what waits goes so, what is out is edited."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from telegram import Message

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.buttons import EditNoticePress
from handlers.notices.new_words import ask_for
from handlers.notices.page import page
from handlers.notices.seen import own_notice
from handlers.notices.writing.incoming import part_of
from handlers.pressing import on_press
from handlers.view import Ask, Key, View, clip, in_rows, lines
from models.focus import Focus, Topic
from models.notices.changing import edit
from models.notices.content import Album, Content, File, Part, Poll, Text, check, places, plain
from models.notices.notices import GONE_OUT, Notice, content_now, notice_id
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused

ANSWERS = ("notice_edited", "notice_page")
"""What new words are answered with, as they hold at once or wait for a colleague."""


def asked(turn: Turn, press: EditNoticePress) -> View:
    """Other words for which message, and please send them."""
    return question(turn, own_notice(turn, press.notice), press.place)


def asked_said(scene: Scene, row: Outbox) -> View:
    """The same as a new message."""
    return question(scene, own_notice(scene, row.subject_id or 0), int(row.params["place"]))


def question(scene: Scene, notice: Notice, at: int) -> View:
    """What the message at a place says now; Refused(GONE) when there is none to change."""
    tr, number = scene.tr, notice_id(notice)
    if notice.state not in GONE_OUT:
        raise Refused(Reason.GONE)
    found = places(content_now(scene.session, notice))
    if at not in range(len(found)):
        raise Refused(Reason.GONE)
    place = found[at]
    text = lines(
        words.heading(scene, notice),
        tr("<b>Message {n} of {total}</b> says now:", n=at + 1, total=len(found)),
        tr("<i>{text}</i>", text=clip(_words(place), 1500)),
        tr("A poll cannot be changed.")
        if isinstance(place, Poll)
        else tr("Please send the new words; of a file, send the caption or another file."),
        tr("Whoever has it sees the new words, marked by Telegram as edited."),
    )
    keys = [Key(str(n + 1), EditNoticePress(number, n)) for n in range(len(found)) if n != at]
    asks = Ask(Topic.NOTICE_EDIT, number, at)
    view = View(text, [*in_rows(keys, 5), [words.back(scene, notice)]])
    return view if isinstance(place, Poll) else replace(view, asks=asks)


def _words(place: Text | File | Poll) -> str:
    if isinstance(place, Poll):
        return place.question
    return plain(place.html)


def heard(turn: Turn, message: Message, focus: Focus) -> None:
    """The new words: what waits goes out so, what has gone is edited.

    What needed a second pair of eyes needs one again.
    """
    if any(answered(turn.session, turn.update_id, kind) for kind in ANSWERS):
        return
    notice = own_notice(turn, focus.subject_id or 0)
    part = part_of(message)
    if part is None:
        raise Refused(Reason.MESSAGES_DIFFER)
    check(Content(parts=(part,)))
    content = changed(content_now(turn.session, notice), focus.aside or 0, part)
    if notice.approved_by is not None:
        ask_for(turn, notice, content)
        return
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


def current(turn: Turn, press: EditNoticePress) -> View:
    """The notice as it is now, when something was refused."""
    return page(turn, own_notice(turn, press.notice))


ROUTES: tuple[Route, ...] = (on_press(EditNoticePress, asked, current),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_edit_asked": asked_said,
    "notice_edited": edited_said,
}
