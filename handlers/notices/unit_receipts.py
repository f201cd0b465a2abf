"""What became of a notice by unit: the counts of each, and the persons of one."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.buttons import UnitReceiptsPress, UnitsReceiptsPress
from handlers.notices.receipts import ON_A_PAGE, recipient_lines
from handlers.notices.seen import read_notice
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.notices.notices import Notice, notice_id
from models.notices.receipts import Standing, UnitReceipts, per_unit, receipts
from models.outbox import Outbox


def by_unit(scene: Scene, notice: Notice, number: int) -> View:
    """The counts of each unit; a tap opens its persons."""
    tr, key = scene.tr, notice_id(notice)
    shown = page_of(per_unit(scene.session, receipts(scene.session, notice)), number, ON_A_PAGE)
    text = lines(
        words.heading(scene, notice), *(_unit_line(scene, notice, one) for one in shown.items)
    )
    keys = [
        Key(clip(_unit_name(scene, one), 20), UnitReceiptsPress(key, _number(one), 0))
        for one in shown.items
    ]
    turning = page_keys(tr, shown, lambda to: UnitsReceiptsPress(key, to))
    return View(text, [*in_rows(keys, 2), turning, [words.back(scene, notice)]])


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


def of_unit(scene: Scene, notice: Notice, unit: int, number: int) -> View:
    """The persons of a unit, those counted elsewhere who answer for it included."""
    tr, key = scene.tr, notice_id(notice)
    found = [
        one
        for one in receipts(scene.session, notice)
        if (one.copy.unit_id or 0) == unit or unit in one.copy.also
    ]
    shown = page_of(found, number, ON_A_PAGE)
    text = lines(words.heading(scene, notice), *recipient_lines(scene, notice, shown.items))
    keys = [
        page_keys(tr, shown, lambda to: UnitReceiptsPress(key, unit, to)),
        [Key(tr.plain("By unit"), UnitsReceiptsPress(key, 0))],
        [words.back(scene, notice)],
    ]
    return View(text, keys)


def units_shown(turn: Turn, press: UnitsReceiptsPress) -> View:
    """A page of the units."""
    return by_unit(turn, read_notice(turn, press.notice), press.page)


def unit_shown(turn: Turn, press: UnitReceiptsPress) -> View:
    """A page of one unit's persons."""
    return of_unit(turn, read_notice(turn, press.notice), press.unit, press.page)


def units_said(scene: Scene, row: Outbox) -> View:
    """The units as a new message."""
    return by_unit(scene, read_notice(scene, row.subject_id or 0), 0)


def unit_said(scene: Scene, row: Outbox) -> View:
    """One unit as a new message."""
    return of_unit(scene, read_notice(scene, row.subject_id or 0), int(row.params["unit"]), 0)


ROUTES: tuple[Route, ...] = (
    on_press(UnitsReceiptsPress, units_shown),
    on_press(UnitReceiptsPress, unit_shown),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_by_unit": units_said,
    "notice_of_unit": unit_said,
}
