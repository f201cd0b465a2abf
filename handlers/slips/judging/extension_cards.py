"""A request for an extension before the office: its facts, and what can be decided or was."""

from datetime import date

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene
from handlers.desk.queues import place
from handlers.office.light_words import light_line, light_of
from handlers.slips import words
from handlers.slips.buttons import ExtensionsPress, OfficeSlipPress
from handlers.slips.judging.extension_buttons import (
    GrantPress,
    NextExtensionPress,
    OtherDayPress,
    RefusePress,
)
from handlers.view import Key, View, clip, lines
from models.authority import Act
from models.matters.ledger import Matter, matter_id, milestones_of
from models.people.posts import Person
from models.refusals import Reason, Refused
from models.slips.extension_queue import Request, request, waiting_ids
from models.slips.extensions import Decision, Extension, extensions_of
from models.slips.slips import RUNNING, slip_id
from models.units import unit_id


def seen_request(scene: Scene, number: int) -> Request:
    """A request about a slip of this person's own office; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(Act.DECIDE_SLIP)
    one = request(scene.session, number)
    scene.me.require_own(Act.DECIDE_SLIP, one.slip.office_id)
    return one


def waits(one: Request) -> bool:
    """Whether a request can be decided now."""
    return one.asked.decision is Decision.PENDING and one.slip.state in RUNNING


def waiting_request(scene: Scene, number: int) -> Request:
    """The same as `seen_request`, still to be decided; Refused(ALREADY_DECIDED)."""
    one = seen_request(scene, number)
    if not waits(one):
        raise Refused(Reason.ALREADY_DECIDED)
    return one


def card(scene: Scene, one: Request) -> View:
    """Who asks for what and why, and what can be decided or was."""
    tr, asked, slip = scene.tr, one.asked, one.slip
    text = lines(
        tr("<b>Extension asked for</b> · {name}", name=words.name(tr, slip)),
        tr("{unit}: {subject}", unit=clip(one.unit.name, 40), subject=words.subject(tr, slip, 200)),
        _dates(scene, one),
        tr("The slip's first limit: {day}.", day=tr.date(slip.first_due_on))
        if slip.first_due_on and slip.first_due_on != asked.before_on
        else None,
        _light(scene, one),
        _before(scene, one),
        _asker(scene, asked),
        tr("Reason: {text}", text=clip(asked.reason, 1000)),
        _decision(scene, one),
        place(scene, waiting_ids(scene.session, _offices(scene)), asked.id),
    )
    return View(text, _keys(scene, one))


def _offices(scene: Scene) -> list[int]:
    return [unit_id(unit) for unit in scene.me.units(Act.DECIDE_SLIP)]


def _dates(scene: Scene, one: Request) -> Markup:
    tr, asked = scene.tr, one.asked
    n = days_later(scene, one, asked.wanted_on)
    facts = {"before": tr.date(asked.before_on), "wanted": tr.date(asked.wanted_on)}
    return tr.plural(
        "<b>{before} → {wanted}</b>, {n} working day later",
        "<b>{before} → {wanted}</b>, {n} working days later",
        n,
        **facts,
    )


def days_later(scene: Scene, one: Request, day: date) -> int:
    """How many working days a day lies after the date that is to be put off."""
    calendar = scene.at(one.slip.office_id).office.calendar
    return calendar.count(one.asked.before_on, day)


def _light(scene: Scene, one: Request) -> Markup | None:
    """The light of the matter, and why."""
    matter = scene.session.get(Matter, one.slip.matter_id) if one.slip.matter_id else None
    if matter is None:
        return None
    steps = milestones_of(scene.session, [matter_id(matter)])[matter_id(matter)]
    shown = light_of(scene, matter, steps)
    return scene.tr("{dot} {why}", dot=terms.dot(shown.light), why=light_line(scene, shown))


def _before(scene: Scene, one: Request) -> Markup:
    granted = [
        each
        for each in extensions_of(scene.session, one.slip)
        if each.id != one.asked.id and each.decision is Decision.APPROVED
    ]
    if not granted:
        return scene.tr("It was not extended before.")
    return scene.tr.plural(
        "It was extended {n} time before.", "It was extended {n} times before.", len(granted)
    )


def _asker(scene: Scene, asked: Extension) -> Markup:
    person = scene.session.get(Person, asked.asked_by)
    return scene.tr(
        "Asked {when} by {name}.",
        when=scene.tr.moment(asked.asked_at),
        name=clip(person.name, 24) if person else "",
    )


def _decision(scene: Scene, one: Request) -> Markup | None:
    if one.asked.decision is not Decision.PENDING:
        return decision_line(scene, one.asked)
    state = words.state(scene.tr, one.slip, scene.today)
    return None if waits(one) else scene.tr("The slip: {state}.", state=state)


def decision_line(scene: Scene, asked: Extension) -> Markup:
    """What was decided, by whom and when."""
    tr = scene.tr
    person = scene.session.get(Person, asked.decided_by) if asked.decided_by else None
    facts = {
        "name": clip(person.name, 24) if person else "",
        "when": tr.moment(asked.decided_at or asked.asked_at),
    }
    if asked.decision is Decision.APPROVED and asked.granted_on:
        day = tr.date(asked.granted_on)
        return tr("✓ Put off to {day} by {name}, {when}", day=day, **facts)
    return tr("✗ Refused by {name}, {when}: {reason}", reason=clip(asked.answer, 300), **facts)


def _keys(scene: Scene, one: Request) -> list[list[Key]]:
    tr, number = scene.tr, one.asked.id or 0
    wanted = tr.day(one.asked.wanted_on)
    return [
        [Key(tr.plain("Approve to {day}", day=wanted), GrantPress(number))] if waits(one) else [],
        [
            Key(tr.plain("Approve to another day"), OtherDayPress(number)),
            Key(tr.plain("Refuse"), RefusePress(number)),
        ]
        if waits(one)
        else [],
        [Key(tr.plain("To the slip"), OfficeSlipPress(slip_id(one.slip), 0))],
        [
            Key(tr.plain("Next"), NextExtensionPress(number)),
            Key(tr.plain("Back"), ExtensionsPress(0)),
        ],
    ]
