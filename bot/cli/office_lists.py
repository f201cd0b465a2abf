"""`liaison import roster` and `ledger`: read and written for one office, or for the whole tree."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot.cli.desk import Desk
from bot.cli.offices import part_of
from bot.cli.tables import Tell
from models.workbooks.ledger import LedgerPreview, read_ledger
from models.workbooks.ledger_apply import apply_ledger
from models.workbooks.roster import RosterPreview, read_roster
from models.workbooks.roster_apply import apply_roster


@dataclass(frozen=True)
class RosterLists:
    """Units, posts and people of what an office asks; of the whole tree where none is named."""

    office: str | None

    def read(
        self, desk: Desk, session: Session, path: Path, mapping: dict[str, str], tell: Tell
    ) -> RosterPreview:
        """A roster as what it would change."""
        part = part_of(desk, session, self.office)
        return read_roster(session, path, mapping, progress=tell, part=part)

    def apply(self, desk: Desk, session: Session, preview: Any, _tell: Tell) -> None:
        """Write it."""
        apply_roster(session, preview, None, desk.clock.now())


@dataclass(frozen=True)
class LedgerLists:
    """Matters of the units an office asks; of the whole tree where none is named."""

    office: str | None

    def read(
        self, desk: Desk, session: Session, path: Path, mapping: dict[str, str], tell: Tell
    ) -> LedgerPreview:
        """A ledger as what it would change."""
        part, today = part_of(desk, session, self.office), desk.calendar.today(desk.clock.now())
        return read_ledger(session, path, today, mapping, progress=tell, part=part)

    def apply(self, desk: Desk, session: Session, preview: Any, tell: Tell) -> None:
        """Write it."""
        now = desk.clock.now()
        apply_ledger(session, preview, None, now, desk.calendar.today(now), progress=tell)
