"""A matter's page: what it is, its light and why, its road map, and all that was said about it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers import terms
from handlers.buttons import Press
from handlers.context import Scene, Turn
from handlers.documents.matter_lines import document_keys, document_line
from handlers.hearing import Route
from handlers.office.brief import BriefUnitPress
from handlers.office.buttons import (
    Aside,
    AsidePress,
    FoundPress,
    MatterPress,
    Origin,
    ReviewPress,
    Sure,
    TakeUpPress,
    UnitPress,
)
from handlers.office.light_words import light_line, light_of
from handlers.office.matter_history import entries, override_line
from handlers.office.open_slips import slip_keys, slip_lines
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.slips.writing.buttons import WriteAboutPress
from handlers.view import Key, View, clip, lines
from locales import N_, Translator
from models.authority import Act
from models.dispatch.review_queue import decidable
from models.matters.history import co_units
from models.matters.ledger import (
    OPEN_STATES,
    SIDE_STATES,
    Matter,
    Milestone,
    State,
    matter_id,
    milestones_of,
)
from models.refusals import Reason, Refused
from models.slips.slips import Slip, open_slips
from models.units import Unit

ON_A_PAGE = 7

ASIDES = {
    Aside.SUSPENDED: N_("Suspend"),
    Aside.AWAITING_SUPERIOR: N_("Awaiting superior"),
    Aside.TERMINATED: N_("Terminate"),
}


def pressed(turn: Turn, press: MatterPress) -> View:
    """The page in the pressed message."""
    return matter_page(turn, seen_matter(turn, press.matter), press)


def seen_matter(scene: Scene, number: int, act: Act = Act.READ_UNIT) -> Matter:
    """A matter of a unit this person may do that to; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(act)
    matter = scene.session.get(Matter, number)
    if matter is None:
        raise Refused(Reason.GONE)
    scene.me.require(act, scene.session.get_one(Unit, matter.lead_unit_id))
    return matter


def matter_page(scene: Scene, matter: Matter, press: MatterPress) -> View:
    """The first page holds the facts, the others what was said, the newest first."""
    tr, history = scene.tr, entries(scene, matter)
    slips = open_slips(scene.session, [matter_id(matter)]).get(matter_id(matter), [])
    shown = page_of(history, press.page - 1, ON_A_PAGE)
    head = tr("<b>{number}</b> {title}", number=matter.number, title=clip(matter.title, 300))
    body = _facts(scene, matter, history, slips) if press.page <= 0 else shown.items
    turning = page_keys(tr, shown, lambda page: _page(press, page + 1)) if press.page > 0 else []
    opening = slip_keys(scene, slips) if press.page <= 0 else []
    return View(lines(head, *body), [turning, *opening, *_keys(scene, matter, press, len(history))])


def _page(press: MatterPress, page: int) -> MatterPress:
    return MatterPress(press.matter, page, press.origin, press.place)


def _facts(
    scene: Scene, matter: Matter, history: Sequence[Markup], slips: Sequence[Slip]
) -> list[Markup | None]:
    tr = scene.tr
    steps = milestones_of(scene.session, [matter_id(matter)])[matter_id(matter)]
    shown = light_of(scene, matter, steps)
    return [
        tr(
            "{light} {state} · {percent} · {kind}",
            light=terms.dot(shown.light),
            state=terms.state(tr, matter.state),
            percent=tr.percent(matter.percent),
            kind=terms.kind(tr, matter.kind),
        ),
        light_line(scene, shown),
        override_line(scene, matter),
        tr(
            "Due {day}, difficulty {weight}",
            day=tr.date(matter.due_on),
            weight=tr.number(matter.difficulty),
        ),
        slip_lines(scene, slips),
        *_who(scene, matter),
        _named(tr, N_("Measure: {text}"), matter.measure, 300),
        _named(tr, N_("Outcome: {text}"), matter.outcome, 120),
        _named(tr, N_("Basis: {text}"), matter.basis, 200),
        document_line(scene, matter),
        tr("Review on {day}", day=tr.date(matter.review_on)) if matter.review_on else None,
        *_road_map(tr, steps),
        *history[:1],
    ]


def _who(scene: Scene, matter: Matter) -> list[Markup | None]:
    tr = scene.tr
    lead = scene.session.get_one(Unit, matter.lead_unit_id)
    helping = tr.plain(", ").join(
        clip(unit.name, 24) for unit in co_units(scene.session, matter)[:6]
    )
    return [
        _named(tr, N_("Lead unit: {text}"), lead.name, 60),
        _named(tr, N_("Co units: {text}"), helping, 200),
        _named(tr, N_("Group: {text}"), matter.group_name, 60),
        _named(tr, N_("Leader: {text}"), matter.leader, 40),
        _named(tr, N_("In charge: {text}"), matter.in_charge, 40),
    ]


def _named(tr: Translator, sentence: str, text: str, most: int) -> Markup | None:
    return tr(sentence, text=clip(text, most)) if text else None


def _road_map(tr: Translator, steps: Sequence[Milestone]) -> list[Markup]:
    found = [
        tr("✓ {day} {title}, done {done}", **_step(tr, step), done=tr.date(step.done_on))
        if step.done_on
        else tr("○ {day} {title}", **_step(tr, step))
        for step in steps[:10]
    ]
    return [tr("<b>Milestones</b>"), *found] if found else []


def _step(tr: Translator, step: Milestone) -> dict[str, str]:
    return {"day": tr.date(step.due_on), "title": clip(step.title, 60)}


def _keys(scene: Scene, matter: Matter, press: MatterPress, count: int) -> list[list[Key]]:
    tr = scene.tr
    other = (
        Key(tr.plain("Facts"), _page(press, 0))
        if press.page > 0
        else Key(tr.plain("History {n}", n=count), _page(press, 1))
    )
    back = _origin(press)
    return [
        [other] if count or press.page > 0 else [],
        _judge_key(scene, matter, press) if press.page <= 0 else [],
        _side_keys(scene, matter) if press.page <= 0 else [],
        _slip_key(scene, matter) if press.page <= 0 else [],
        document_keys(scene, matter) if press.page <= 0 else [],
        [Key(tr.plain("Back"), back)] if back else [],
    ]


def _judge_key(scene: Scene, matter: Matter, press: MatterPress) -> list[Key]:
    """To the card of this month, where it can be decided: also a plain one can be returned."""
    lead = scene.session.get_one(Unit, matter.lead_unit_id)
    if press.origin is Origin.CARD or not scene.me.may(Act.REVIEW, lead):
        return []
    item = decidable(scene.session, matter)
    return [Key(scene.tr.plain("To the verdict"), ReviewPress(item.id or 0))] if item else []


def _side_keys(scene: Scene, matter: Matter) -> list[Key]:
    lead = scene.session.get_one(Unit, matter.lead_unit_id)
    if not scene.me.may(Act.SET_ASIDE, lead):
        return []
    tr, number = scene.tr, matter_id(matter)
    if matter.state in SIDE_STATES:
        return [Key(tr.plain("Take up again"), TakeUpPress(number, Sure.ASK))]
    if matter.state not in OPEN_STATES:
        return []
    return [Key(tr.plain(words), AsidePress(number, state)) for state, words in ASIDES.items()]


def _slip_key(scene: Scene, matter: Matter) -> list[Key]:
    """To a slip about it; one about what is done would ask for nothing."""
    lead = scene.session.get_one(Unit, matter.lead_unit_id)
    if matter.state is State.CLOSED or not scene.me.may(Act.WRITE_SLIP, lead):
        return []
    return [Key(scene.tr.plain("Slip"), WriteAboutPress(matter_id(matter)))]


def _origin(press: MatterPress) -> Press | None:
    """Where the page was opened from."""
    return {
        Origin.UNIT: UnitPress(press.place, 0),
        Origin.FOUND: FoundPress(),
        Origin.CARD: ReviewPress(press.place),
        Origin.BRIEF: BriefUnitPress(press.place, 0),
    }.get(press.origin)


ROUTES: tuple[Route, ...] = (on_press(MatterPress, pressed),)
