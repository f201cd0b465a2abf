"""Whether the figures a circular was drafted from are still the scores that count (DOMAIN §3)."""

from sqlmodel import Session

from models.calendar import Month
from models.circulars.circulars import Circular, CircularState, text_now
from models.refusals import Reason, Refused
from models.standings.rules import Mode
from models.standings.runs import newest_run, published_run


def figures_stand(session: Session, circular: Circular) -> bool:
    """Whether a circular's figures rest on the scores that count, as they are published now."""
    figures = text_now(session, circular).read_figures()
    run = newest_run(session, circular.office_id, Month.parse(circular.month))
    if run is None or run.id != figures.run:
        return False
    return (run.published_at is not None, run.mode or Mode.NONE) == (
        figures.published,
        figures.mode,
    )


def corrected_since(session: Session, circular: Circular) -> bool:
    """Whether newer scores of its month were published than those an issued circular rests on."""
    run = published_run(session, circular.office_id, Month.parse(circular.month))
    issued = circular.state is CircularState.ISSUED
    return issued and run is not None and run.id != circular.run_id


def require_figures(session: Session, circular: Circular) -> None:
    """Refused(FIGURES_CHANGED) when the scores were computed or published anew since."""
    if not figures_stand(session, circular):
        raise Refused(Reason.FIGURES_CHANGED)
