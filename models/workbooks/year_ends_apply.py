"""Writes confirmed year-end scores: in the caller's transaction, or nothing."""

from datetime import datetime

from sqlmodel import Session

from models.units import Unit
from models.workbooks.year_ends import YearEndPreview
from models.years.year_ends import Entry, enter


def apply_year_ends(
    session: Session,
    preview: YearEndPreview,
    office: Unit,
    year: int,
    by: int | None,
    now: datetime,
) -> int:
    """Enter every score that is new or changed; how many. What stood stays on record.

    Unreadable(FAULTY_ROWS) while the preview has faulty rows, otherwise refused as `enter`.
    """
    preview.require_good()
    rows = [one.item for one in preview.added] + [one.item for one in preview.changed]
    entries = {row.unit: Entry(row.score, row.basis) for row in rows}
    return enter(session, office, year, entries, by, now)
