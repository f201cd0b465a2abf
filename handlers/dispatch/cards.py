"""Card by card: one tap answers a matter and shows the next one without an answer."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.dispatch.buttons import (
    CardPress,
    MilestonePress,
    PercentPress,
    Plain,
    Question,
    QuestionPress,
    SayPress,
    SkipPress,
)
from handlers.dispatch.card_questions import difficulty_asked, helper_asked, percent_asked
from handlers.dispatch.card_views import card_view
from handlers.dispatch.panel import panel
from handlers.dispatch.sayings import briefly, counts
from handlers.dispatch.sheets import around, seen_with, taken_with
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.view import Shown, View, lines
from models.dispatch.handing_in import answer
from models.dispatch.progress import Said, Saying, Source
from models.dispatch.returns import Mark
from models.dispatch.sheets import Card, Sheet
from models.outbox import Outbox
from models.people.posts import Person
from models.refusals import Reason, Refused

_PLAIN = {Plain.NO_CHANGE: Saying.NO_CHANGE, Plain.DONE: Saying.DONE}

Cards = CardPress | SayPress | PercentPress | MilestonePress | QuestionPress | SkipPress


def opened(turn: Turn, press: Cards) -> View:
    """The card as it is now."""
    sheet, card = taken_with(turn, press.item)
    return card_view(turn, sheet, card)


def as_it_is(turn: Turn, press: Cards) -> View:
    """After a refusal: the card, or its return when nothing is asked about the matter any more."""
    sheet = around(turn, press.item)
    there = next((card for card in sheet.cards if card.id == press.item), None)
    return card_view(turn, sheet, there) if there else panel(turn, sheet)


def said(turn: Turn, press: SayPress) -> Shown:
    """无变化 or 已完成·申请销号 with one tap."""
    sheet, card = taken_with(turn, press.item)
    return _answered(turn, sheet, card, Said(_PLAIN[press.plain]), press.seen)


def percent_set(turn: Turn, press: PercentPress) -> Shown:
    """A figure with one tap; a difficulty that was told stays one."""
    sheet, card = taken_with(turn, press.item)
    hard = card.said is not None and card.said.saying is Saying.DIFFICULTY
    saying = Saying.DIFFICULTY if hard else Saying.PROGRESS
    return _answered(turn, sheet, card, Said(saying, press.percent), press.seen)


def _answered(turn: Turn, sheet: Sheet, card: Card, what: Said, seen: int) -> Shown:
    """Record an answer and go on; when others wrote meanwhile, show that instead."""
    if card.version != seen and not _stands(card, what):
        return _overtaken(turn, sheet, card)
    record(turn, sheet, card, what)
    return Shown(onward(turn, sheet, card), told(turn, sheet, card))


def _stands(card: Card, what: Said) -> bool:
    if card.said is None or card.said.saying is not what.saying or card.waiting:
        return False
    return what.percent in (None, card.said.percent)


def _overtaken(turn: Turn, sheet: Sheet, card: Card) -> Shown:
    if card.said is None:
        raise Refused(Reason.GONE)  # no button of ours has seen a version that is not there
    writer = turn.session.get(Person, card.said.person_id)
    word = turn.tr.plain(
        "{name} has entered {said} for {number} meanwhile. Please look again.",
        name=writer.name[:30] if writer else "",
        said=briefly(turn.tr, card.said),
        number=card.matter.number,
    )
    return Shown(card_view(turn, sheet, card), word, alert=True)


def record(turn: Turn, sheet: Sheet, card: Card, what: Said, source: Source | None = None) -> None:
    """Add what is said to a card, by the rules of the return it lies in."""
    months = turn.at(sheet.cycle.office_id).office.rules.dispatch.unchanged_months
    place = (card.item, card.matter)
    card.said = answer(turn.session, sheet.one, place, what, source or turn.source, months)


def onward(scene: Scene, sheet: Sheet, card: Card) -> View:
    """The next card without an answer, or the return as a whole when there is none."""
    following = sheet.next_waiting(card)
    return card_view(scene, sheet, following) if following else panel(scene, sheet, card.id)


def told(scene: Scene, sheet: Sheet, card: Card) -> str:
    """What was recorded, for a toast."""
    assert card.said  # noqa: S101  it has just been recorded
    word = scene.tr.plain(
        "{number}: {said}", number=card.matter.number, said=briefly(scene.tr, card.said)
    )
    if not sheet.one.submitted_at or card.item.mark is Mark.DRAFTED:
        return word
    return scene.tr.plain("{word}. {counts}", word=word, counts=counts(scene, sheet))


def milestone_reached(turn: Turn, press: MilestonePress) -> Shown:
    """Report a milestone as reached, or take that back; the card stays open for the figure."""
    sheet, card = taken_with(turn, press.item)
    if press.milestone not in {step.id for step in card.open_steps}:
        raise Refused(Reason.GONE)
    if card.version != press.seen:
        return Shown(card_view(turn, sheet, card))
    reported = set(card.said.milestones) if card.said else set()
    wanted = reported | {press.milestone} if press.reached else reported - {press.milestone}
    changed = card.said is None or card.said.saying is Saying.NO_CHANGE
    saying = Saying.PROGRESS if changed or not card.said else card.said.saying
    record(turn, sheet, card, Said(saying, milestones=sorted(wanted)))
    word = turn.tr.plain("{number}: the milestone is noted.", number=card.matter.number)
    return Shown(card_view(turn, sheet, card), word)


def asked(turn: Turn, press: QuestionPress) -> View:
    """Ask for the figure, or for what the difficulty is."""
    sheet, card = taken_with(turn, press.item)
    if not card.open:
        raise Refused(Reason.MATTER_CLOSED, number=card.matter.number)
    if press.question is Question.PERCENT:
        return percent_asked(turn, sheet, card)
    return difficulty_asked(turn, sheet, card)


def skipped(turn: Turn, press: SkipPress) -> View:
    """Nobody in particular can help: on to the next card."""
    sheet, card = taken_with(turn, press.item)
    return onward(turn, sheet, card)


def card(scene: Scene, row: Outbox) -> View:
    """A card as a new message."""
    return card_view(scene, *seen_with(scene, row.subject_id or 0))


def helper(scene: Scene, row: Outbox) -> View:
    """After a difficulty was told in words: who can help."""
    return helper_asked(scene, *seen_with(scene, row.subject_id or 0))


def noted(scene: Scene, row: Outbox) -> View:
    """After words about a card: what was recorded, and the next card.

    Words without a figure leave the card open, so that the figure can follow with one tap.
    """
    sheet, about = seen_with(scene, row.subject_id or 0)
    word = scene.tr("Recorded: {said}", said=told(scene, sheet, about)) if about.said else None
    following = about if row.params.get("stay") else sheet.next_waiting(about)
    if following:
        return card_view(scene, sheet, following, word)
    whole = panel(scene, sheet, about.id)
    return View(lines(word, Markup(""), whole.text), whole.keys, whole.asks)


ROUTES: tuple[Route, ...] = (
    on_press(CardPress, opened, as_it_is),
    on_press(SayPress, said, as_it_is),
    on_press(PercentPress, percent_set, as_it_is),
    on_press(MilestonePress, milestone_reached, as_it_is),
    on_press(QuestionPress, asked, as_it_is),
    on_press(SkipPress, skipped, as_it_is),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "card": card,
    "helper": helper,
    "noted": noted,
}
