"""/groups: the group chats the bot is in, and which of them are the office's notice boards."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from markupsafe import Markup
from sqlmodel import Session

from handlers.context import Scene, Turn
from handlers.groups.buttons import BindPress, GroupPress, GroupsPress, UnbindPress
from handlers.groups.card import card
from handlers.hearing import Route, on_command
from handlers.office.way_back import back_to_desk
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, clip, lines
from models.authority import Act
from models.groups import GroupChat
from models.notice_boards import bind, boards_of, unbind, unbound_groups
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.units import Unit, unit_id

ON_A_PAGE = 10


def command(turn: Turn) -> None:
    """`/groups`."""
    turn.me.require(Act.BIND_GROUP)
    turn.say("groups")


def bind_said(turn: Turn) -> None:
    """`/bind` and the name of a group, as the button does; the list when it is not clear which."""
    _said(turn, bind)


def unbind_said(turn: Turn) -> None:
    """`/unbind` and the name of a group."""
    _said(turn, unbind)


def _said(turn: Turn, deed: Callable[[Session, GroupChat, int, int, datetime], None]) -> None:
    turn.me.require(Act.BIND_GROUP)
    named = [one for one in _mine(turn) if one.title.strip() == turn.text.strip()]
    if len(named) != 1:
        return turn.say("groups")
    deed(turn.session, named[0], _office_id(turn), turn.me.id, turn.now)
    return turn.say("group", named[0].id)


def said(scene: Scene, _row: Outbox) -> View:
    """The list as a new message."""
    return listed(scene, 0)


def pressed(turn: Turn, press: GroupsPress) -> View:
    """The list in the pressed message."""
    return listed(turn, press.page)


def listed(scene: Scene, number: int) -> View:
    """Every group that concerns the office, the notice boards first."""
    tr, found = scene.tr, _mine(scene)
    page = page_of(found, number, ON_A_PAGE)
    text = lines(
        tr("<b>Group chats: {n}</b>", n=len(found)),
        *(
            tr("{n}. {text}", n=n, text=_line(scene, one))
            for n, one in enumerate(page.items, start=page.start + 1)
        ),
        None if found else tr("The bot is in no group. Add it to one, or write /bind there."),
    )
    openers = [
        Key(str(n), GroupPress(one.id or 0))
        for n, one in enumerate(page.items, start=page.start + 1)
    ]
    turning = page_keys(tr, page, GroupsPress)
    return View(text, [openers[:5], openers[5:], turning, [back_to_desk(tr)]])


def _line(scene: Scene, group: GroupChat) -> Markup:
    tr, title = scene.tr, clip(group.title, 40)
    if group.office_id is None:
        return tr("{title}: not bound", title=title)
    if not group.reachable:
        return tr("❗ {title}: notice board, cannot be reached", title=title)
    return tr("{title}: notice board", title=title)


def _office(scene: Scene) -> Unit:
    scene.me.require(Act.BIND_GROUP)
    return scene.me.units(Act.BIND_GROUP)[0]


def _office_id(scene: Scene) -> int:
    return unit_id(_office(scene))


def _mine(scene: Scene) -> Sequence[GroupChat]:
    office, whole = _office_id(scene), scene.me.scope(Act.BIND_GROUP).is_whole
    unbound = unbound_groups(scene.session, office, whole=whole)
    return [*boards_of(scene.session, office), *unbound]


def _group(scene: Scene, number: int) -> GroupChat:
    """A group of the list; any other is refused as if it were not for the post."""
    found = next((one for one in _mine(scene) if one.id == number), None)
    if found is None:
        raise Refused(Reason.NOT_ALLOWED)
    return found


def one_said(scene: Scene, row: Outbox) -> View:
    """One group as a new message: also to staff who brought the bot, or wrote /bind."""
    return card(scene, _group(scene, row.subject_id or 0), _office_id(scene))


def opened(turn: Turn, press: GroupPress | BindPress | UnbindPress) -> View:
    """One group in the pressed message."""
    return card(turn, _group(turn, press.group), _office_id(turn))


def bound(turn: Turn, press: BindPress) -> Shown:
    """From now on notices can be posted there."""
    bind(turn.session, _group(turn, press.group), _office_id(turn), turn.me.id, turn.now)
    return Shown(opened(turn, press), turn.tr.plain("Bound. Notices can be posted there now."))


def unbound(turn: Turn, press: UnbindPress) -> Shown:
    """Nothing is posted there any more."""
    unbind(turn.session, _group(turn, press.group), _office_id(turn), turn.me.id, turn.now)
    return Shown(opened(turn, press), turn.tr.plain("Unbound. Nothing is posted there any more."))


ROUTES: tuple[Route, ...] = (
    on_command("groups", command),
    on_command("bind", bind_said),
    on_command("unbind", unbind_said),
    on_press(GroupsPress, pressed),
    on_press(GroupPress, opened),
    on_press(BindPress, bound, opened),
    on_press(UnbindPress, unbound, opened),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "groups": said,
    "group": one_said,
    "group_asked": one_said,
}
