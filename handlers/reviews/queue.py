"""审核: what waits for the office's verdict, as a list and card by card."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene, Turn
from handlers.desk.queues import place, worked_off
from handlers.hearing import Route
from handlers.office.buttons import (
    AcceptPress,
    FilesPress,
    MatterPress,
    NextPress,
    Origin,
    PlainPress,
    QueuePress,
    ReviewPress,
    SendBackPress,
)
from handlers.office.way_back import back_to_desk
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from locales import N_
from models.authority import Act
from models.dispatch.attachments import count_attachments
from models.dispatch.progress import Progress, Saying, Way
from models.dispatch.returns import Item, Mark, Return
from models.dispatch.review_queue import Waiting, card, plain_of, waiting, waiting_ids
from models.dispatch.reviews import Review, Verdict, last_review
from models.matters.ledger import Milestone, matter_id, milestones_of
from models.people.posts import Person
from models.refusals import Reason, Refused

ON_A_PAGE = 10

CORRECTION = N_("correction after cut-off")
CLOSING = N_("application to close")
DIFFICULTY = N_("difficulty")
MILESTONE = N_("milestone reached")
PLAIN = N_("progress")


def why(item: Item, said: Progress) -> str:
    """Why a card waits, as a sentence of the catalogue: the weightiest reason."""
    if item.mark is Mark.CORRECTION:
        return CORRECTION
    if said.saying is Saying.DONE:
        return CLOSING
    if said.saying is Saying.DIFFICULTY:
        return DIFFICULTY
    return MILESTONE if said.reaches else PLAIN


def queue_pressed(turn: Turn, press: QueuePress) -> View:
    """The list in the pressed message."""
    return queue(turn, press.page)


def queue(scene: Scene, page: int) -> View:
    """Everything that waits for a verdict, oldest first."""
    tr = scene.tr
    found = waiting(scene.session, scene.me.scope(Act.REVIEW))
    head = tr("<b>To review: {n}</b>", n=len(found))
    if not found:
        return worked_off(scene, head, tr("Nothing waits for a verdict."))
    shown = page_of(found, page, ON_A_PAGE)
    text = lines(
        head,
        *(
            tr(
                "<b>{number}</b> {unit}: {what}",
                number=one.matter.number,
                unit=clip(one.unit.name, 24),
                what=tr.plain(why(one.item, one.said)),
            )
            for one in shown.items
        ),
    )
    keys = [Key(clip(one.matter.number, 20), ReviewPress(one.item.id or 0)) for one in shown.items]
    rows = in_rows(keys, 3)
    return View(text, [*rows, page_keys(tr, shown, QueuePress), [back_to_desk(tr)]])


def shown_card(turn: Turn, press: ReviewPress) -> View:
    """One card in the pressed message."""
    return review_card(turn, seen_card(turn, press.item))


def next_card(turn: Turn, press: NextPress) -> View:
    """The card that waits after this one; the list when none does."""
    return following(turn, seen_card(turn, press.item).said)


def following(scene: Scene, said: Progress) -> View:
    """The card after one in the order of the list, decided or not; from the start at its end."""
    found = waiting(scene.session, scene.me.scope(Act.REVIEW))
    later = [one for one in found if _place(one.said) > _place(said)]
    coming = next(iter([*later, *found]), None)
    return review_card(scene, coming) if coming else queue(scene, 0)


def _place(said: Progress) -> tuple[datetime, int]:
    return said.submitted_at or said.said_at, said.id or 0


def seen_card(scene: Scene, item: int) -> Waiting:
    """A card of a unit that this person may judge; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(Act.REVIEW)
    one = card(scene.session, item)
    scene.me.require(Act.REVIEW, one.unit)
    if one.said.submitted_at is None:
        raise Refused(Reason.GONE)  # a draft is the unit's own until it is handed in
    return one


def review_card(scene: Scene, one: Waiting) -> View:
    """What is said about one matter, old figures and new, and what can be decided."""
    tr, said, matter = scene.tr, one.said, one.matter
    steps = milestones_of(scene.session, [matter_id(matter)])[matter_id(matter)]
    text = lines(
        tr("<b>{what}</b>", what=tr.plain(why(one.item, said))),
        tr("<b>{number}</b> {title}", number=matter.number, title=clip(matter.title, 120)),
        _by(scene, one),
        tr(
            "{before} → {after} · {saying}",
            before=tr.percent(one.item.last_percent),
            after=tr.percent(said.percent),
            saying=terms.saying(tr, said.saying),
        ),
        tr("Note: {text}", text=clip(said.note, 700)) if said.note else None,
        tr("Help wanted: {text}", text=clip(said.help_wanted, 500)) if said.help_wanted else None,
        *_reached(scene, said, steps),
        _verdict(scene, one.item, said),
        place(scene, waiting_ids(scene.session, scene.me.scope(Act.REVIEW)), one.item.id),
    )
    return View(text, _keys(scene, one))


def _by(scene: Scene, one: Waiting) -> Markup:
    said, tr = one.said, scene.tr
    person = scene.session.get(Person, said.person_id)
    facts = {
        "unit": clip(one.unit.name, 60),
        "name": clip(person.name, 24) if person else "",
        "when": tr.moment(said.submitted_at or said.said_at),
    }
    if said.way is Way.PAPER:
        return tr("{unit}, typed in from paper by {name}, {when}", **facts)
    return tr("{unit}, {name}, {when}", **facts)


def _reached(scene: Scene, said: Progress, steps: Sequence[Milestone]) -> list[Markup]:
    return [
        scene.tr(
            "◆ Milestone reached: {title}, planned for {day}",
            title=clip(step.title, 80),
            day=scene.tr.date(step.due_on),
        )
        for step in steps
        if step.id in said.milestones
    ][:10]


def _verdict(scene: Scene, item: Item, said: Progress) -> Markup | None:
    review = last_review(scene.session, item)
    if review is None or review.progress_id != said.id:
        return None
    return verdict_line(scene, review)


def verdict_line(scene: Scene, review: Review) -> Markup:
    """What was decided, by whom and when."""
    person = scene.session.get(Person, review.person_id)
    facts = {
        "name": clip(person.name, 24) if person else "",
        "when": scene.tr.moment(review.at),
        "reason": clip(review.reason, 300),
    }
    if review.verdict is Verdict.ACCEPTED:
        return scene.tr("✓ Approved by {name}, {when}", **facts)
    return scene.tr("↩ Returned by {name}, {when}: {reason}", **facts)


def approve_plain(scene: Scene, return_id: int, count: int) -> Key:
    """The button that approves the plain cards of a return, with their number."""
    word = scene.tr.plain_plural("Approve {n} plain one", "Approve {n} plain ones", count)
    return Key(word, PlainPress(return_id))


def _keys(scene: Scene, one: Waiting) -> list[list[Key]]:
    tr, item, version = scene.tr, one.item.id or 0, one.said.id or 0
    files = count_attachments(scene.session, item)
    plain = plain_of(scene.session, scene.session.get_one(Return, one.item.return_id))
    decided = one.item.mark not in {Mark.SUBMITTED, Mark.CORRECTION}
    verdicts = [
        Key(tr.plain("Approve"), AcceptPress(item, version)),
        Key(tr.plain("Return"), SendBackPress(item, version)),
    ]
    rest = approve_plain(scene, one.item.return_id, len(plain))
    return [
        [] if decided else verdicts,
        [rest] if len(plain) > 1 else [],
        [
            *([Key(tr.plain("Files {n}", n=files), FilesPress(item))] if files else []),
            Key(tr.plain("Matter"), MatterPress(matter_id(one.matter), 0, Origin.CARD, item)),
        ],
        [Key(tr.plain("Next"), NextPress(item)), Key(tr.plain("Back"), QueuePress(0))],
    ]


ROUTES: tuple[Route, ...] = (
    on_press(QueuePress, queue_pressed),
    on_press(ReviewPress, shown_card),
    on_press(NextPress, next_card),
)
