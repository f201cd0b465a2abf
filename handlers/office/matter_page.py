"""A matter's page: what it is, its light and why, its road map, and all that was said about it."""

from handlers.brief.buttons import BriefPartPress, BriefUnitPress, Part
from handlers.brief.claim_lines import claim_key
from handlers.buttons import Press
from handlers.context import Scene, Turn
from handlers.documents.matter_lines import document_keys
from handlers.hearing import Route
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
from handlers.office.matter_facts import facts
from handlers.office.matter_history import entries
from handlers.office.open_slips import slip_keys
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.slips.writing.buttons import WriteAboutPress
from handlers.view import Key, View, clip, lines
from locales import N_
from models.authority import Act
from models.dispatch.review_queue import decidable
from models.matters.ledger import (
    OPEN_STATES,
    SIDE_STATES,
    Matter,
    State,
    matter_id,
)
from models.refusals import Reason, Refused
from models.slips.slips import open_slips
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
    body = facts(scene, matter, history, slips) if press.page <= 0 else shown.items
    turning = page_keys(tr, shown, lambda page: _page(press, page + 1)) if press.page > 0 else []
    opening = slip_keys(scene, slips) if press.page <= 0 else []
    return View(lines(head, *body), [turning, *opening, *_keys(scene, matter, press, len(history))])


def _page(press: MatterPress, page: int) -> MatterPress:
    return MatterPress(press.matter, page, press.origin, press.place)


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
        claim_key(scene, matter) if press.page <= 0 else [],
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
        Origin.CLAIMED: BriefPartPress(Part.CLAIMED, press.place),
        Origin.RED: BriefPartPress(Part.RED, press.place),
        Origin.MOVED: BriefPartPress(Part.MOVED, press.place),
    }.get(press.origin)


ROUTES: tuple[Route, ...] = (on_press(MatterPress, pressed),)
