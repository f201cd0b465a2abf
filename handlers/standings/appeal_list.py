"""/appeals: what waits for the office's decision, oldest first (DOMAIN §6)."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.desk.queues import coming, worked_off
from handlers.hearing import Route, on_command
from handlers.office.way_back import back_to_desk
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.standings.appeal_cards import appeal_card, fact_about, own_appeal, seen_appeal
from handlers.standings.appeal_queue import appeals_before
from handlers.standings.buttons import AppealCardPress, AppealsPress, NextAppealPress
from handlers.standings.gains import item
from handlers.view import Key, View, clip, lines
from models.authority import Act
from models.outbox import Outbox
from models.units import Unit

ON_A_PAGE = 8


def command(turn: Turn) -> None:
    """`/appeals`, or `/appeals 12` for one of them."""
    turn.me.require(Act.DECIDE_APPEAL)
    number = turn.text.strip()
    if number.isascii() and number.isdigit() and len(number) < 10:
        turn.say("appeal_opened", own_appeal(turn, int(number)).id)
    else:
        turn.say("appeals")


def listed(scene: Scene, page: int) -> View:
    """Each appeal with its unit and line; each opens."""
    tr, before = scene.tr, appeals_before(scene)
    found = before.all
    head = tr("<b>Appeals that wait: {n}</b>", n=len(found))
    if not found:
        return worked_off(scene, head, tr("No appeal waits for a decision."))
    shown = page_of(found, page, ON_A_PAGE)
    text = lines(
        head,
        tr("For you to decide: {n}.", n=len(before.mine)),
        *(
            tr(
                "{n}. {unit}: {item}",
                n=one.id,
                unit=clip(scene.session.get_one(Unit, one.unit_id).name, 30),
                item=item(fact_about(scene, one), 50),
            )
            for one in shown.items
        ),
    )
    numbers = [Key(str(one.id), AppealCardPress(one.id or 0)) for one in shown.items]
    turning = page_keys(tr, shown, AppealsPress)
    return View(text, [numbers[:4], numbers[4:], turning, [back_to_desk(tr)]])


def list_pressed(turn: Turn, press: AppealsPress) -> View:
    """The list in the pressed message."""
    return listed(turn, press.page)


def card_pressed(turn: Turn, press: AppealCardPress) -> View:
    """One appeal in the pressed message."""
    return appeal_card(turn, seen_appeal(turn, press.appeal))


def next_pressed(turn: Turn, press: NextAppealPress) -> View:
    """The appeal that waits for this person after this one; the list when none does."""
    own_appeal(turn, press.appeal)
    following = coming([one.id for one in appeals_before(turn).queue], press.appeal)
    return appeal_card(turn, seen_appeal(turn, following)) if following else listed(turn, 0)


def list_said(scene: Scene, _row: Outbox) -> View:
    """The list as a new message."""
    return listed(scene, 0)


def card_said(scene: Scene, row: Outbox) -> View:
    """One appeal as a new message."""
    return appeal_card(scene, seen_appeal(scene, row.subject_id or 0))


ROUTES: tuple[Route, ...] = (
    on_command("appeals", command),
    on_press(AppealsPress, list_pressed),
    on_press(AppealCardPress, card_pressed),
    on_press(NextAppealPress, next_pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "appeals": list_said,
    "appeal_opened": card_said,
}
