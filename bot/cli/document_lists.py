"""`liaison import documents`: a list of superior documents, read and written for one office."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot.cli.desk import Desk, Trouble
from handlers.documents.words import titles
from locales import translator
from models.documents.registering import Registry
from models.units import Unit, office_scope, offices
from models.workbooks.documents import DocumentPreview, Setting, read_documents
from models.workbooks.documents_apply import apply_documents

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class DocumentLists:
    """The lists of one office: the one with this code, or the office of the whole tree."""

    office: str | None

    def read(
        self, desk: Desk, session: Session, path: Path, mapping: dict[str, str], tell: Tell
    ) -> DocumentPreview:
        """A list as what it would register."""
        setting = Setting(
            office=self._office(desk, session),
            rules=desk.rules.documents,
            calendar=desk.calendar,
            today=desk.calendar.today(desk.clock.now()),
        )
        return read_documents(session, path, setting, mapping, progress=tell)

    def apply(self, desk: Desk, session: Session, preview: Any, tell: Tell) -> None:
        """Register it; the steps are called as the office calls them."""
        registry = Registry(
            session=session,
            office=self._office(desk, session),
            rules=desk.rules,
            calendar=desk.calendar,
            titles=titles(translator(desk.settings.language, desk.settings.timezone)),
            by=None,
            now=desk.clock.now(),
        )
        apply_documents(registry, preview, tell)

    def _office(self, desk: Desk, session: Session) -> Unit:
        found = sorted(offices(session), key=lambda one: len(office_scope(session, one)))
        if self.office is not None:
            found = [one for one in found if one.code == self.office]
        if found:
            return found[0]
        if self.office is None:
            raise Trouble(desk.tr.plain("There is no reform office in the roster yet."))
        raise Trouble(desk.tr.plain("There is no reform office {code}.", code=self.office), 2)
