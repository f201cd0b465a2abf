"""同意 and 退回 by the office: by buttons on a card, or by text."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from handlers.board.unit_page import unit_page
from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.office.buttons import (
    AcceptPress,
    Common,
    NextPress,
    PlainPress,
    ReasonPress,
    ReviewPress,
    SendBackPress,
    UnitPress,
)
from handlers.pressing import on_press
from handlers.reviews.queue import following, queue, review_card, seen_card, verdict_line
from handlers.view import Ask, Key, Shown, View, clip, lines
from locales import N_
from models.authority import Act
from models.dispatch.returns import Return
from models.dispatch.review_queue import Waiting, accept_plain, awaiting_of
from models.dispatch.reviews import accept, last_review, send_back
from models.focus import Focus, Topic
from models.matters.ledger import matter_by_number
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.understanding.first_word import split_word
from models.units import Unit

REASONS: Mapping[Common, str] = {
    Common.FIGURES: N_("The figures do not match what is said."),
    Common.EVIDENCE: N_("Please say what shows it: a document, a link, a photo."),
    Common.DETAIL: N_("Too general. Please say what was done and what comes next."),
    Common.NOT_MET: N_("The outcome that was set is not reached yet."),
}

BUTTONS: Mapping[Common, str] = {
    Common.FIGURES: N_("Figures do not match"),
    Common.EVIDENCE: N_("Nothing shows it"),
    Common.DETAIL: N_("Too general"),
    Common.NOT_MET: N_("Outcome not reached"),
}

MOST_NUMBERS = 20


def accepted(turn: Turn, press: AcceptPress) -> Shown:
    """同意: then the next card that waits."""
    one = _version(turn, press.item, press.version)
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
    return _asking(turn, _version(turn, press.item, press.version))


def returned(turn: Turn, press: ReasonPress) -> Shown:
    """退回 for a common reason, kept as the words that the office says; then the next card."""
    one = _version(turn, press.item, press.version)
    _send_back(turn, one, turn.tr.plain(REASONS[press.reason]))
    toast = turn.tr.plain("Returned: {number}", number=clip(one.matter.number, 40))
    return Shown(following(turn, one.said), toast)


def current(turn: Turn, press: AcceptPress | SendBackPress | ReasonPress) -> View:
    """The card as it stands now, when a verdict was refused."""
    return review_card(turn, seen_card(turn, press.item))


def _version(turn: Turn, item: int, version: int) -> Waiting:
    """The card a button was made for; Refused(STALE_PREVIEW) when it says something else now."""
    one = seen_card(turn, item)
    if one.said.id != version:
        raise Refused(Reason.STALE_PREVIEW)
    return one


def _send_back(turn: Turn, one: Waiting, reason: str) -> None:
    send_back(turn.session, one.item, one.matter, reason, turn.me.id, turn.now)


def _asking(scene: Scene, one: Waiting) -> View:
    tr, item, version = scene.tr, one.item.id or 0, one.said.id or 0
    text = lines(
        tr("<b>Return {number}</b> {title}", number=one.matter.number, title=_title(one)),
        tr("Please choose a reason, or send one as a message."),
    )
    reasons = [
        Key(tr.plain(words), ReasonPress(item, version, reason))
        for reason, words in BUTTONS.items()
    ]
    back = Key(tr.plain("Back"), ReviewPress(item))
    asks = Ask(Topic.SEND_BACK, item, version)
    return View(text, [reasons[:2], reasons[2:], [back]], asks)


def _title(one: Waiting) -> str:
    return clip(one.matter.title, 80)


def reason_by_text(turn: Turn, focus: Focus) -> None:
    """The reason as a text after it was asked for."""
    if not answered(turn.session, turn.update_id, "verdicts"):
        one = _version(turn, focus.subject_id or 0, focus.aside or 0)
        _send_back(turn, one, turn.text)
        _say(turn, [one])


def approve(turn: Turn) -> None:
    """`/approve` shows what waits; `/approve 2026-014 2026-015` approves, all of them or none."""
    turn.me.require(Act.REVIEW)
    numbers = turn.text.replace(",", " ").replace("、", " ").split()[:MOST_NUMBERS]
    if not numbers:
        turn.say("review_queue")
    elif not answered(turn.session, turn.update_id, "verdicts"):
        cards = [_by_number(turn, number) for number in dict.fromkeys(numbers)]
        for one in cards:
            accept(turn.session, one.item, one.matter, turn.me.id, turn.office.calendar, turn.now)
        _say(turn, cards)


def give_back(turn: Turn) -> None:
    """`/return 2026-014 reason`; without a reason it is asked for."""
    turn.me.require(Act.REVIEW)
    number, reason = split_word(turn.text)
    if not number:
        turn.say("review_queue")
    elif not reason:
        turn.say("return_reason", _by_number(turn, number).item.id)
    elif not answered(turn.session, turn.update_id, "verdicts"):
        one = _by_number(turn, number)
        _send_back(turn, one, reason)
        _say(turn, [one])


def _by_number(turn: Turn, number: str) -> Waiting:
    """The card of a matter that can be decided; what is out of reach is not known, either."""
    matter = matter_by_number(turn.session, number)
    if not turn.me.may(Act.REVIEW, turn.session.get_one(Unit, matter.lead_unit_id)):
        raise Refused(Reason.UNKNOWN_MATTER, text=number)
    return seen_card(turn, awaiting_of(turn.session, matter).id or 0)


def _say(turn: Turn, cards: Sequence[Waiting]) -> None:
    turn.say("verdicts", params={"items": [one.item.id for one in cards]})


def queue_said(scene: Scene, _row: Outbox) -> View:
    """What waits, as a new message."""
    return queue(scene, 0)


def reason_said(scene: Scene, row: Outbox) -> View:
    """The question for a reason, as a new message."""
    return _asking(scene, seen_card(scene, row.subject_id or 0))


def verdicts_said(scene: Scene, row: Outbox) -> View:
    """What was decided by text, and the way to what waits next."""
    items = [int(item) for item in row.params["items"]]
    text = lines(*(_decided(scene, seen_card(scene, item)) for item in items))
    return View(text, [[Key(scene.tr.plain("Next"), NextPress(items[-1]))]])


def _decided(scene: Scene, one: Waiting) -> Markup:
    review = last_review(scene.session, one.item)
    return lines(
        scene.tr("<b>{number}</b> {title}", number=one.matter.number, title=_title(one)),
        verdict_line(scene, review) if review else None,
    )


ROUTES: tuple[Route, ...] = (
    on_command("approve", approve),
    on_command("return", give_back),
    on_press(AcceptPress, accepted, current),
    on_press(SendBackPress, why_back, current),
    on_press(ReasonPress, returned, current),
    on_press(PlainPress, plain_accepted),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "review_queue": queue_said,
    "return_reason": reason_said,
    "verdicts": verdicts_said,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.SEND_BACK: reason_by_text}
