"""The plans that wait for an office's examination: the list, one after the other, the key."""

from handlers.context import Scene, Turn
from handlers.desk.queues import coming, worked_off
from handlers.documents import words
from handlers.documents.plan_buttons import NextPlanPress, PlanPress, PlansPress
from handlers.documents.plans import plan_page
from handlers.documents.seen import read_duty
from handlers.hearing import Route
from handlers.office.way_back import back_to_desk
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.documents.documents import duty_id
from models.documents.plan_queue import Examined, examined, waiting_ids, waiting_plans
from models.units import unit_id

ON_A_PAGE = 8


def _waiting(scene: Scene) -> list[Examined]:
    return [
        one
        for office in scene.me.listed(Act.EXAMINE_PLAN)
        for one in waiting_plans(scene.session, unit_id(office))
    ]


def plans_key(scene: Scene) -> list[Key]:
    """The key to the plans on which it is the turn of this person's office; none without any."""
    n = len(_waiting(scene))
    return [Key(scene.tr.plain("Plans to examine {n}", n=n), PlansPress(0))] if n else []


def queue(turn: Turn, press: PlansPress) -> View:
    """The plans on which it is the office's turn, the oldest first."""
    turn.me.require(Act.EXAMINE_PLAN)
    return listed(turn, press.page)


def listed(scene: Scene, page: int) -> View:
    """A page of them."""
    tr, found = scene.tr, _waiting(scene)
    head = tr("<b>Plans to examine: {n}</b>", n=len(found))
    if not found:
        return worked_off(scene, head, tr("No plan waits for the office."))
    shown = page_of(found, page, ON_A_PAGE)
    text = lines(
        head,
        *(
            tr(
                "{unit}: {number}, {state}",
                unit=clip(one.unit.name, 30),
                number=words.name(one.document, 40),
                state=words.state(tr, one.filing.state),
            )
            for one in shown.items
        ),
    )
    keys = [Key(clip(one.unit.name, 18), PlanPress(duty_id(one.duty))) for one in shown.items]
    return View(text, [*in_rows(keys, 2), page_keys(tr, shown, PlansPress), [back_to_desk(tr)]])


def next_plan(turn: Turn, press: NextPlanPress) -> View:
    """The plan on which it is the office's turn after this one; the list when none is left."""
    turn.me.require(Act.EXAMINE_PLAN)
    one = examined(turn.session, press.filing)
    turn.me.require_own(Act.EXAMINE_PLAN, one.document.office_id)
    offices = [unit_id(unit) for unit in turn.me.units(Act.EXAMINE_PLAN)]
    following = coming(waiting_ids(turn.session, offices), press.filing)
    if following is None:
        return listed(turn, 0)
    return plan_page(turn, read_duty(turn, duty_id(examined(turn.session, following).duty)))


ROUTES: tuple[Route, ...] = (on_press(PlansPress, queue), on_press(NextPlanPress, next_plan))
