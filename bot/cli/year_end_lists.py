"""`liaison import year-end`: the scores of the year-end assessment, for one office and year."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot.cli.desk import Desk
from bot.cli.offices import office_named
from bot.cli.tables import Tell
from models.workbooks.year_ends import YearEndPreview, read_year_ends
from models.workbooks.year_ends_apply import apply_year_ends


@dataclass(frozen=True)
class YearEndLists:
    """The scores of one year, for the office with this code or the one at the top."""

    year: int
    office: str | None

    def read(
        self, desk: Desk, session: Session, path: Path, mapping: dict[str, str], tell: Tell
    ) -> YearEndPreview:
        """A file as what it would enter."""
        office = office_named(desk, session, self.office)
        return read_year_ends(session, path, office, self.year, mapping, progress=tell)

    def apply(self, desk: Desk, session: Session, preview: Any, _tell: Tell) -> None:
        """Enter it."""
        office = office_named(desk, session, self.office)
        apply_year_ends(session, preview, office, self.year, None, desk.clock.now())
