"""下发: whom a circular reaches, sent after one more look; 确认收到 by each reader."""

from collections.abc import Callable, Mapping

from handlers.circulars.buttons import ConfirmCircularPress, SendPress
from handlers.circulars.page import back, page
from handlers.circulars.page_lines import name
from handlers.circulars.papers import handed
from handlers.circulars.seen import issued_circular, own_circular
from handlers.context import Scene, Turn
from handlers.going_out import names_row, not_before
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.slips.buttons import Form
from handlers.view import Key, Shown, View, clip, lines
from models.circulars.broadcasting import broadcast, confirm, reach, unconfirmed
from models.circulars.circulars import Circular, CircularState, circular_id
from models.outbox import Outbox
from models.refusals import Reason, Refused

MOST_NAMES = 30


def send_asked(turn: Turn, press: SendPress) -> View | Shown:
    """First whom it would reach, then the deed."""
    circular = own_circular(turn, press.circular)
    if press.sure is Sure.ASK:
        return look(turn, circular)
    n = send(turn, circular)
    toast = turn.tr.plain_plural("On its way to {n} person.", "On its way to {n} people.", n)
    return Shown(page(turn, circular), toast)


def look(scene: Scene, circular: Circular) -> View:
    """How many messages it would be, and for which units nobody can be told."""
    if circular.state is not CircularState.ISSUED or circular.broadcast_at is not None:
        sent = circular.broadcast_at is not None
        raise Refused(Reason.ALREADY_SENT if sent else Reason.NOT_ISSUED)
    tr, found = scene.tr, reach(scene.session, circular, scene.today)
    text = lines(
        name(scene, circular),
        tr.plural(
            "It goes to {n} person, one message each, with the document:",
            "It goes to {n} people, one message each, with the document:",
            len(found.people),
        ),
        names_row((clip(person.name, 16) for person in found.people), MOST_NAMES),
        tr.plural("Nobody to tell in {n} unit:", "Nobody to tell in {n} units:", len(found.nobody))
        if found.nobody
        else None,
        names_row((clip(unit.name, 24) for unit in found.nobody), MOST_NAMES)
        if found.nobody
        else None,
        not_before(scene),
    )
    sure = Key(tr.plain("Send to all"), SendPress(circular_id(circular), Sure.YES))
    return View(text, [[sure] if found.people else [], [back(scene, circular)]])


def send(turn: Turn, circular: Circular) -> int:
    """Send it to everybody it concerns; how many."""
    calendar = turn.at(circular.office_id).office.calendar
    return len(broadcast(turn.session, circular, calendar, turn.me.id, turn.now).people)


def copy_told(scene: Scene, row: Outbox) -> View:
    """To a reader: the circular with its document; refused once it is withdrawn, or they left."""
    circular, tr = issued_circular(scene, row.subject_id or 0), scene.tr
    text = lines(
        name(scene, circular),
        tr("Please confirm that you have received it. /circulars shows all circulars."),
    )
    key = Key(tr.plain("Circular received"), ConfirmCircularPress(circular_id(circular)))
    return View(text, [[key]], paper=handed(scene, circular, Form.PDF))


def confirmed(turn: Turn, press: ConfirmCircularPress) -> Shown:
    """确认收到; the pressed message keeps its document."""
    issued_circular(turn, press.circular)
    copy = confirm(turn.session, press.circular, turn.me.id, turn.now)
    when = turn.tr.moment(copy.confirmed_at or turn.now)
    return Shown(toast=turn.tr.plain("Confirmed {when}. Thank you.", when=when))


def confirm_all(turn: Turn) -> int:
    """Confirm everything one was sent; how many."""
    owed = unconfirmed(turn.session, turn.me.id)
    for one in owed:
        confirm(turn.session, circular_id(one), turn.me.id, turn.now)
    return len(owed)


def current(turn: Turn, press: SendPress) -> View:
    """The circular as it is now, when something was refused."""
    return page(turn, own_circular(turn, press.circular))


ROUTES: tuple[Route, ...] = (
    on_press(SendPress, send_asked, current),
    on_press(ConfirmCircularPress, confirmed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "circular": copy_told,
}
