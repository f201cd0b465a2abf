"""A notice as its reader gets it: its messages, the lines and buttons below, edits, deletion."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from handlers.context import Scene
from handlers.notices.buttons import ConfirmNoticePress, ReplyNoticePress
from handlers.view import Change, Key, Medium, Poll, Removal, Said, View, lines
from models.notices import content as contents
from models.notices.changing import changed
from models.notices.content import Content, File, Part, Text
from models.notices.copies import KIND, NoticeCopy, copy_by_id, copy_id
from models.notices.ending import too_old
from models.notices.notices import GONE_OUT, Notice, NoticeState, content_now, notice_by_id
from models.notices.standing_in import has_it_already
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.sent_messages import places_of, row_of


def messages(scene: Scene, notice: Notice, content: Content, copy: NoticeCopy | None) -> list[View]:
    """Every message of a notice in its order, as a reader gets it; `copy` None for a preview.

    Buttons, and the lines about them, stand below the last part or in a message of their own.
    """
    views = [_view(part) for part in content.parts]
    foot = _foot(scene, notice, copy)
    if foot is not None and content.carries_keys:
        views[-1] = replace(views[-1], text=lines(views[-1].text, Markup(), foot))
    elif foot is not None:
        views.append(View(foot))
    views[-1] = replace(views[-1], keys=_keys(scene, notice, copy))
    return [replace(view, more=True) for view in views[:-1]] + views[-1:]


def _view(part: Part) -> View:
    match part:
        case Text(html=words):
            return View(Markup(words))  # noqa: S704  Telegram's own HTML, as it was stored
        case File():
            return View(_caption(part), media=[_medium(part)])
        case contents.Album(items=items):
            return View(Markup(), media=[_medium(one) for one in items])
        case contents.Poll():
            asked = Poll(part.question, part.options, part.anonymous, part.multiple)
            return View(Markup(), poll=asked)


def _caption(file: File) -> Markup:
    return Markup(file.html)  # noqa: S704  Telegram's own HTML, as it was stored


def _medium(file: File) -> Medium:
    return Medium(file.shown.value, file.file_id, _caption(file))


def _foot(scene: Scene, notice: Notice, copy: NoticeCopy | None) -> Markup | None:
    """What is wanted of the reader; None when nothing is. On a board nobody writes back."""
    if copy and copy.chat_id is not None:
        return _about_confirming(scene, notice, copy)
    if not notice.asks:
        return None
    tr = scene.tr
    return lines(
        _about_confirming(scene, notice, copy),
        tr("A reply is wanted: press Write back, or reply to this message.")
        if notice.reply
        else None,
    )


def _about_confirming(scene: Scene, notice: Notice, copy: NoticeCopy | None) -> Markup | None:
    tr = scene.tr
    if not notice.confirm:
        return None
    if copy and copy.confirmed_at:
        return tr("✓ Receipt confirmed {when}.", when=tr.moment(copy.confirmed_at))
    if notice.confirm_by:
        by = tr.moment(notice.confirm_by)
        return tr("Please confirm by {when} that you have received it.", when=by)
    return tr("Please confirm that you have received it.")


def _keys(scene: Scene, notice: Notice, copy: NoticeCopy | None) -> Sequence[Sequence[Key]]:
    tr, number = scene.tr, copy_id(copy) if copy else 0
    owes = notice.confirm and not (copy and copy.confirmed_at)
    alone = notice.reply and not (copy and copy.chat_id is not None)
    return [
        [Key(tr.plain("I have received it"), ConfirmNoticePress(number))] if owes else [],
        [Key(tr.plain("Write back"), ReplyNoticePress(number))] if alone else [],
    ]


def last_message(scene: Scene, notice: Notice, copy: NoticeCopy) -> View:
    """The message of a copy that carries the buttons, as it looks now."""
    return messages(scene, notice, content_now(scene.session, notice), copy)[-1]


def arrives(scene: Scene, row: Outbox) -> View | None:
    """The next message of a copy; None when it was stopped, or its reader has it already."""
    copy = copy_by_id(scene.session, row.subject_id or 0)
    notice = notice_by_id(scene.session, copy.notice_id)
    if notice.state is not NoticeState.SENDING:
        return None
    if row.unit_id is not None and has_it_already(scene.session, copy, scene.me.id, scene.today):
        return None
    if copy.chat_id is None and not scene.me.seats:
        return None  # a person without a post is a stranger
    return messages(scene, notice, content_now(scene.session, notice), copy)[row.step]


def edited(scene: Scene, row: Outbox) -> Change | None:
    """The next change of what a copy has brought; None when a newer one follows."""
    copy = copy_by_id(scene.session, row.subject_id or 0)
    notice = notice_by_id(scene.session, copy.notice_id)
    if notice.state not in GONE_OUT or row.params.get("version") != notice.version:
        return None
    out, known = _places(scene, copy), changed(scene.session, notice)
    wanted = [place for place in known if place < len(out)]
    if row.step >= len(wanted):
        return None
    at, more = wanted[row.step], row.step + 1 < len(wanted)
    return Change(out[at], _looks(scene, notice, copy)[at], known[at], more)


def _places(scene: Scene, copy: NoticeCopy) -> list[int]:
    """The messages of a copy that are out, in order."""
    carrier = row_of(scene.session, KIND, copy_id(copy))
    found = places_of(scene.session, [carrier]) if carrier else {}
    return [message for places in found.values() for _, message in places]


def _looks(scene: Scene, notice: Notice, copy: NoticeCopy) -> list[View]:
    """How each single message looks, those of an album one by one."""
    views = messages(scene, notice, content_now(scene.session, notice), copy)
    return [
        single
        for view in views
        for single in (
            [View(one.caption, media=[one]) for one in view.media]
            if len(view.media) > 1
            else [view]
        )
    ]


def deleted(scene: Scene, row: Outbox) -> Removal | None:
    """What a copy has brought goes away; Refused(TOO_LATE) where Telegram no longer allows it."""
    copy = copy_by_id(scene.session, row.subject_id or 0)
    carrier = row_of(scene.session, KIND, copy_id(copy))
    out = _places(scene, copy)
    if carrier is None or not out:
        return None
    if too_old(carrier, scene.now):
        raise Refused(Reason.TOO_LATE)
    return Removal(out)


PUSHES: Mapping[str, Callable[[Scene, Outbox], Said | None]] = {
    "notice": arrives,
    "notice_edit": edited,
    "notice_delete": deleted,
}
