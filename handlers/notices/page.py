"""A notice as its office sees it: how far it has come, and what can be done about it."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import new_words, words
from handlers.notices.buttons import (
    ApproveNoticePress,
    DeleteNoticePress,
    EditNoticePress,
    Heap,
    NoticeBookPress,
    NoticePollPress,
    NoticePress,
    NoticesPress,
    NudgeNoticePress,
    ReceiptsPress,
    RejectNoticePress,
    RepliesPress,
    StopNoticePress,
    TakeBackNoticePress,
    Twice,
    UnitsReceiptsPress,
)
from handlers.notices.seen import approves, read_notice, writes
from handlers.notices.writing.form import form
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Ask, Key, View, in_rows, lines
from models.focus import Topic
from models.notices.changing import edits
from models.notices.ending import deletions
from models.notices.notices import GONE_OUT, Notice, NoticeState, content_now, notice_id
from models.notices.polls import polls_of
from models.notices.receipts import Progress, Standing, progress
from models.notices.replies import replied
from models.notices.seals import seal
from models.outbox import Outbox, Sending
from models.people.posts import Person


def page(scene: Scene, notice: Notice) -> View:
    """A draft as its form, what waits for approval as its card, all else with its counts."""
    if notice.state is NoticeState.DRAFT and writes(scene, notice):
        return form(scene, notice)
    if notice.sent_at is None:
        return _before(scene, notice)
    return sent(scene, notice)


def _before(scene: Scene, notice: Notice) -> View:
    """What has not been sent yet, or never will be."""
    tr = scene.tr
    waits = notice.state is NoticeState.AWAITING_APPROVAL
    text = lines(
        words.heading(scene, notice),
        tr("For: {whom}", whom=words.whom(scene, notice)),
        words.when(scene, notice),
        *words.asks(scene, notice),
        tr("Written by {name}.", name=_name(scene, notice.author_id)),
        tr("Any colleague who had no hand in it can let it go out.") if waits else None,
    )
    mine = [Key(tr.plain("Take back"), TakeBackNoticePress(notice_id(notice)))]
    return View(
        text,
        [
            _verdict(scene, notice) if approves(scene, notice) else [],
            mine if waits and writes(scene, notice) else [],
            [_list_key(scene)],
        ],
    )


def _verdict(scene: Scene, notice: Notice) -> list[Key]:
    number, sealed = notice_id(notice), seal(scene.session, notice)
    return [
        Key(scene.tr.plain("Let it go out"), ApproveNoticePress(number, sealed)),
        Key(scene.tr.plain("Send back"), RejectNoticePress(number)),
    ]


def sent(scene: Scene, notice: Notice) -> View:
    """The counts, which add up to all recipients, and the keys of whoever may do something."""
    tr, counts = scene.tr, progress(scene.session, notice)
    text = lines(
        words.heading(scene, notice),
        tr("For: {whom}", whom=words.whom(scene, notice)),
        tr("By {name}, {when}", name=_name(scene, notice.author_id), when=_moment(scene, notice)),
        tr("Looked at by {name}.", name=_name(scene, notice.approved_by))
        if notice.approved_by
        else None,
        *words.asks(scene, notice),
        *_counts(scene, notice, counts),
        tr("Replied: {n}", n=replied(scene.session, notice)) if notice.reply else None,
        *_changes(scene, notice),
        new_words.line(scene, notice),
        tr("As of {now}.", now=tr.moment(scene.now)),
    )
    words_key = new_words.keys(scene, notice)
    keys = [words_key, *_reading(scene, notice), *_doing(scene, notice, counts), [_list_key(scene)]]
    return View(text, keys, Ask(Topic.NOTICE_PAGE, notice_id(notice)))


def _moment(scene: Scene, notice: Notice) -> str:
    return scene.tr.moment(notice.due_at or notice.sent_at or notice.created_at)


def _name(scene: Scene, person: int | None) -> str:
    found = scene.session.get(Person, person) if person else None
    return found.name if found else ""


def _counts(scene: Scene, notice: Notice, counts: Progress) -> Iterator[Markup]:
    tr = scene.tr
    yield tr("<b>Recipients: {n}</b>", n=counts.total)
    for standing, word in words.STANDINGS.items():
        if counts[standing]:
            label = tr.plain(word)
            if standing is Standing.SENT and notice.confirm:
                label = tr.plain("sent, not confirmed")
            yield tr("{what}: {n}", what=label, n=counts[standing])


def _changes(scene: Scene, notice: Notice) -> Iterator[Markup]:
    """How far the newest edit, or the deletion, has come."""
    tr = scene.tr
    edited, deleted = edits(scene.session, notice), deletions(scene.session, notice)
    if edited:
        yield tr("Changed: {done} of {n}; not possible: {failed}.", **_of(edited))
    if deleted:
        yield tr("Deleted: {done} of {n}; not possible: {failed}.", **_of(deleted))


def _of(found: Mapping[Sending, int]) -> dict[str, int]:
    failed = found.get(Sending.FAILED, 0) + found.get(Sending.VOID, 0)
    return {"done": found.get(Sending.SENT, 0), "n": sum(found.values()), "failed": failed}


def _reading(scene: Scene, notice: Notice) -> list[list[Key]]:
    tr, number = scene.tr, notice_id(notice)
    keys = [
        Key(tr.plain("Refresh"), NoticePress(number)),
        Key(tr.plain("Recipients"), ReceiptsPress(number, Heap.ALL, 0)),
        Key(tr.plain("By unit"), UnitsReceiptsPress(number, 0)),
        Key(tr.plain("Workbook"), NoticeBookPress(number)),
    ]
    if notice.reply:
        keys.append(Key(tr.plain("Replies"), RepliesPress(number, 0)))
    if polls_of(content_now(scene.session, notice)):
        keys.append(Key(tr.plain("Poll results"), NoticePollPress(number, 0, 0)))
    return in_rows(keys, 2)


def _doing(scene: Scene, notice: Notice, counts: Progress) -> list[list[Key]]:
    """What the staff of its office may do, as far as there is something to do it to."""
    if not writes(scene, notice) or notice.state not in GONE_OUT:
        return []
    tr, number = scene.tr, notice_id(notice)
    keys = []
    if notice.confirm and counts[Standing.SENT] + counts[Standing.UNKNOWN]:
        keys.append(Key(tr.plain("Remind to confirm"), NudgeNoticePress(number)))
    if notice.state is NoticeState.SENDING and counts[Standing.WAITING]:
        keys.append(Key(tr.plain("Stop"), StopNoticePress(number, Sure.ASK)))
    keys.append(Key(tr.plain("Change the text"), EditNoticePress(number, 0)))
    keys.append(Key(tr.plain("Delete"), DeleteNoticePress(number, Twice.ASK)))
    return in_rows(keys, 2)


def _list_key(scene: Scene) -> Key:
    return Key(scene.tr.plain("All notices"), NoticesPress(0))


def shown(turn: Turn, press: NoticePress) -> View:
    """The notice as it is now."""
    return page(turn, read_notice(turn, press.notice))


def said(scene: Scene, row: Outbox) -> View:
    """The same as a new message."""
    return page(scene, read_notice(scene, row.subject_id or 0))


ROUTES: tuple[Route, ...] = (on_press(NoticePress, shown),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"notice_page": said}
