"""The office's staff review: what waits, one after the other; accept, ask back, decline."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.desk.queues import coming, worked_off
from handlers.experiences import words
from handlers.experiences.buttons import (
    AcceptPress,
    AskBackPress,
    DeclinePress,
    QueuePress,
    ReadPress,
)
from handlers.experiences.page import page
from handlers.experiences.seen import own_experience, reviewed, reviewing
from handlers.hearing import Route
from handlers.office.way_back import back_to_desk
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Ask, Key, Shown, View, clip, in_rows, lines
from models.authority import Act
from models.experiences.experiences import (
    Experience,
    ExperienceState,
    experience_id,
    handed_in,
    hold,
)
from models.experiences.reviewing import accept, waiting
from models.focus import Topic
from models.outbox import Outbox
from models.refusals import Reason, Refused

ON_A_PAGE = 8


def told(scene: Scene, row: Outbox) -> View | None:
    """One was handed in, for the office's staff; nothing when it was decided meanwhile."""
    one, _ = reviewed(scene, row.subject_id or 0)
    waits = one.state is ExperienceState.SUBMITTED
    return page(scene, experience_id(one)) if waits else None


def decided(scene: Scene, row: Outbox) -> View | None:
    """To the unit: what the office decided; nothing when that no longer holds."""
    one, _ = own_experience(scene, row.subject_id or 0)
    return page(scene, experience_id(one)) if one.state == row.params["state"] else None


def turned(turn: Turn, press: QueuePress) -> View:
    """The queue in the pressed message."""
    return queue(turn, press.page)


def queue_said(scene: Scene, _row: Outbox) -> View:
    """The queue as a new message."""
    return queue(scene, 0)


def queue(scene: Scene, number: int) -> View:
    """What waits for the review, the oldest first."""
    scene.me.require(Act.REVIEW_EXPERIENCE)
    tr, found = scene.tr, waiting(scene.session, reviewing(scene))
    head = tr("<b>Experiences to review: {n}</b>", n=len(found))
    if not found:
        return worked_off(scene, head, tr("No experience waits for a review."))
    shown = page_of(found, number, ON_A_PAGE)
    rows = [
        tr(
            "{n}. {title} — {unit}",
            n=experience_id(one),
            title=clip(handed_in(scene.session, one).title, 60),
            unit=clip(unit.name, 30),
        )
        for one, unit in shown.items
    ]
    keys = [Key(str(one.id), ReadPress(experience_id(one), 0)) for one, _ in shown.items]
    turning = page_keys(tr, shown, QueuePress)
    return View(lines(head, *rows), [*in_rows(keys, 4), turning, [back_to_desk(tr)]])


def _following(scene: Scene, number: int) -> View:
    """The next that waits, or the end of the queue."""
    found = [one.id for one, _ in waiting(scene.session, reviewing(scene))]
    after = coming(sorted([*(each or 0 for each in found), number]), number)
    return page(scene, after) if after else queue(scene, 0)


def accepted(turn: Turn, press: AcceptPress) -> Shown:
    """录用; then the next that waits."""
    one = _looked_at(turn, press.experience, press.version)
    accept(turn.session, one, turn.me.id, turn.now)
    toast = turn.tr.plain("Taken: {n}", n=press.experience)
    return Shown(_following(turn, press.experience), toast)


def what_to_ask(turn: Turn, press: AskBackPress) -> View:
    """With which words is the unit asked for another version?"""
    _looked_at(turn, press.experience, press.version)
    return question(turn, press.experience, Topic.EXPERIENCE_ASK)


def why_not(turn: Turn, press: DeclinePress) -> View:
    """Why is it not taken?"""
    _looked_at(turn, press.experience, press.version)
    return question(turn, press.experience, Topic.EXPERIENCE_DECLINE)


def _looked_at(turn: Turn, number: int, version: int) -> Experience:
    """One that waits, in the version that was looked at.

    Refused(ALREADY_DECIDED), Refused(STALE_PREVIEW).
    """
    one, _ = reviewed(turn, number)
    hold(turn.session, one)
    if one.state is not ExperienceState.SUBMITTED:
        raise Refused(Reason.ALREADY_DECIDED)
    if handed_in(turn.session, one).version != version:
        raise Refused(Reason.STALE_PREVIEW)
    return one


def question(scene: Scene, number: int, topic: Topic) -> View:
    """The question for words to the unit; `topic` says what for."""
    one, unit = reviewed(scene, number)
    tr, version = scene.tr, handed_in(scene.session, one)
    asking = tr("Please send as a message what the unit should change or add.")
    if topic is Topic.EXPERIENCE_DECLINE:
        asking = tr("Please send the reason as a message; the unit reads it.")
    back = Key(tr.plain("Back"), ReadPress(number, 0))
    text = lines(words.head(scene, one, version, unit.name), asking)
    return View(text, [[back]], Ask(topic, number))


def question_said(scene: Scene, row: Outbox) -> View:
    """The question as a new message."""
    return question(scene, int(row.params["experience"]), Topic(row.params["topic"]))


def current(turn: Turn, press: AcceptPress | AskBackPress | DeclinePress) -> View:
    """How it stands, when something was refused."""
    return page(turn, press.experience)


ROUTES: tuple[Route, ...] = (
    on_press(QueuePress, turned),
    on_press(AcceptPress, accepted, current),
    on_press(AskBackPress, what_to_ask, current),
    on_press(DeclinePress, why_not, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "experience_handed_in": told,
    "experience_decided": decided,
    "experience_queue": queue_said,
    "experience_question": question_said,
}
