"""/slips: the slips of the units a person answers for, what is open first; one by its number."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.levels.choices import office_stood_at
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import KindPick, OwnSlipsPress, RegisterPress, SlipPress
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.slips.own import OwnSlips, own_slips, slips_numbered
from models.slips.register import Shelf
from models.slips.slips import UNSIGNED, Slip, slip_id
from models.units import Unit, unit_id

ON_A_PAGE = 8


def command(turn: Turn) -> None:
    """`/slips`: one's own, or the office's register; `/slips 改催〔2026〕12号` opens that one."""
    me = turn.me
    me.require(Act.READ_SLIP)
    if turn.text.strip():
        turn.say("slip_page", slip_id(by_number(turn, turn.text)))
    else:
        turn.say("register" if _reads_the_register(turn) else "own_slips")


def _reads_the_register(turn: Turn) -> bool:
    """Whether an office's slips are meant: by the level stood at, if there is one of each."""
    if not own_units(turn):
        return True
    unit_here = any(not seat.in_office for seat in turn.me.seats[: turn.me.here])
    return turn.me.at_office and (turn.me.reads is not None or not unit_here)


def by_number(scene: Scene, text: str, act: Act = Act.READ_SLIP) -> Slip:
    """The slip this person means by a number; what is out of reach is not known, either.

    Refused(UNKNOWN_SLIP), or Refused(NOT_ALLOWED) for whoever may not do this with any slip.
    """
    scene.me.require(act)
    here = office_stood_at(scene)
    numbered = slips_numbered(scene.session, text)
    for slip in sorted(numbered, key=lambda one: here is None or one.office_id != here.id):
        if slip.state in UNSIGNED:
            continue
        if scene.me.may(act, scene.session.get_one(Unit, slip.unit_id)):
            return slip
    raise Refused(Reason.UNKNOWN_SLIP, text=clip(text, 40))


def own_units(scene: Scene) -> Sequence[Unit]:
    """The units whose liaison, deputy or leader the person is; an office's post is none."""
    seats = [seat for seat in scene.me.seats if not seat.in_office]
    return list({unit_id(seat.unit): seat.unit for seat in seats}.values())


def turned(turn: Turn, press: OwnSlipsPress) -> View:
    """Another page of the list."""
    return own_list(turn, press.page)


def said(scene: Scene, _row: Outbox) -> View:
    """The list as a new message."""
    return own_list(scene, 0)


def own_list(scene: Scene, page: int, word: Markup | None = None) -> View:
    """What is open by limit, then what is done; Refused(NOT_ALLOWED) without a unit."""
    units = own_units(scene)
    if not units:
        raise Refused(Reason.NOT_ALLOWED)
    ids = [unit_id(unit) for unit in units]
    counted = own_slips(scene.session, ids, scene.today, 0, 0)
    shown = page_of(range(counted.total), page, ON_A_PAGE)
    found = own_slips(scene.session, ids, scene.today, shown.start, ON_A_PAGE)
    text = lines(word, *_counts(scene, found), *_rows(scene, found, several=len(units) > 1))
    turning = page_keys(scene.tr, shown, OwnSlipsPress)
    keys = [*slip_keys([slip for slip, _ in found.rows]), turning, _register_key(scene)]
    return View(text, keys)


def _counts(scene: Scene, found: OwnSlips) -> list[Markup]:
    if not found.total:
        return [scene.tr("Your unit has received no slips yet.")]
    head = scene.tr(
        "<b>Slips</b>: open {open}, overdue {overdue}, done {done}",
        open=found.open,
        overdue=found.overdue,
        done=found.total - found.open,
    )
    return [head]


def _rows(scene: Scene, found: OwnSlips, *, several: bool) -> list[Markup]:
    return [
        scene.tr("{unit}: {slip}", unit=clip(unit.name, 30), slip=_line(scene, slip))
        if several
        else _line(scene, slip)
        for slip, unit in found.rows
    ]


def _line(scene: Scene, slip: Slip) -> Markup:
    return words.line(scene.tr, slip, scene.today)


def slip_keys(slips: Sequence[Slip]) -> list[list[Key]]:
    """A key to each slip, two in a row, by its number."""
    keys = [Key(clip(slip.number_text, 24), SlipPress(slip_id(slip))) for slip in slips]
    return in_rows(keys, 2)


def _register_key(scene: Scene) -> list[Key]:
    if not scene.me.may(Act.READ_REGISTER):
        return []
    label = scene.tr.plain("The office's register")
    return [Key(label, RegisterPress(Shelf.OPEN, KindPick.ALL, 0, 0))]


ROUTES: tuple[Route, ...] = (on_command("slips", command), on_press(OwnSlipsPress, turned))
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"own_slips": said}
