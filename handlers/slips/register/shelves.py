"""The register of an office's slips: its shelves, and what stands on each, page by page (§4)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.way_back import back_to_desk
from handlers.pages import Page, page_keys
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import KindPick, OfficeSlipPress, RegisterPress
from handlers.slips.register.buttons import ByUnitPress, RegisterFilePress, ShelvesPress
from handlers.view import Key, View, clip, in_rows, lines
from locales import N_
from models.authority import Act
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.slips.register import Found, Shelf, Wanted, counts, look
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, slip_id
from models.units import Unit, unit_id

ON_A_PAGE = 10

SHELVES: Mapping[Shelf, str] = {
    Shelf.OVERDUE: N_("Overdue"),
    Shelf.UNRECEIVED: N_("Not received"),
    Shelf.TO_SIGN: N_("To sign"),
    Shelf.DRAFTS: N_("Drafts"),
    Shelf.ANSWERED: N_("Answers to judge"),
    Shelf.EXTENSIONS: N_("Extensions asked"),
    Shelf.OPEN: N_("All open"),
    Shelf.DONE: N_("Done with"),
    Shelf.ALL: N_("All"),
}
"""The shelves in the order in which they matter."""


def said(scene: Scene, _row: Outbox) -> View:
    """The shelves as a new message."""
    return shelves(scene)


def shelves_pressed(turn: Turn, _press: ShelvesPress) -> View:
    """The shelves in the pressed message."""
    return shelves(turn)


def own_office(scene: Scene) -> Unit:
    """The office whose register this person reads; Refused(NOT_ALLOWED) for nobody's."""
    scene.me.require(Act.READ_REGISTER)
    return scene.me.units(Act.READ_REGISTER)[0]


def shelves(scene: Scene) -> View:
    """How many slips stand on each shelf; the overdue ones first."""
    tr, office = scene.tr, own_office(scene)
    found = counts(scene.session, unit_id(office), scene.today)
    text = lines(
        tr("<b>Register of slips</b>, {now}", now=tr.moment(scene.now)),
        *(tr("{shelf}: {n}", shelf=shelf_name(scene, shelf), n=found[shelf]) for shelf in SHELVES),
    )
    keys = [
        Key(
            tr.plain("{shelf} {n}", shelf=shelf_name(scene, shelf), n=found[shelf]),
            RegisterPress(shelf, KindPick.ALL, 0, 0),
        )
        for shelf in SHELVES
        if found[shelf]
    ]
    by_unit = Key(tr.plain("By unit or number"), ByUnitPress())
    return View(text, [*in_rows(keys, 2), [by_unit, back_to_desk(tr)]])


def shelf_name(scene: Scene, shelf: Shelf) -> str:
    """A shelf's name."""
    return scene.tr.plain(SHELVES[shelf])


def wanted_by(scene: Scene, shelf: Shelf, kind: KindPick, unit: int) -> Wanted:
    """What is asked for, within this person's register; Refused(GONE) for an unknown unit."""
    office = own_office(scene)
    if unit:
        found = scene.session.get(Unit, unit)
        if found is None:
            raise Refused(Reason.GONE)
        scene.me.require(Act.READ_REGISTER, found)
    only = None if kind is KindPick.ALL else SlipKind(kind.value)
    return Wanted(unit_id(office), shelf, only, unit or None)


def pressed(turn: Turn, press: RegisterPress) -> View:
    """A page of a part of the register."""
    wanted = wanted_by(turn, press.shelf, press.kind, press.unit)
    found = look(turn.session, wanted, turn.today, max(press.page, 0) * ON_A_PAGE, ON_A_PAGE)
    if not found.rows and press.page:  # lists shrink while people read
        press = replace(press, page=max(0, -(-found.total // ON_A_PAGE) - 1))
        found = look(turn.session, wanted, turn.today, press.page * ON_A_PAGE, ON_A_PAGE)
    return _page(turn, press, found)


def _page(scene: Scene, press: RegisterPress, found: Found) -> View:
    tr = scene.tr
    shown = Page(
        items=found.rows,
        number=press.page,
        pages=max(1, -(-found.total // ON_A_PAGE)),
        start=press.page * ON_A_PAGE,
    )
    text = lines(
        _head(scene, press, found.total),
        *(_line(scene, slip, unit) for slip, unit in found.rows),
        tr("Nothing stands here.") if not found.rows else None,
    )
    slips = [
        Key(key_name(scene, slip), OfficeSlipPress(slip_id(slip), 0)) for slip, _ in found.rows
    ]
    turning = page_keys(tr, shown, lambda to: replace(press, page=to))
    return View(
        text, [*in_rows(slips, 2), turning, *_kind_keys(scene, press), _last_row(scene, press)]
    )


def key_name(scene: Scene, slip: Slip) -> str:
    """A slip on a key: its number, or what a draft is called."""
    return clip(slip.number_text or words.name(scene.tr, slip), 24)


def _head(scene: Scene, press: RegisterPress, total: int) -> Markup:
    tr, shelf = scene.tr, shelf_name(scene, press.shelf)
    if not press.unit:
        return tr("<b>{shelf}</b> · {n}", shelf=shelf, n=total)
    unit = scene.session.get_one(Unit, press.unit)
    return tr("<b>{unit}</b> · {shelf} · {n}", unit=clip(unit.name, 60), shelf=shelf, n=total)


def _line(scene: Scene, slip: Slip, unit: Unit) -> Markup:
    line = words.line(scene.tr, slip, scene.today)
    return scene.tr("{line} · {unit}", line=line, unit=clip(unit.name, 24))


def _kind_keys(scene: Scene, press: RegisterPress) -> list[Sequence[Key]]:
    keys = [
        Key(_kind_label(scene, pick, press.kind), replace(press, kind=pick, page=0))
        for pick in KindPick
    ]
    return [keys[:3], keys[3:]]


def _kind_label(scene: Scene, pick: KindPick, chosen: KindPick) -> str:
    tr = scene.tr
    name = tr.plain("All kinds") if pick is KindPick.ALL else words.kind(tr, SlipKind(pick.value))
    return tr.plain("● {kind}", kind=name) if pick is chosen else name


def _last_row(scene: Scene, press: RegisterPress) -> list[Key]:
    tr = scene.tr
    workbook = RegisterFilePress(press.shelf, press.kind, press.unit)
    return [
        Key(tr.plain("As a workbook"), workbook),
        *([Key(tr.plain("All units"), replace(press, unit=0, page=0))] if press.unit else []),
        Key(tr.plain("Shelves"), ShelvesPress()),
    ]


ROUTES: tuple[Route, ...] = (
    on_press(ShelvesPress, shelves_pressed),
    on_press(RegisterPress, pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"register": said}
