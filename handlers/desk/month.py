"""On the desk: how the month opened last stands, and the scores of the latest that has any."""

from markupsafe import Markup

from handlers.context import Scene
from handlers.standings.unit_page import state_line
from models.dispatch.board import Board, board
from models.dispatch.cycles import newest_cycle
from models.standings.looking_up import latest_run
from models.units import Unit, unit_id


def newest(scene: Scene, office: Unit) -> Board | None:
    """The board of the month an office opened last; None before the first."""
    cycle = newest_cycle(scene.session, unit_id(office))
    return board(scene.session, cycle) if cycle else None


def month_lines(scene: Scene, month: Board | None, office: Unit) -> list[Markup]:
    """How many have answered, and where the scores stand."""
    return [_answered(scene, month), *_scores(scene, office)]


def _answered(scene: Scene, month: Board | None) -> Markup:
    tr = scene.tr
    if month is None:
        return tr("\nNo month has been opened yet.")
    facts = {
        "month": tr.month(month.cycle.month),
        "answered": month.answered(),
        "units": len(month.lines),
    }
    if month.cycle.closed_at:
        return tr("\n<b>{month}</b>: answered {answered} of {units}, cut off.", **facts)
    due = tr.moment(month.cycle.due_at)
    return tr("\n<b>{month}</b>: answered {answered} of {units}, due {due}.", due=due, **facts)


def _scores(scene: Scene, office: Unit) -> list[Markup]:
    """Where the scores of the latest month stand that has any."""
    run = latest_run(scene.session, unit_id(office))
    if run is None:
        return []
    month, state = scene.tr.month(run.month), state_line(scene, run)
    return [scene.tr("Scores of {month}: {state}", month=month, state=state)]
