"""`liaison import documents`: a list of superior documents, read and written for one office."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot.cli.desk import Desk
from bot.cli.offices import office_named
from bot.cli.tables import Tell
from handlers.documents.words import titles
from locales import translator
from models.documents.registry import Registry
from models.workbooks.documents import DocumentPreview, Setting, read_documents
from models.workbooks.documents_apply import apply_documents


@dataclass(frozen=True)
class DocumentLists:
    """The lists of one office: the one with this code, or the one at the top."""

    office: str | None

    def read(
        self, desk: Desk, session: Session, path: Path, mapping: dict[str, str], tell: Tell
    ) -> DocumentPreview:
        """A list as what it would register."""
        office = office_named(desk, session, self.office)
        practice = desk.practices.of(office)
        setting = Setting(
            office=office,
            rules=practice.rules.documents,
            calendar=practice.calendar,
            today=desk.calendar.today(desk.clock.now()),
        )
        return read_documents(session, path, setting, mapping, progress=tell)

    def apply(self, desk: Desk, session: Session, preview: Any, tell: Tell) -> None:
        """Register it; the steps are called as the office calls them."""
        office = office_named(desk, session, self.office)
        practice = desk.practices.of(office)
        registry = Registry(
            session=session,
            office=office,
            rules=practice.rules,
            calendar=practice.calendar,
            titles=titles(translator(desk.settings.language, desk.settings.timezone)),
            by=None,
            now=desk.clock.now(),
        )
        apply_documents(registry, preview, tell)
