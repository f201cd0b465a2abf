"""What became of a notice with each recipient: lists, units, reminders, the workbook."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.buttons import (
    Heap,
    NoticeBookPress,
    NudgeNoticePress,
    ReceiptsPress,
    UnitReceiptsPress,
    UnitsReceiptsPress,
)
from handlers.notices.page import page
from handlers.notices.seen import own_notice, read_notice
from handlers.notices.workbook import write_receipts
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, Paper, Shown, View, clip, in_rows, lines
from models.notices.notices import Notice, notice_id
from models.notices.nudging import nudge
from models.notices.receipts import Receipt, Standing, UnitReceipts, per_unit, receipts
from models.outbox import Outbox, Sending

ON_A_PAGE = 25

HEAPS: Mapping[Heap, Standing] = {
    Heap.CONFIRMED: Standing.CONFIRMED,
    Heap.SENT: Standing.SENT,
    Heap.UNKNOWN: Standing.UNKNOWN,
    Heap.UNDELIVERABLE: Standing.UNDELIVERABLE,
    Heap.WAITING: Standing.WAITING,
    Heap.WITHDRAWN: Standing.WITHDRAWN,
}


def listed(turn: Turn, press: ReceiptsPress) -> View:
    """The recipients of one heap, or all of them."""
    notice, tr = read_notice(turn, press.notice), turn.tr
    table = receipts(turn.session, notice)
    found = [one for one in table if press.heap is Heap.ALL or one.standing is HEAPS[press.heap]]
    shown = page_of(found, press.page, ON_A_PAGE)
    heap = _label(turn, notice, press.heap)
    text = lines(
        words.heading(turn, notice),
        tr("<b>{what}: {n}</b>", what=heap, n=len(found)),
        *_lines(turn, notice, shown.items),
    )
    keys = [
        page_keys(tr, shown, lambda to: ReceiptsPress(press.notice, press.heap, to)),
        *in_rows(_heap_keys(turn, notice, table, press.heap), 2),
        [words.back(turn, notice)],
    ]
    return View(text, keys)


def _label(scene: Scene, notice: Notice, heap: Heap) -> str:
    if heap is Heap.ALL:
        return scene.tr.plain("Recipients")
    if heap is Heap.SENT and notice.confirm:
        return scene.tr.plain("sent, not confirmed")
    return scene.tr.plain(words.STANDINGS[HEAPS[heap]])


def _heap_keys(scene: Scene, notice: Notice, table: Sequence[Receipt], now: Heap) -> list[Key]:
    counts = {heap: sum(one.standing is HEAPS[heap] for one in table) for heap in HEAPS}
    counts = {Heap.ALL: len(table)} | counts
    return [
        Key(
            scene.tr.plain("{what} {n}", what=_label(scene, notice, heap), n=n),
            ReceiptsPress(notice_id(notice), heap, 0),
        )
        for heap, n in counts.items()
        if n and heap is not now
    ]


def _lines(scene: Scene, notice: Notice, found: Sequence[Receipt]) -> Iterator[Markup]:
    """Each recipient with what became of the copy, when or why."""
    tr = scene.tr
    for one in found:
        yield tr("{who}: {what}", who=who(one), what=_became(scene, notice, one))


def who(one: Receipt) -> str:
    """A recipient with the unit where they are counted."""
    name = one.person.name if one.person else one.chat.title if one.chat else ""
    names = (clip(one.unit.name, 24) if one.unit else "", clip(name, 24))
    return " · ".join(part for part in names if part)


def _became(scene: Scene, notice: Notice, one: Receipt) -> str:
    tr = scene.tr
    what = tr.plain(words.STANDINGS[one.standing])
    if one.copy.confirmed_at:
        return tr.plain("{what} {when}", what=what, when=tr.moment(one.copy.confirmed_at))
    if one.standing is Standing.UNDELIVERABLE:
        return tr.plain("{what}, {why}", what=what, why=_why(scene, one))
    if one.standing is Standing.SENT and one.row.sent_at:
        what = tr.plain("sent, not confirmed") if notice.confirm else what
        return tr.plain("{what} {when}", what=what, when=tr.moment(one.row.sent_at))
    return what


def _why(scene: Scene, one: Receipt) -> str:
    """Why a copy is not there, in words; Telegram's own where there are none."""
    tr = scene.tr
    if one.person is None and one.chat is None:
        return tr.plain("nobody answers for it")
    if one.row.state is Sending.HELD:
        return tr.plain("not linked to Telegram yet")
    if one.person and one.person.blocked_at:
        return tr.plain("has blocked the bot")
    if one.row.state is Sending.VOID:
        return tr.plain("no longer holds a post, or has it already")
    return clip(one.row.reason, 60)


def by_unit(turn: Turn, press: UnitsReceiptsPress) -> View:
    """The counts of each unit; a tap opens its persons."""
    notice, tr = read_notice(turn, press.notice), turn.tr
    shown = page_of(per_unit(turn.session, receipts(turn.session, notice)), press.page, ON_A_PAGE)
    text = lines(
        words.heading(turn, notice), *(_unit_line(turn, notice, one) for one in shown.items)
    )
    keys = [
        Key(clip(_unit_name(turn, one), 20), UnitReceiptsPress(press.notice, _number(one), 0))
        for one in shown.items
    ]
    turning = page_keys(tr, shown, lambda to: UnitsReceiptsPress(press.notice, to))
    return View(text, [*in_rows(keys, 2), turning, [words.back(turn, notice)]])


def _number(one: UnitReceipts) -> int:
    return (one.unit.id or 0) if one.unit else 0


def _unit_name(scene: Scene, one: UnitReceipts) -> str:
    return one.unit.name if one.unit else scene.tr.plain("Group chats")


def _unit_line(scene: Scene, notice: Notice, one: UnitReceipts) -> Markup:
    tr, both = scene.tr, one.counts + one.besides
    facts = {"unit": clip(_unit_name(scene, one), 24), "n": both.total()}
    if notice.confirm:
        return tr("{unit}: {done} of {n} confirmed", done=both[Standing.CONFIRMED], **facts)
    there = both[Standing.SENT] + both[Standing.CONFIRMED]
    return tr("{unit}: {done} of {n} sent", done=there, **facts)


def of_unit(turn: Turn, press: UnitReceiptsPress) -> View:
    """The persons of a unit, those counted elsewhere who answer for it included."""
    notice, tr = read_notice(turn, press.notice), turn.tr
    found = [
        one
        for one in receipts(turn.session, notice)
        if (one.copy.unit_id or 0) == press.unit or press.unit in one.copy.also
    ]
    shown = page_of(found, press.page, ON_A_PAGE)
    text = lines(words.heading(turn, notice), *_lines(turn, notice, shown.items))
    keys = [
        page_keys(tr, shown, lambda to: UnitReceiptsPress(press.notice, press.unit, to)),
        [Key(tr.plain("By unit"), UnitsReceiptsPress(press.notice, 0))],
        [words.back(turn, notice)],
    ]
    return View(text, keys)


def nudged(turn: Turn, press: NudgeNoticePress) -> Shown:
    """Remind the unconfirmed with one tap; a second says that it is done, and when."""
    notice, tr = own_notice(turn, press.notice), turn.tr
    calendar = turn.at(notice.office_id).office.calendar
    plan = nudge(turn.session, notice, calendar, turn.me.id, turn.now)
    if plan.told:
        n = len(plan.told)
        word = tr.plain_plural("Reminded: {n} person.", "Reminded: {n} people.", n)
    elif plan.before:
        word = tr.plain("Reminded already, {when}.", when=_when(turn, notice))
    elif plan.today:
        word = tr.plain("They were reminded of another notice today; tomorrow is soon enough.")
    else:
        word = tr.plain("Nobody is left to remind.")
    return Shown(page(turn, notice), word, alert=not plan.told)


def _when(scene: Scene, notice: Notice) -> str:
    asked = [one.copy.nudged_at for one in receipts(scene.session, notice) if one.copy.nudged_at]
    return scene.tr.moment(max(asked)) if asked else ""


def book_asked(turn: Turn, press: NoticeBookPress) -> Shown:
    """Have the receipts sent as a workbook."""
    notice = read_notice(turn, press.notice)
    turn.hand_over("notice_book", notice_id(notice), {"as": "xlsx"})
    return Shown(toast=turn.tr.plain("The workbook is on its way."))


def book_said(scene: Scene, row: Outbox) -> View:
    """The workbook with one line about it."""
    notice, tr = read_notice(scene, row.subject_id or 0), scene.tr
    text = tr(
        "Receipts of notice {number}, as of {now}.", number=notice.id, now=tr.moment(scene.now)
    )
    name, target = tr.plain("Notice {number}.xlsx", number=notice.id), io.BytesIO()
    zone = scene.at(notice.office_id).office.zone
    write_receipts(scene.session, tr, target, notice, zone)
    return View(text, paper=Paper(name, target.getvalue()))


def current(turn: Turn, press: NudgeNoticePress) -> View:
    """The notice as it is now, when something was refused."""
    return page(turn, own_notice(turn, press.notice))


ROUTES: tuple[Route, ...] = (
    on_press(ReceiptsPress, listed),
    on_press(UnitsReceiptsPress, by_unit),
    on_press(UnitReceiptsPress, of_unit),
    on_press(NudgeNoticePress, nudged, current),
    on_press(NoticeBookPress, book_asked),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"notice_book": book_said}
