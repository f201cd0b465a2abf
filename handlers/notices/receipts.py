"""What became of a notice with each recipient: the lists by standing."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.buttons import Heap, ReceiptsPress
from handlers.notices.seen import read_notice
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.notices.notices import Notice, notice_id
from models.notices.receipts import Receipt, Standing, receipts
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


def page(scene: Scene, notice: Notice, heap: Heap, number: int) -> View:
    """The recipients of one heap, or all of them."""
    tr, table = scene.tr, receipts(scene.session, notice)
    found = [one for one in table if heap is Heap.ALL or one.standing is HEAPS[heap]]
    shown = page_of(found, number, ON_A_PAGE)
    text = lines(
        words.heading(scene, notice),
        tr("<b>{what}: {n}</b>", what=_label(scene, notice, heap), n=len(found)),
        *recipient_lines(scene, notice, shown.items),
    )
    keys = [
        page_keys(tr, shown, lambda to: ReceiptsPress(notice_id(notice), heap, to)),
        *in_rows(_heap_keys(scene, notice, table, heap), 2),
        [words.back(scene, notice)],
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


def recipient_lines(scene: Scene, notice: Notice, found: Sequence[Receipt]) -> Iterator[Markup]:
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


def shown(turn: Turn, press: ReceiptsPress) -> View:
    """A page of a heap."""
    return page(turn, read_notice(turn, press.notice), press.heap, press.page)


def said(scene: Scene, row: Outbox) -> View:
    """The same as a new message."""
    return page(scene, read_notice(scene, row.subject_id or 0), Heap(row.params["heap"]), 0)


ROUTES: tuple[Route, ...] = (on_press(ReceiptsPress, shown),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"notice_receipts": said}
