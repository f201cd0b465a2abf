"""A card as it is read: the matter, last month's words, this month's answer, the ways to answer."""

from datetime import timedelta

from markupsafe import Markup, escape

from handlers import terms
from handlers.context import Scene
from handlers.dispatch.buttons import (
    CardPress,
    CaseListPress,
    MilestonePress,
    PanelPress,
    PercentPress,
    Plain,
    Question,
    QuestionPress,
    SayPress,
    SubmitPress,
)
from handlers.dispatch.card_slips import slip_keys, slip_lines, slips_on
from handlers.dispatch.panel import rest_key
from handlers.dispatch.sayings import in_full
from handlers.dispatch.sheets import light_of
from handlers.view import Ask, Key, View, clip, lines
from models.dispatch.returns import Mark
from models.dispatch.reviews import last_review
from models.dispatch.sheets import Card, Sheet
from models.focus import Topic
from models.matters.ledger import Milestone

NEAR_DAYS = 31
"""A milestone that is due within so many days can be reported as reached from its card."""


def card_view(scene: Scene, sheet: Sheet, card: Card, word: Markup | None = None) -> View:
    """One matter of a return; `word` stands above it."""
    slips = slips_on(scene, card)
    text = lines(
        *((word, Markup("")) if word else ()),
        heading(scene, sheet, card),
        *_matter(scene, card),
        *slip_lines(scene, slips),
        Markup(""),
        *_said(scene, card),
    )
    answers = _answers(scene, card) if card.open else []
    keys = [*answers, *slip_keys(scene, slips), *_ways(scene, sheet, card)]
    return View(text, keys, Ask(Topic.CARD, card.id))


def heading(scene: Scene, sheet: Sheet, card: Card) -> Markup:
    """Where the card lies in its return, and which matter it is."""
    return scene.tr(
        "({place}/{cards}) {light} <b>{number}</b> · {unit}",
        place=sheet.place(card),
        cards=len(sheet.cards),
        light=terms.dot(light_of(scene, card)),
        number=card.matter.number,
        unit=clip(sheet.unit.name, 30),
    )


def _matter(scene: Scene, card: Card) -> list[Markup | None]:
    tr, matter = scene.tr, card.matter
    step = next(iter(card.open_steps), None)
    return [
        tr("<b>{title}</b>", title=clip(matter.title, 160)),
        tr("Measure: {measure}", measure=clip(matter.measure, 300)) if matter.measure else None,
        tr("Milestone: {title}, {date}", title=clip(step.title, 60), date=tr.day(step.due_on))
        if step
        else None,
        tr("Due: {date}", date=tr.date(matter.due_on)),
    ]


def _said(scene: Scene, card: Card) -> list[Markup | None]:
    tr = scene.tr
    files = card.files
    open_card = card.open
    return [
        tr("Last month: {said}", said=_last_month(scene, card)),
        tr("This month: {said}", said=in_full(tr, card.said, 500))
        if card.said
        else tr("This month: not filled in yet"),
        _reached(scene, card),
        _returned(scene, card),
        tr.plural("{n} file", "{n} files", files) if files else None,
        None if open_card else tr("{state}: nothing is to be reported.", state=_state(scene, card)),
        Markup("") if open_card else None,
        tr("<i>Words, photos and files sent now belong to this matter.</i>") if open_card else None,
    ]


def _state(scene: Scene, card: Card) -> str:
    return terms.state(scene.tr, card.matter.state)


def _last_month(scene: Scene, card: Card) -> Markup:
    percent = escape(scene.tr.percent(card.item.last_percent))
    if not card.last_words:
        return percent
    return scene.tr("{percent}: {note}", percent=percent, note=clip(card.last_words, 200))


def _reached(scene: Scene, card: Card) -> Markup | None:
    if not card.said or not card.said.milestones:
        return None
    titles = [step.title for step in card.steps if step.id in card.said.milestones]
    joint = scene.tr.plain(", ")
    return scene.tr("Reported as reached: {titles}", titles=clip(joint.join(titles), 120))


def _returned(scene: Scene, card: Card) -> Markup | None:
    if card.item.mark is not Mark.RETURNED:
        return None
    review = last_review(scene.session, card.item)
    reason = clip(review.reason, 400) if review else ""
    return scene.tr("<b>Returned by the reform office:</b> {reason}", reason=reason)


def _answers(scene: Scene, card: Card) -> list[list[Key]]:
    tr, seen = scene.tr, card.version
    no_change = Key(tr.plain("No change"), SayPress(card.id, seen, Plain.NO_CHANGE))
    done = Key(tr.plain("Done, apply to close"), SayPress(card.id, seen, Plain.DONE))
    hard = Key(tr.plain("Difficulty"), QuestionPress(card.id, Question.DIFFICULTY))
    return [[no_change], _figures(scene, card), *_milestones(scene, card), [done, hard]]


def _figures(scene: Scene, card: Card) -> list[Key]:
    tr = scene.tr
    raised = (
        {min(100, card.percent + more): more for more in (25, 10)} if card.percent < 100 else {}
    )
    steps = [
        Key(
            tr.plain("+{more} → {percent}", more=more, percent=tr.percent(percent)),
            PercentPress(card.id, card.version, percent),
        )
        for percent, more in sorted(raised.items())
    ]
    return [*steps, Key(tr.plain("Percentage"), QuestionPress(card.id, Question.PERCENT))]


def _milestones(scene: Scene, card: Card) -> list[list[Key]]:
    reported = card.said.milestones if card.said else []
    near = scene.today + timedelta(days=NEAR_DAYS)
    shown = [s for s in card.open_steps if s.due_on <= near or s.id in reported]
    return [[_milestone_key(scene, card, step, step.id in reported)] for step in shown[:3]]


def _milestone_key(scene: Scene, card: Card, step: Milestone, reported: bool) -> Key:  # noqa: FBT001
    title = clip(step.title, 24)
    if reported:
        label = scene.tr.plain("Take back: {title}", title=title)
        return Key(label, MilestonePress(card.id, card.version, step.id or 0, 0))
    label = scene.tr.plain("✓ Reached: {title}", title=title)
    return Key(label, MilestonePress(card.id, card.version, step.id or 0, 1))


def _ways(scene: Scene, sheet: Sheet, card: Card) -> list[list[Key]]:
    tr = scene.tr
    back = Key(tr.plain("‹ Previous"), CardPress(sheet.beside(card, -1).id))
    jump = Key(tr.plain("Jump"), CaseListPress(sheet.id, _page_of(sheet, card), card.id))
    forward = Key(tr.plain("Next ›"), CardPress(sheet.beside(card, 1).id))
    moving = [back, jump, forward] if len(sheet.cards) > 1 else []
    overview = Key(tr.plain("Overview"), PanelPress(sheet.id, card.id))
    return [moving, [overview, *_ending(scene, sheet)]]


def _ending(scene: Scene, sheet: Sheet) -> list[Key]:
    """The way to the end that is open from here: submit, or the rest is unchanged."""
    tally = sheet.tally
    if tally.ready:
        return [Key(scene.tr.plain("Submit"), SubmitPress(sheet.id))]
    begun = 0 < tally.unanswered < tally.cards
    return [rest_key(scene, sheet)] if begun and not sheet.singly else []


def _page_of(sheet: Sheet, card: Card) -> int:
    return (sheet.place(card) - 1) // 12
