"""What the office has decided about a slip, as its unit reads it: taken back, judged, put off."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene
from handlers.slips import words
from handlers.slips.buttons import SlipPress
from handlers.slips.seen import unit_slip
from handlers.slips.unit.answering_views import asks, limit_of
from handlers.slips.unit.buttons import AnswerPress
from handlers.slips.unit.lines import decided_line
from handlers.view import Ask, Key, View, clip, lines
from locales import N_
from models.authority import Act
from models.focus import Topic
from models.outbox import Outbox
from models.slips.answers import AnswerKind, SlipAnswer, Verdict, newest_of
from models.slips.extensions import Decision, Extension
from models.slips.slips import OPEN, Slip, SlipState, slip_id

ACCEPTED: Mapping[AnswerKind, str] = {
    AnswerKind.PLAN: N_("The reform office has accepted your plan for {name}."),
    AnswerKind.ANSWER: N_("The reform office has accepted your answer to {name}. It is done with."),
}
RETURNED: Mapping[AnswerKind, str] = {
    AnswerKind.PLAN: N_("The reform office has returned your plan for {name}."),
    AnswerKind.ANSWER: N_("The reform office has returned your answer to {name}."),
}


def withdrawn(scene: Scene, row: Outbox) -> View:
    """Taken back, with the reason: nothing is to be done about it."""
    slip, _ = unit_slip(scene, row.subject_id or 0)
    tr = scene.tr
    text = lines(
        tr("The reform office has withdrawn {name}.", name=words.name(tr, slip)),
        _subject(scene, slip),
        tr("Reason: {reason}", reason=clip(slip.reason, 1000)),
        tr("Nothing more has to be done about it."),
    )
    return View(text, [[_page_key(scene, slip)]])


def accepted(scene: Scene, row: Outbox) -> View | None:
    """The answer ends the slip; a plan is to be carried out until the limit."""
    one, slip = _judged(scene, row)
    if one.verdict is not Verdict.ACCEPTED:
        return None
    tr = scene.tr
    carry_on = one.kind is AnswerKind.PLAN and slip.state in OPEN and slip.due_on
    text = lines(
        tr(ACCEPTED[one.kind], name=words.name(tr, slip)),
        _subject(scene, slip),
        tr("Answer due by <b>{day}</b>.", day=tr.date(slip.due_on))
        if carry_on and slip.due_on
        else None,
    )
    return View(text, [[_page_key(scene, slip)]])


def returned(scene: Scene, row: Outbox) -> View | None:
    """退回 with the reason and the limit now; None when it was answered again, or is over."""
    one, slip = _judged(scene, row)
    if one.verdict is not Verdict.RETURNED or slip.state not in OPEN:
        return None
    newest = newest_of(scene.session, slip, one.kind)
    if newest is not None and newest.id != one.id and newest.submitted_at:
        return None
    tr, limit = scene.tr, limit_of(slip, one.kind)
    text = lines(
        tr(RETURNED[one.kind], name=words.name(tr, slip)),
        _subject(scene, slip),
        tr("Reason: {reason}", reason=clip(one.reason, 1000)),
        tr("Please hand in a new version by <b>{day}</b>.", day=tr.date(limit)) if limit else None,
    )
    return View(text, [_again_keys(scene, slip, one.kind)], Ask(Topic.SLIP, slip_id(slip)))


def question(scene: Scene, row: Outbox) -> View | None:
    """A question of the office; whatever is answered becomes a new version."""
    slip, _ = unit_slip(scene, row.subject_id or 0, Act.ANSWER_SLIP)
    one = scene.session.get(SlipAnswer, row.params["answer"])
    if one is None or slip.state not in OPEN:
        return None
    tr = scene.tr
    text = lines(
        tr("The reform office asks about {name}:", name=words.name(tr, slip)),
        tr("“{text}”", text=clip(row.params["question"], 1000)),
        tr("Your answer becomes a new version, which you see before it is submitted."),
    )
    return View(text, [_again_keys(scene, slip, one.kind)], asks(slip, one.kind))


def extension_decided(scene: Scene, row: Outbox) -> View | None:
    """Put off, or not; the original date is named in either case."""
    asked = scene.session.get_one(Extension, row.subject_id)
    slip, _ = unit_slip(scene, asked.slip_id)
    if asked.decision is Decision.PENDING or slip.state is SlipState.WITHDRAWN:
        return None
    tr = scene.tr
    head = tr(
        "The reform office has decided about the extension of {name}.", name=words.name(tr, slip)
    )
    text = lines(head, _subject(scene, slip), decided_line(scene, asked))
    return View(text, [[_page_key(scene, slip)]], Ask(Topic.SLIP, slip_id(slip)))


def _judged(scene: Scene, row: Outbox) -> tuple[SlipAnswer, Slip]:
    one = scene.session.get_one(SlipAnswer, row.subject_id)
    return one, unit_slip(scene, one.slip_id)[0]


def _subject(scene: Scene, slip: Slip) -> Markup:
    return scene.tr("Subject: {text}", text=words.subject(scene.tr, slip, 200))


def _page_key(scene: Scene, slip: Slip) -> Key:
    return Key(scene.tr.plain("The slip"), SlipPress(slip_id(slip)))


def _again_keys(scene: Scene, slip: Slip, kind: AnswerKind) -> list[Key]:
    again = Key(scene.tr.plain("New version"), AnswerPress(slip_id(slip), kind))
    return [again, _page_key(scene, slip)]


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "slip_withdrawn": withdrawn,
    "slip_accepted": accepted,
    "slip_returned": returned,
    "slip_question": question,
    "extension_decided": extension_decided,
}
