"""同意 and 退回 by the office's buttons on a card (DOMAIN §2)."""

from collections.abc import Mapping

from handlers.board.unit_page import unit_page
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import (
    AcceptPress,
    Common,
    PlainPress,
    ReasonPress,
    ReviewPress,
    SendBackPress,
    UnitPress,
)
from handlers.pressing import on_press
from handlers.reviews.card import review_card
from handlers.reviews.queue import following, seen_card
from handlers.view import Ask, Key, Shown, View, clip, lines
from locales import N_
from models.authority import Act
from models.dispatch.returns import Return
from models.dispatch.review_queue import Waiting, accept_plain
from models.dispatch.reviews import accept, send_back
from models.focus import Topic
from models.refusals import Reason, Refused
from models.units import Unit

REASONS: Mapping[Common, str] = {
    Common.FIGURES: N_("The figures do not match what is said."),
    Common.EVIDENCE: N_("Please say what shows it: a document, a link, a photo."),
    Common.DETAIL: N_("Too general. Please say what was done and what comes next."),
    Common.NOT_MET: N_("The outcome that was set is not reached yet."),
}

BUTTONS: Mapping[Common, str] = {
    Common.FIGURES: N_("Figures do not match"),
    Common.EVIDENCE: N_("No evidence"),
    Common.DETAIL: N_("Too general"),
    Common.NOT_MET: N_("Outcome not reached"),
}


def accepted(turn: Turn, press: AcceptPress) -> Shown:
    """同意: then the next card that waits."""
    one = version_seen(turn, press.item, press.version)
    accept(turn.session, one.item, one.matter, turn.me.id, turn.office.calendar, turn.now)
    toast = turn.tr.plain("Approved: {number}", number=clip(one.matter.number, 40))
    return Shown(following(turn, one.said), toast)


def plain_accepted(turn: Turn, press: PlainPress) -> Shown:
    """同意 for every plain card of a unit, shown on the unit's page."""
    turn.me.require(Act.REVIEW)
    one = turn.session.get(Return, press.one)
    if one is None:
        raise Refused(Reason.GONE)
    turn.me.require(Act.REVIEW, turn.session.get_one(Unit, one.unit_id))
    done = accept_plain(turn.session, one, turn.me.id, turn.office.calendar, turn.now)
    return Shown(
        unit_page(turn, one, UnitPress(press.one, 0)),
        turn.tr.plain("Approved: {number}", number=done),
    )


def why_back(turn: Turn, press: SendBackPress) -> View:
    """退回: why? A common reason by a tap, or any by text."""
    return asking(turn, version_seen(turn, press.item, press.version))


def returned(turn: Turn, press: ReasonPress) -> Shown:
    """退回 for a common reason, kept as the words that the office says; then the next card."""
    one = version_seen(turn, press.item, press.version)
    return_card(turn, one, turn.tr.plain(REASONS[press.reason]))
    toast = turn.tr.plain("Returned: {number}", number=clip(one.matter.number, 40))
    return Shown(following(turn, one.said), toast)


def current(turn: Turn, press: AcceptPress | SendBackPress | ReasonPress) -> View:
    """The card as it stands now, when a verdict was refused."""
    return review_card(turn, seen_card(turn, press.item))


def version_seen(turn: Turn, item: int, version: int) -> Waiting:
    """The card a button was made for; Refused(STALE_PREVIEW) when it says something else now."""
    one = seen_card(turn, item)
    if one.said.id != version:
        raise Refused(Reason.STALE_PREVIEW)
    return one


def return_card(turn: Turn, one: Waiting, reason: str) -> None:
    """退回 with a reason; refused as `send_back`."""
    send_back(turn.session, one.item, one.matter, reason, turn.me.id, turn.now)


def asking(scene: Scene, one: Waiting) -> View:
    """The question for a reason, with the common ones as keys."""
    tr, item, version = scene.tr, one.item.id or 0, one.said.id or 0
    text = lines(
        tr("<b>Return {number}</b> {title}", number=one.matter.number, title=title(one)),
        tr("Please choose a reason, or send one as a message."),
    )
    reasons = [
        Key(tr.plain(words), ReasonPress(item, version, reason))
        for reason, words in BUTTONS.items()
    ]
    back = Key(tr.plain("Back"), ReviewPress(item))
    asks = Ask(Topic.SEND_BACK, item, version)
    return View(text, [reasons[:2], reasons[2:], [back]], asks)


def title(one: Waiting) -> str:
    """The matter of a card, short enough for a line."""
    return clip(one.matter.title, 80)


ROUTES: tuple[Route, ...] = (
    on_press(AcceptPress, accepted, current),
    on_press(SendBackPress, why_back, current),
    on_press(ReasonPress, returned, current),
    on_press(PlainPress, plain_accepted),
)
