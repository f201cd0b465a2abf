"""An answer before the office: the card with what was demanded, what came, and what was decided."""

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from handlers.context import Scene
from handlers.desk.queues import place
from handlers.slips import words
from handlers.slips.buttons import AnswersPress, OfficeSlipPress
from handlers.slips.judging.answer_buttons import (
    AcceptAnswerPress,
    AnswerFilesPress,
    AnswerRestPress,
    NextAnswerPress,
    QuestionAnswerPress,
    ReturnAnswerPress,
)
from handlers.slips.papers import demand_words
from handlers.view import Key, View, clip, lines
from locales import N_
from models.authority import Act
from models.people.posts import Person, people_by_id
from models.refusals import Reason, Refused
from models.slips.answer_queue import Handed, awaits_verdict, handed, waiting_ids
from models.slips.answers import AnswerKind, SlipAnswer, Verdict, answers_of, files_of
from models.slips.slips import slip_id
from models.units import unit_id

MOST_TEXT = 2800
"""Characters of an answer on its card; the rest is a message of its own."""

EARLIER = 3

KINDS: Mapping[AnswerKind, str] = {AnswerKind.PLAN: N_("Plan"), AnswerKind.ANSWER: N_("Answer")}


def seen_answer(scene: Scene, number: int) -> Handed:
    """An answer to a slip of this person's own office; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(Act.DECIDE_SLIP)
    one = handed(scene.session, number)
    scene.me.require_own(Act.DECIDE_SLIP, one.slip.office_id)
    return one


def waiting_answer(scene: Scene, number: int) -> Handed:
    """The same, still to be decided; Refused(STALE_PREVIEW) or Refused(ALREADY_DECIDED)."""
    one = seen_answer(scene, number)
    if not awaits_verdict(scene.session, one):
        newer = one.answer.verdict is None
        raise Refused(Reason.STALE_PREVIEW if newer else Reason.ALREADY_DECIDED)
    return one


def what(scene: Scene, answer: SlipAnswer) -> str:
    """Plan or answer, with its version."""
    kind = scene.tr.plain(KINDS[answer.kind])
    return scene.tr.plain("{kind}, version {n}", kind=kind, n=answer.version)


def card(scene: Scene, one: Handed) -> View:
    """What was demanded, what the unit says, and what can be decided or was."""
    tr, answer, slip = scene.tr, one.answer, one.slip
    others = [each for each in answers_of(scene.session, slip) if each.kind is answer.kind]
    people = people_by_id(scene.session, _named([answer, *others]))
    waits = awaits_verdict(scene.session, one)
    text = lines(
        tr("<b>{what}</b> · {name}", what=what(scene, answer), name=words.name(tr, slip)),
        tr("{unit}: {subject}", unit=clip(one.unit.name, 40), subject=words.subject(tr, slip, 100)),
        tr("Demanded: {text}", text=clip(demand_words(scene, slip), 200)),
        _handed_in(scene, one, people),
        _timing(scene, one) if waits else None,
        _verdict(scene, answer, others, people),
        Markup(),
        tr("{text}…", text=answer.text[:MOST_TEXT])
        if len(answer.text) > MOST_TEXT
        else tr("{text}", text=answer.text),
        *_earlier(scene, answer, others, people),
        place(scene, waiting_ids(scene.session, _offices(scene)), answer.id),
    )
    return View(text, _keys(scene, one, waits))


def _offices(scene: Scene) -> list[int]:
    return [unit_id(unit) for unit in scene.me.units(Act.DECIDE_SLIP)]


def _named(answers: Sequence[SlipAnswer]) -> set[int]:
    ids = {answer.person_id for answer in answers}
    return ids | {answer.decided_by for answer in answers if answer.decided_by}


def _handed_in(scene: Scene, one: Handed, people: Mapping[int, Person]) -> Markup:
    return scene.tr(
        "Handed in {when} by {name}.",
        when=scene.tr.moment(one.answer.submitted_at or one.answer.begun_at),
        name=clip(people[one.answer.person_id].name, 24),
    )


def _timing(scene: Scene, one: Handed) -> Markup | None:
    limit = limit_of(one)
    if limit is None or one.answer.submitted_at is None:
        return None
    late = scene.at(one.slip.office_id).office.calendar.today(one.answer.submitted_at) > limit
    if late:
        return scene.tr("⏰ Late: the limit was {day}.", day=scene.tr.date(limit))
    return scene.tr("✓ In time: the limit is {day}.", day=scene.tr.date(limit))


def limit_of(one: Handed) -> date | None:
    """The limit that a waiting plan or answer has to keep."""
    return one.slip.plan_due_on if one.answer.kind is AnswerKind.PLAN else one.slip.due_on


def _verdict(
    scene: Scene, answer: SlipAnswer, others: Sequence[SlipAnswer], people: Mapping[int, Person]
) -> Markup | None:
    """What was decided about this version, by whom and when; or that a newer one came."""
    if answer.verdict is not None:
        return verdict_line(scene, answer, people)
    if any(one.version > answer.version for one in others):
        return scene.tr("A newer version was handed in.")
    return None


def verdict_line(scene: Scene, answer: SlipAnswer, people: Mapping[int, Person]) -> Markup:
    """What was decided, by whom and when."""
    facts = {
        "name": clip(people[answer.decided_by].name, 24) if answer.decided_by else "",
        "when": scene.tr.moment(answer.decided_at or answer.begun_at),
    }
    if answer.verdict is Verdict.ACCEPTED:
        return scene.tr("✓ Accepted by {name}, {when}", **facts)
    reason = clip(answer.reason, 160)
    return scene.tr("↩ Returned by {name}, {when}: {reason}", **facts, reason=reason)


def _earlier(
    scene: Scene, answer: SlipAnswer, others: Sequence[SlipAnswer], people: Mapping[int, Person]
) -> list[Markup]:
    before = [one for one in others if one.version < answer.version][-EARLIER:]
    shown = [
        verdict_line(scene, one, people)
        if one.verdict is not None
        else scene.tr("Version {n} was replaced before it was decided.", n=one.version)
        for one in before[::-1]
    ]
    return [Markup(), scene.tr("<b>Earlier versions</b>"), *shown] if shown else []


def _keys(scene: Scene, one: Handed, waits: bool) -> list[list[Key]]:  # noqa: FBT001  a fact
    tr, number = scene.tr, one.answer.id or 0
    files = len(files_of(scene.session, [one.answer]).get(number, []))
    verdicts = [
        Key(tr.plain("Approve"), AcceptAnswerPress(number)),
        Key(tr.plain("Return"), ReturnAnswerPress(number)),
        Key(tr.plain("Ask"), QuestionAnswerPress(number)),
    ]
    rest = Key(tr.plain("Rest of the text"), AnswerRestPress(number))
    return [
        verdicts if waits else [],
        [
            *([Key(tr.plain("Files {n}", n=files), AnswerFilesPress(number))] if files else []),
            *([rest] if len(one.answer.text) > MOST_TEXT else []),
            Key(tr.plain("To the slip"), OfficeSlipPress(slip_id(one.slip), 0)),
        ],
        [Key(tr.plain("Next"), NextAnswerPress(number)), Key(tr.plain("Back"), AnswersPress(0))],
    ]
