"""同意 and 退回 by text: a command with numbers of matters, or a reason that was asked for."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.office.buttons import NextPress
from handlers.reviews.card import verdict_line
from handlers.reviews.queue import queue, seen_card
from handlers.reviews.verdicts import asking, return_card, title, version_seen
from handlers.slips.judging.answer_texts import return_answer
from handlers.slips.judging.commands import begins_with_slip
from handlers.view import Key, View, lines
from models.authority import Act
from models.dispatch.review_queue import Waiting, awaiting_of
from models.dispatch.reviews import accept, last_review
from models.focus import Focus, Topic
from models.matters.ledger import is_matter, matter_by_number
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.understanding.first_word import split_word
from models.units import Unit

MOST_NUMBERS = 20


def reason_by_text(turn: Turn, focus: Focus) -> None:
    """The reason as a text after it was asked for."""
    if not answered(turn.session, turn.update_id, "verdicts"):
        one = version_seen(turn, focus.subject_id or 0, focus.aside or 0)
        return_card(turn, one, turn.text)
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
    """`/return 2026-014 reason`, also with a slip's number; without a reason it is asked for."""
    turn.me.require(Act.REVIEW)
    number, reason = split_word(turn.text)
    if not number:
        turn.say("review_queue")
    elif not is_matter(turn.session, number) and begins_with_slip(turn, turn.text):
        return_answer(turn)
    elif not reason:
        turn.say("return_reason", _by_number(turn, number).item.id)
    elif not answered(turn.session, turn.update_id, "verdicts"):
        one = _by_number(turn, number)
        return_card(turn, one, reason)
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
    return asking(scene, seen_card(scene, row.subject_id or 0))


def verdicts_said(scene: Scene, row: Outbox) -> View:
    """What was decided by text, and the way to what waits next."""
    items = [int(item) for item in row.params["items"]]
    text = lines(*(_decided(scene, seen_card(scene, item)) for item in items))
    return View(text, [[Key(scene.tr.plain("Next"), NextPress(items[-1]))]])


def _decided(scene: Scene, one: Waiting) -> Markup:
    review = last_review(scene.session, one.item)
    return lines(
        scene.tr("<b>{number}</b> {title}", number=one.matter.number, title=title(one)),
        verdict_line(scene, review) if review else None,
    )


ROUTES: tuple[Route, ...] = (
    on_command("approve", approve),
    on_command("return", give_back),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "review_queue": queue_said,
    "return_reason": reason_said,
    "verdicts": verdicts_said,
}


TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.SEND_BACK: reason_by_text}
