"""The plans that wait for an office's examination: the list of them, and the key to it."""

from handlers.context import Scene, Turn
from handlers.documents import words
from handlers.documents.plan_buttons import PlanPress, PlansPress
from handlers.hearing import Route
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.documents.documents import duty_id
from models.documents.plan_queue import Examined, waiting_plans
from models.units import unit_id

ON_A_PAGE = 8


def _waiting(scene: Scene) -> list[Examined]:
    return [
        one
        for office in scene.me.units(Act.EXAMINE_PLAN)
        for one in waiting_plans(scene.session, unit_id(office))
    ]


def plans_key(scene: Scene) -> list[Key]:
    """The key to the plans on which it is the turn of this person's office; none without any."""
    n = len(_waiting(scene))
    return [Key(scene.tr.plain("Plans to examine {n}", n=n), PlansPress(0))] if n else []


def queue(turn: Turn, press: PlansPress) -> View:
    """The plans on which it is the office's turn, the oldest first."""
    turn.me.require(Act.EXAMINE_PLAN)
    tr, found = turn.tr, _waiting(turn)
    shown = page_of(found, press.page, ON_A_PAGE)
    text = lines(
        tr("<b>Plans to examine: {n}</b>", n=len(found)),
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
    return View(text, [*in_rows(keys, 2), page_keys(tr, shown, PlansPress)])


ROUTES: tuple[Route, ...] = (on_press(PlansPress, queue),)
