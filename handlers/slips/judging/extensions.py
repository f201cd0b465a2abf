"""延期 before the office: what was asked for is told and listed."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.desk.queues import worked_off
from handlers.hearing import Route, on_command
from handlers.office.way_back import back_to_desk
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import ExtensionPress, ExtensionsPress
from handlers.slips.judging.extension_buttons import NextExtensionPress
from handlers.slips.judging.extension_cards import card, seen_request, waits
from handlers.view import Key, View, clip, lines
from models.authority import Act
from models.outbox import Outbox
from models.slips.extension_queue import Request, pending_extensions
from models.slips.extensions import Extension
from models.units import unit_id

ON_A_PAGE = 8


def told(scene: Scene, row: Outbox) -> View | None:
    """A request came in, for the office's staff; nothing when it was decided meanwhile."""
    one = seen_request(scene, row.subject_id or 0)
    return card(scene, one) if waits(one) else None


def waiting(scene: Scene) -> list[Request]:
    """What waits for this person's decision, oldest first."""
    scene.me.require(Act.DECIDE_SLIP)
    offices = [unit_id(unit) for unit in scene.me.listed(Act.DECIDE_SLIP)]
    return list(pending_extensions(scene.session, offices))


def command(turn: Turn) -> None:
    """`/extensions`."""
    turn.me.require(Act.DECIDE_SLIP)
    turn.say("extensions")


def list_said(scene: Scene, _row: Outbox) -> View:
    """The list as a new message."""
    return listed(scene, 0)


def list_pressed(turn: Turn, press: ExtensionsPress) -> View:
    """The list in the pressed message."""
    return listed(turn, press.page)


def listed(scene: Scene, page: int) -> View:
    """Every request that waits, oldest first."""
    tr, found = scene.tr, waiting(scene)
    head = tr("<b>Extensions asked for: {n}</b>", n=len(found))
    if not found:
        return worked_off(scene, head, tr("No extension waits for a decision."))
    shown = page_of(found, page, ON_A_PAGE)
    text = lines(
        head,
        *(
            tr(
                "<b>{name}</b> {unit}: {before} → {wanted}",
                name=words.name(tr, one.slip),
                unit=clip(one.unit.name, 30),
                before=tr.date(one.asked.before_on),
                wanted=tr.date(one.asked.wanted_on),
            )
            for one in shown.items
        ),
    )
    keys = [
        [Key(clip(one.slip.number_text, 30), ExtensionPress(one.asked.id or 0))]
        for one in shown.items
    ]
    return View(text, [*keys, page_keys(tr, shown, ExtensionsPress), [back_to_desk(tr)]])


def following(scene: Scene, asked: Extension) -> View:
    """The request that waits after one; from the start at the end, and the list when none does."""
    found = waiting(scene)
    later = [one for one in found if (one.asked.id or 0) > (asked.id or 0)]
    coming = next(iter([*later, *found]), None)
    return card(scene, coming) if coming else listed(scene, 0)


def pressed(turn: Turn, press: ExtensionPress) -> View:
    """One request in the pressed message."""
    return card(turn, seen_request(turn, press.extension))


def next_pressed(turn: Turn, press: NextExtensionPress) -> View:
    """The request that waits after this one; the list when none does."""
    return following(turn, seen_request(turn, press.extension).asked)


ROUTES: tuple[Route, ...] = (
    on_command("extensions", command),
    on_press(ExtensionsPress, list_pressed),
    on_press(ExtensionPress, pressed),
    on_press(NextExtensionPress, next_pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "extension_asked": told,
    "extensions": list_said,
}
