"""Writes a confirmed list of superior documents: in the caller's transaction, or nothing."""

from models.documents.documents import Level, SuperiorDocument
from models.documents.registering import give, register
from models.documents.registry import Entry, Registry
from models.refusals import Reason, Refused
from models.workbooks.documents import DocumentPreview, dates_of
from models.workbooks.documents_rows import DocumentRow
from models.workbooks.lines import Progress


def apply_documents(
    registry: Registry, preview: DocumentPreview, progress: Progress | None = None
) -> None:
    """Register what is new and give what is known to its new units; nobody is told.

    Unreadable(FAULTY_ROWS) while the preview has faulty rows, Refused(STALE_PREVIEW) when a
    document is gone, otherwise refused as `register`.
    """
    preview.require_good()
    total = len(preview.added) + len(preview.changed)
    for done, added in enumerate(preview.added, start=1):
        register(registry, _entry(registry, added.item, preview.file))
        _tell(progress, done, total)
    for done, changed in enumerate(preview.changed, start=len(preview.added) + 1):
        document = registry.session.get(SuperiorDocument, changed.id)
        if document is None:
            raise Refused(Reason.STALE_PREVIEW)
        give(registry, document, dict(changed.item.units), preview.file)
        _tell(progress, done, total)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress:
        progress(done, total)


def _entry(registry: Registry, row: DocumentRow, file: str) -> Entry:
    """A row as it is registered; the file is the reason why no local plan is needed."""
    return Entry(
        number=row.number,
        title=row.title,
        level=row.level or Level.PROVINCIAL,
        received_on=row.received_on,
        dates=dates_of(row, registry.rules.documents, registry.calendar),
        units=dict(row.units),
        needs_filing=row.needs_filing if row.needs_filing is not None else True,
        basis=file,
    )
