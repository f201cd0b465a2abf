"""/notices: at a unit what was received, at the office what it has sent; reminders to confirm."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.notices import typed
from handlers.notices import words as terms
from handlers.notices.arriving import messages
from handlers.notices.buttons import NoticePress, NoticesPress, ReceivedListPress, ReceivedPress
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Ask, Key, Shown, View, clip, in_rows, lines
from models.authority import Act
from models.focus import Topic
from models.notices.copies import NoticeCopy, copy_by_id, copy_id, reads, unconfirmed
from models.notices.notices import (
    GONE_OUT,
    Notice,
    NoticeState,
    content_now,
    notice_by_id,
    notice_id,
    notices_of,
    titles,
)
from models.notices.receipts import Progress, Standing, progress_of
from models.notices.received import owed, received
from models.outbox import Outbox
from models.people.absences import absent
from models.refusals import Reason, Refused
from models.understanding.first_word import split_word
from models.units import unit_id

ON_A_PAGE = 10


def command(turn: Turn) -> None:
    """`/notices`, or `/notices` with a number of the office's and what is to be done."""
    me = turn.me
    number, words = split_word(turn.text)
    if number.isascii() and number.isdigit() and me.may(Act.READ_NOTICES):
        typed.act(turn, int(number[:9]), words)
    else:
        turn.say("notices" if me.at_office and me.may(Act.READ_NOTICES) else "notices_received")


def listed(scene: Scene, number: int) -> View:
    """The office's notices, the newest first, each with its state and how far it has come."""
    tr, session = scene.tr, scene.session
    scene.me.require(Act.READ_NOTICES)
    found = notices_of(session, unit_id(scene.me.listed(Act.READ_NOTICES)[0]))
    shown = page_of(found, number, ON_A_PAGE)
    named, far = titles(session, shown.items, 40), progress_of(session, shown.items)
    text = lines(
        tr("<b>Notices of the office</b>"),
        *(
            tr(
                "<b>{number}</b> {title} · {state}",
                number=one.id,
                title=named.get(notice_id(one), "") or tr.plain("nothing yet"),
                state=_state(scene, one, far.get(notice_id(one))),
            )
            for one in shown.items
        ),
        tr("There is none yet.") if not found else None,
        tr("/notice writes one.")
        if scene.me.may(Act.WRITE_NOTICE) and not scene.me.reads
        else None,
    )
    keys = [Key(str(one.id), NoticePress(notice_id(one))) for one in shown.items]
    mine = [Key(tr.plain("Received by me"), ReceivedListPress(0))]
    return View(text, [*in_rows(keys, 5), page_keys(tr, shown, NoticesPress), mine])


def _state(scene: Scene, notice: Notice, far: Progress | None) -> str:
    tr, word = scene.tr, scene.tr.plain(terms.STATES[notice.state])
    if notice.sent_at is None and notice.state is NoticeState.WITHDRAWN:
        return tr.plain("thrown away")
    if notice.sent_at is None or far is None:
        return word
    if notice.confirm:
        done = far[Standing.CONFIRMED]
        return tr.plain("{state}, {done} of {n} confirmed", state=word, done=done, n=far.total)
    return tr.plain("{state}, {done} of {n} arrived", state=word, done=far.arrived, n=far.total)


def listed_said(scene: Scene, _row: Outbox) -> View:
    """The office's notices as a new message."""
    return listed(scene, 0)


def listed_shown(turn: Turn, press: NoticesPress) -> View:
    """A page of the office's notices."""
    return listed(turn, press.page)


def mine(scene: Scene, number: int) -> View:
    """What this person received, open confirmations first."""
    tr = scene.tr
    found = received(scene.session, scene.me.id)
    shown = page_of(found, number, ON_A_PAGE)
    named = titles(scene.session, [notice for notice, _ in shown.items], 60)
    text = lines(
        tr("<b>Notices you received</b>"),
        *(
            tr(
                "{n}. {mark} {title} · {when}",
                n=shown.start + n,
                mark="❗" if owed(notice, copy) else "✓" if copy.confirmed_at else "·",
                title=named.get(notice_id(notice), ""),
                when=tr.moment(notice.due_at or copy.made_at),
            )
            for n, (notice, copy) in enumerate(shown.items, 1)
        ),
        tr("❗ is still to be confirmed. A tap sends a notice again, with its buttons.")
        if found
        else tr("None yet."),
    )
    keys = [
        Key(str(shown.start + n), ReceivedPress(copy_id(copy)))
        for n, (_, copy) in enumerate(shown.items, 1)
    ]
    return View(text, [*in_rows(keys, 5), page_keys(tr, shown, ReceivedListPress)])


def mine_said(scene: Scene, _row: Outbox) -> View:
    """What this person received, as a new message."""
    return mine(scene, 0)


def mine_shown(turn: Turn, press: ReceivedListPress) -> View:
    """A page of what this person received."""
    return mine(turn, press.page)


def own_copy(scene: Scene, number: int) -> tuple[Notice, NoticeCopy]:
    """A copy of this person's; Refused(GONE), Refused(NOT_ALLOWED)."""
    me, copy = scene.me, copy_by_id(scene.session, number)
    if not reads(scene.session, copy, me.id):
        raise Refused(Reason.NOT_ALLOWED)
    notice = notice_by_id(scene.session, copy.notice_id)
    if notice.state not in GONE_OUT:
        raise Refused(Reason.GONE)
    return notice, copy


def opened(turn: Turn, press: ReceivedPress) -> Shown:
    """Have it sent once more, as it reads now."""
    _, copy = own_copy(turn, press.copy)
    turn.say("notice_again", copy_id(copy))
    return Shown(toast=turn.tr.plain("The notice follows."))


def again(scene: Scene, row: Outbox) -> View:
    """Its messages one after the other."""
    notice, copy = own_copy(scene, row.subject_id or 0)
    views = messages(scene, notice, content_now(scene.session, notice), copy)
    last = row.step + 1 == len(views)
    asks = Ask(Topic.NOTICE_REPLY, copy.id) if notice.reply and last else None
    return replace(views[row.step], asks=asks)


def nudge_told(scene: Scene, _row: Outbox) -> View | None:
    """All that this person has not confirmed, in one message; None for nothing, or on leave."""
    tr, owing = scene.tr, unconfirmed(scene.session, scene.me.id)
    if not owing or scene.me.id in absent(scene.session, scene.today):
        return None
    named = titles(scene.session, [notice for notice, _ in owing], 60)
    shown = owing[:ON_A_PAGE]
    text = lines(
        tr("Please confirm that you have received:"),
        *(
            tr("{n}. {title}", n=n, title=named.get(notice_id(notice), ""))
            for n, (notice, _) in enumerate(shown, 1)
        ),
        tr("A tap sends the notice again, with its button."),
    )
    keys = [
        Key(clip(tr.plain("Open {n}", n=n), 20), ReceivedPress(copy_id(copy)))
        for n, (_, copy) in enumerate(shown, 1)
    ]
    return View(text, in_rows(keys, 3))


ROUTES: tuple[Route, ...] = (
    on_command("notices", command),
    on_press(NoticesPress, listed_shown),
    on_press(ReceivedListPress, mine_shown),
    on_press(ReceivedPress, opened),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notices": listed_said,
    "notices_received": mine_said,
    "notice_again": again,
    "notice_nudge": nudge_told,
}
