"""The exception list: what does not run by itself, why, and the tap that helps."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from markupsafe import Markup

from handlers.buttons import Press
from handlers.context import Scene, Turn
from handlers.enrolment.invitations import InvitesPress
from handlers.exceptions.buttons import (
    ExceptionsPress,
    MessagePress,
    Trouble,
    TroublePress,
    UpdatePress,
)
from handlers.exceptions.words import board_row, message_row, seat_row, unit_row, update_row
from handlers.groups.buttons import GroupPress
from handlers.hearing import Route, on_command
from handlers.listing import people_listed, units_listed
from handlers.office.way_back import back_to_desk
from handlers.pages import Page, page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, lines
from locales import N_, Translator
from models.authority import Act
from models.exceptions import (
    Counts,
    Seated,
    Undelivered,
    blocked,
    counts,
    stuck_updates,
    unanswered,
    undelivered,
    unlinked,
)
from models.groups import GroupChat, group_id
from models.inbox import Inbox
from models.notice_boards import lost_boards
from models.outbox import Outbox

ON_A_PAGE = 10
T = TypeVar("T")


NAMES: Mapping[Trouble, str] = {
    Trouble.UNDELIVERED: N_("Not delivered {n}"),
    Trouble.UNANSWERED: N_("Nobody answers {n}"),
    Trouble.UNLINKED: N_("Not linked {n}"),
    Trouble.BLOCKED: N_("Bot blocked {n}"),
    Trouble.UPDATES: N_("Not handled {n}"),
    Trouble.BOARDS: N_("Notice boards lost {n}"),
}

HINTS: Mapping[Trouble, str] = {
    Trouble.UNDELIVERED: N_("Messages that did not arrive for certain. Please open one."),
    Trouble.UNANSWERED: N_("Units with open matters and nobody to answer today. Please /invite."),
    Trouble.UNLINKED: N_("People who have not opened their invitation. Please /invite."),
    Trouble.BLOCKED: N_("People who have blocked the bot. Please call them."),
    Trouble.UPDATES: N_("What people sent and the program could not handle. Please open one."),
    Trouble.BOARDS: N_(
        "Notice boards the bot was removed from, or may not write to. Please add it to the group "
        "again, or unbind it."
    ),
}


INVITE = frozenset({Trouble.UNANSWERED, Trouble.UNLINKED})
"""What an invitation helps against."""


def command(turn: Turn) -> None:
    """`/exceptions`."""
    turn.me.require(Act.READ_EXCEPTIONS)
    turn.say("exceptions")


def said(scene: Scene, _row: Outbox) -> View:
    """The list as a new message."""
    return overview(scene)


def pressed(turn: Turn, _press: ExceptionsPress) -> View:
    """The list in the pressed message."""
    return overview(turn)


def overview(scene: Scene) -> View:
    """How much there is of each kind, or that nothing is wrong."""
    tr = scene.tr
    found = counts(scene.session, scene.me.scope(Act.READ_EXCEPTIONS), scene.today)
    kinds = [(what, n) for what in Trouble if (n := _count(found, what))]
    text = lines(
        tr("<b>Exceptions: {n}</b>", n=found.stuck),
        *(tr(NAMES[what], n=n) for what, n in kinds),
        tr("Nothing is wrong.") if not kinds else None,
    )
    keys = [Key(tr.plain(NAMES[what], n=n), TroublePress(what, 0)) for what, n in kinds]
    return View(text, [keys[:2], keys[2:4], keys[4:], [back_to_desk(tr)]])


def _count(found: Counts, what: Trouble) -> int:
    return {
        Trouble.UNDELIVERED: found.undelivered,
        Trouble.UNANSWERED: found.unanswered,
        Trouble.UNLINKED: found.unlinked,
        Trouble.BLOCKED: found.blocked,
        Trouble.UPDATES: found.updates,
        Trouble.BOARDS: found.boards,
    }[what]


def listed(turn: Turn, press: TroublePress) -> View:
    """One kind of exceptions in pages."""
    part = turn.me.scope(Act.READ_EXCEPTIONS)
    match press.what:
        case Trouble.UNDELIVERED:
            return _page(turn, press, undelivered(turn.session, part), message_row, _open_message)
        case Trouble.UPDATES:
            return _page(turn, press, stuck_updates(turn.session, part), update_row, _open_update)
        case Trouble.BOARDS:
            return _page(turn, press, lost_boards(turn.session, part), board_row, _open_board)
        case Trouble.UNANSWERED:
            units = unanswered(turn.session, part, turn.today)
            found = units_listed(turn, units, lambda unit: unit.name)
            return _page(turn, press, found, unit_row, None)
        case Trouble.UNLINKED:
            return _page(turn, press, _by_name(turn, unlinked(turn.session, part)), seat_row, None)
        case Trouble.BLOCKED:
            return _page(turn, press, _by_name(turn, blocked(turn.session, part)), seat_row, None)


def _by_name(turn: Turn, seats: Sequence[Seated]) -> Sequence[Seated]:
    return people_listed(turn, seats, lambda seated: seated.person.name)


def _page(
    turn: Turn,
    press: TroublePress,
    found: Sequence[T],
    row: Callable[[Translator, T], Markup],
    opens: Callable[[T], Press] | None,
) -> View:
    tr, shown = turn.tr, page_of(found, press.page, ON_A_PAGE)
    text = lines(
        tr("<b>{what}</b>", what=tr.plain(NAMES[press.what], n=len(found))),
        tr(HINTS[press.what]) if found else tr("Nothing is wrong."),
        *(
            tr("{n}. {text}", n=number, text=row(tr, one))
            for number, one in enumerate(shown.items, start=shown.start + 1)
        ),
    )
    return View(
        text,
        [
            *_openers(shown, opens),
            page_keys(tr, shown, lambda page: TroublePress(press.what, page)),
            [Key(tr.plain("Invite"), InvitesPress(0))] if press.what in INVITE and found else [],
            [Key(tr.plain("Back"), ExceptionsPress())],
        ],
    )


def _openers(shown: Page[T], opens: Callable[[T], Press] | None) -> list[list[Key]]:
    if opens is None:
        return []
    keys = [
        Key(str(number), opens(one))
        for number, one in enumerate(shown.items, start=shown.start + 1)
    ]
    return [keys[:5], keys[5:]]


def _open_message(one: Undelivered) -> Press:
    return MessagePress(one.row.id or 0)


def _open_update(one: Inbox) -> Press:
    return UpdatePress(one.update_id)


def _open_board(one: GroupChat) -> Press:
    return GroupPress(group_id(one))


ROUTES: tuple[Route, ...] = (
    on_command("exceptions", command),
    on_press(ExceptionsPress, pressed),
    on_press(TroublePress, listed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"exceptions": said}
