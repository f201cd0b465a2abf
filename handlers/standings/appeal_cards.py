"""One appeal: its line, why, evidence, who decides, and what was decided (DOMAIN §6)."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from handlers.context import Scene
from handlers.desk.queues import place
from handlers.standings import words
from handlers.standings.appeal_queue import appeals_before
from handlers.standings.buttons import (
    AppealsPress,
    AssignPress,
    EvidencePress,
    GrantPress,
    NextAppealPress,
    RefusePress,
    StandingPress,
)
from handlers.standings.facts import fact_lines
from handlers.standings.gains import item
from handlers.view import Ask, Key, View, clip, in_rows, lines
from models.authority import Act
from models.focus import Topic
from models.outbox import Outbox
from models.people.posts import Person, person_id
from models.refusals import Reason, Refused
from models.scoring.facts import UnitFacts
from models.scoring.lines import AnyFact
from models.standings.appeals import LONGEST_REASON, Appeal, Ruling, files_of
from models.standings.corrections import fact_of, remedies
from models.standings.reviewing import reviewers
from models.standings.runs import Run, Standing, standing_of
from models.units import Unit, unit_id

ANSWERED_REASON = 500
"""Characters of a reason that has its answer below it, which may be as long as itself."""


def seen_appeal(scene: Scene, number: int) -> Appeal:
    """An appeal of a unit this person may see; Refused(GONE) or Refused(NOT_ALLOWED)."""
    made = _appeal(scene, number, Act.READ_STANDING)
    scene.me.require(Act.READ_STANDING, scene.session.get_one(Unit, made.unit_id))
    return made


def own_appeal(scene: Scene, number: int) -> Appeal:
    """An appeal to this person's own office, to do something about; refused as `seen_appeal`."""
    made = _appeal(scene, number, Act.DECIDE_APPEAL)
    scene.me.require_own(Act.DECIDE_APPEAL, made.office_id)
    return made


def _appeal(scene: Scene, number: int, act: Act) -> Appeal:
    """An appeal, for whoever may do so at all."""
    scene.me.require(act)
    made = scene.session.get(Appeal, number)
    if made is None:
        raise Refused(Reason.GONE)
    return made


def fact_about(scene: Scene, made: Appeal) -> AnyFact:
    """The fact that an appeal doubts."""
    standing = scene.session.get_one(Standing, made.standing_id)
    return fact_of(UnitFacts.model_validate_json(standing.facts), made.line)


def appeal_card(scene: Scene, made: Appeal) -> View:
    """The whole appeal, with what this person can do about it."""
    tr, fact = scene.tr, fact_about(scene, made)
    unit = scene.session.get_one(Unit, made.unit_id)
    text = lines(
        tr(
            "<b>Appeal {n}</b>, {unit}, {month}",
            n=made.id,
            unit=clip(unit.name, 60),
            month=tr.month(made.month),
        ),
        tr("{item}", item=item(fact, 200)),
        *fact_lines(scene, fact),
        tr("Why: {reason}", reason=clip(made.reason, _room(made))),
        tr(
            "Sent {when} by {name}.",
            when=tr.moment(made.asked_at),
            name=_name(scene, made.asked_by),
        ),
        *_standing(scene, made),
        _place(scene, made) if _is_of_office(scene, made) else None,
    )
    return View(text, _keys(scene, made, fact), _asks(scene, made, unit))


def _asks(scene: Scene, made: Appeal, unit: Unit) -> Ask | None:
    """Evidence of the unit, while it is open; of the office it asks nothing, but its place is kept.

    By that, all cards of an appeal are found again when it is decided.
    """
    if adds(scene, made, unit):
        return Ask(Topic.APPEAL_MADE, made.id)
    waits = made.ruling is Ruling.OPEN and _is_of_office(scene, made)
    return Ask(Topic.APPEAL_CARD, made.id) if waits else None


def _is_of_office(scene: Scene, made: Appeal) -> bool:
    """Whether this person works where it is decided."""
    return made.office_id in {unit_id(unit) for unit in scene.me.units(Act.DECIDE_APPEAL)}


def _place(scene: Scene, made: Appeal) -> Markup | None:
    return place(scene, [one.id for one in appeals_before(scene).queue], made.id)


def adds(scene: Scene, made: Appeal, unit: Unit) -> bool:
    """Whether this person can add evidence."""
    return made.ruling is Ruling.OPEN and scene.me.may(Act.APPEAL, unit)


def _room(made: Appeal) -> int:
    """Characters for why it was made: all of it, until the answer is what is to be read."""
    return LONGEST_REASON if made.ruling is Ruling.OPEN else ANSWERED_REASON


def _name(scene: Scene, number: int | None) -> str:
    person = scene.session.get(Person, number) if number else None
    return clip(person.name, 24) if person else ""


def _standing(scene: Scene, made: Appeal) -> Iterator[Markup]:
    tr = scene.tr
    if made.ruling is Ruling.OPEN:
        if made.reviewer_id:
            yield tr("{name} decides.", name=_name(scene, made.reviewer_id))
        else:
            yield tr("It waits for a reviewer who has not scored it.")
        return
    facts = {
        "name": _name(scene, made.decided_by),
        "when": tr.moment(made.decided_at or made.asked_at),
        "reason": clip(made.answer, LONGEST_REASON),
    }
    if made.ruling is Ruling.REFUSED:
        yield tr("✗ Refused by {name}, {when}: {reason}", **facts)
        return
    remedy = words.remedy(tr, made.remedy) if made.remedy else ""
    yield tr("✓ Granted by {name}, {when}: {remedy}. {reason}", remedy=remedy, **facts)
    yield from _corrected(scene, made)


def _corrected(scene: Scene, made: Appeal) -> Iterator[Markup]:
    """What it has changed: the total before and in the version it made."""
    before = scene.session.get_one(Standing, made.standing_id)
    run = scene.session.get(Run, made.version_id) if made.version_id else None
    after = standing_of(scene.session, run, made.unit_id) if run else None
    if run and after:
        yield scene.tr(
            "Corrected in version {n}: {before} → <b>{total}</b>.",
            n=run.version,
            before=words.total(before.total),
            total=words.total(after.total),
        )


def _keys(scene: Scene, made: Appeal, fact: AnyFact) -> list[list[Key]]:
    tr, number = scene.tr, made.id or 0
    files = len(files_of(scene.session, made))
    office = _is_of_office(scene, made)
    evidence = Key(tr.plain("Evidence {n}", n=files), EvidencePress(number))
    figures = Key(tr.plain("To the figures"), StandingPress(_newest(scene, made)))
    following = Key(tr.plain("Next"), NextAppealPress(number))
    back = Key(tr.plain("Back"), AppealsPress(0))
    return [
        [evidence] if files else [],
        *(_office_keys(scene, made, fact) if office and made.ruling is Ruling.OPEN else []),
        [figures],
        [following, back] if office else [],
    ]


def _newest(scene: Scene, made: Appeal) -> int:
    run = scene.session.get(Run, made.version_id) if made.version_id else None
    after = standing_of(scene.session, run, made.unit_id) if run else None
    return (after.id if after else None) or made.standing_id


def _office_keys(scene: Scene, made: Appeal, fact: AnyFact) -> list[list[Key]]:
    """To decide, for the reviewer; and whom it can be given to."""
    tr, number = scene.tr, made.id or 0
    able = reviewers(scene.session, made)
    others = [one for one in able if one.id != made.reviewer_id]
    assigning = [Key(_giving(scene, one), AssignPress(number, person_id(one))) for one in others]
    decides = made.reviewer_id == scene.me.id and scene.me.id in {one.id for one in able}
    granting = [[Key(words.remedy(tr, one), GrantPress(number, one))] for one in remedies(fact)]
    refusing = [Key(tr.plain("Refuse the appeal"), RefusePress(number))]
    rows = in_rows(assigning, 2)
    return [*granting, refusing, *rows] if decides else rows


def _giving(scene: Scene, reviewer: Person) -> str:
    if reviewer.id == scene.me.id:
        return scene.tr.plain("Review it myself")
    return scene.tr.plain("Give to {name}", name=clip(reviewer.name, 12))


def made_told(scene: Scene, row: Outbox) -> View | None:
    """To the office's staff: an appeal came in; None once it is decided."""
    made = own_appeal(scene, row.subject_id or 0)
    return appeal_card(scene, made) if made.ruling is Ruling.OPEN else None


def assigned_told(scene: Scene, row: Outbox) -> View | None:
    """To the reviewer; None when somebody else has it now, or it is decided."""
    made = own_appeal(scene, row.subject_id or 0)
    mine = made.reviewer_id == scene.me.id and made.ruling is Ruling.OPEN
    return appeal_card(scene, made) if mine else None


def decided_told(scene: Scene, row: Outbox) -> View:
    """To the unit: what was decided, why, and what changed."""
    return appeal_card(scene, seen_appeal(scene, row.subject_id or 0))


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "appeal_made": made_told,
    "appeal_assigned": assigned_told,
    "appeal_decided": decided_told,
}
