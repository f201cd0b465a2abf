"""审核: one card, what is said on it and what can be decided."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene
from handlers.desk.queues import place
from handlers.office.buttons import (
    AcceptPress,
    FilesPress,
    MatterPress,
    NextPress,
    Origin,
    PlainPress,
    QueuePress,
    SendBackPress,
)
from handlers.view import Key, View, clip, lines
from locales import N_
from models.authority import Act
from models.dispatch.attachments import count_attachments
from models.dispatch.progress import Progress, Saying, Way
from models.dispatch.returns import Item, Mark, Return
from models.dispatch.review_queue import Waiting, plain_of, waiting_ids
from models.dispatch.reviews import Review, Verdict, last_review
from models.matters.ledger import Milestone, matter_id, milestones_of
from models.people.posts import Person

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
