"""/switch: from one level to another with one tap, by text too; and the offices below to choose."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.context import Scene, Turn, office_for
from handlers.enrolment.waiting import Todo, todo
from handlers.hearing import Route, on_command
from handlers.levels.choices import (
    LowerPress,
    SwitchPress,
    lower_offices,
    own_levels,
    switch_keys,
)
from handlers.office.buttons import NewestBoardPress
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import actor
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.standpoints import choose
from models.understanding.first_word import plain_word
from models.units import Unit, unit_id

ON_A_PAGE = 20


def command(turn: Turn) -> None:
    """`/switch` shows where one can stand; `/switch NAME` or a code goes there."""
    turn.me  # noqa: B018  a stranger is refused by asking who it is
    if turn.text.strip():
        _stand(turn, _named(turn, turn.text.strip()))
    turn.say("level")


def _named(scene: Scene, text: str) -> Unit:
    """The office meant by a code, or by its name or that of the unit of one's post there.

    A few letters of a name will do where none is exactly so.
    """
    wanted = plain_word(text)
    choices = [(one.office, one.name) for one in own_levels(scene)]
    choices += [(office, office.name) for office in lower_offices(scene)]
    called = [(office, {*map(plain_word, (office.code, name))}) for office, name in choices]
    for office, names in called:
        if wanted in names:
            return office
    for office, name in choices:
        if any(wanted in plain_word(one) for one in (name, office.name)):
            return office
    raise Refused(Reason.UNKNOWN_UNIT, text=clip(text, 40))


def pressed(turn: Turn, press: SwitchPress) -> View:
    """Stand there from now on; the message shows what there is."""
    office = turn.session.get(Unit, press.office)
    own = {unit_id(one.office) for one in own_levels(turn)}
    lower = {unit_id(one) for one in lower_offices(turn)}
    if office is None or press.office not in own | lower:
        raise Refused(Reason.NOT_ALLOWED)
    return level_view(_stand(turn, office))


def _stand(turn: Turn, office: Unit) -> Turn:
    """The turn of the same person at another level, which is kept."""
    choose(turn.session, turn.me.id, unit_id(office), turn.now)
    moved = actor(turn.session, turn.me.person, turn.office.practices)
    return replace(turn, actor=moved, office=office_for(turn.office, turn.session, moved))


def said(scene: Scene, _row: Outbox) -> View:
    """Where one stands, as a new message."""
    return level_view(scene)


def level_view(scene: Scene) -> View:
    """Where one stands, what waits there, and where else one can go."""
    tr, me = scene.tr, scene.me
    place = me.reads or me.seats[0].unit
    waits = Todo([], []) if me.reads else todo(_only_here(scene))
    text = lines(
        tr("You are now at: <b>{name}</b>", name=clip(place.name, 60)),
        tr("You read here; nothing can be changed.") if me.reads else None,
        *waits.lines,
    )
    board = [Key(tr.plain("Board"), NewestBoardPress())] if me.reads else []
    return View(text, [*waits.keys, board, *switch_keys(scene)])


def _only_here(scene: Scene) -> Scene:
    """The same person without what the posts at other levels bring."""
    me = scene.me
    return replace(scene, actor=replace(me, seats=me.seats[: me.here]))


def lower_pressed(turn: Turn, press: LowerPress) -> View:
    """The offices below, each with a key."""
    tr, found = turn.tr, lower_offices(turn)
    if not found:
        raise Refused(Reason.NOT_ALLOWED)
    shown = page_of(found, press.page, ON_A_PAGE)
    keys = [Key(clip(one.name, 30), SwitchPress(unit_id(one))) for one in shown.items]
    turning = page_keys(tr, shown, LowerPress)
    return View(tr("Whose round do you want to read?"), [*in_rows(keys, 2), turning])


ROUTES: tuple[Route, ...] = (
    on_command("switch", command),
    on_press(SwitchPress, pressed),
    on_press(LowerPress, lower_pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"level": said}
