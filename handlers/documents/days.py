"""A day that was typed, as offices write days."""

from datetime import date

from handlers.context import Scene
from models.refusals import Reason, Refused
from models.workbooks.dates import read_day
from models.workbooks.faults import Misread


def read_date(scene: Scene, text: str) -> date:
    """The day a text means; Refused(DAY_NEEDED) when it is none."""
    try:
        return read_day(text.strip(), scene.today.year)
    except Misread:
        raise Refused(Reason.DAY_NEEDED) from None
