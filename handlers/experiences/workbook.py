"""A year's experiences and media reports as a workbook; neither counts for the score (§7)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from handlers.experiences.words import STATES
from locales import N_, Translator
from models.experiences.year import Written
from models.media_reports import MediaReport
from models.units import Unit
from models.workbooks.writing import Heading, Sheet, Value, write_sheets

HEADINGS = (
    (N_("Number"), 8),
    (N_("Unit"), 28),
    (N_("Code"), 10),
    (N_("Title"), 40),
    (N_("State"), 14),
    (N_("Handed in"), 12),
    (N_("Decided"), 12),
    (N_("Versions"), 8),
    (N_("Files"), 8),
    (N_("In the series on"), 12),
    (N_("Best of the half-year to"), 12),
    (N_("Words"), 80),
)
MEDIA = (
    (N_("Number"), 8),
    (N_("Unit"), 28),
    (N_("Code"), 10),
    (N_("Title"), 40),
    (N_("Medium"), 20),
    (N_("Published"), 12),
    (N_("Link"), 50),
)


def write_experiences(
    tr: Translator,
    target: Path,
    written: Sequence[Written],
    reports: Sequence[tuple[MediaReport, Unit]],
    zone: ZoneInfo,
) -> int:
    """Write both lists, a sheet each; how many experiences."""
    first = Sheet(
        tr.plain("Experiences"),
        [Heading(tr.plain(text), width) for text, width in HEADINGS],
        _experiences(tr, written, zone),
    )
    second = Sheet(
        tr.plain("Media reports"),
        [Heading(tr.plain(text), width) for text, width in MEDIA],
        _media(reports),
    )
    return write_sheets(target, [first, second]) - len(reports)


def _experiences(
    tr: Translator, written: Sequence[Written], zone: ZoneInfo
) -> Iterator[list[Value]]:
    for row in written:
        one, version = row.one, row.version
        moments = (one.submitted_at, one.decided_at, one.told_at)
        handed, decided, told = (each.astimezone(zone).date() if each else None for each in moments)
        yield [
            one.id,
            row.unit.name,
            row.unit.code,
            version.title,
            tr.plain(STATES[one.state]),
            handed,
            decided,
            version.version,
            len(version.files),
            told,
            one.selected_until or None,
            version.text,
        ]


def _media(reports: Sequence[tuple[MediaReport, Unit]]) -> Iterator[list[Value]]:
    for row, unit in reports:
        yield [
            row.id,
            unit.name,
            unit.code,
            row.title,
            row.medium,
            row.published_on,
            row.link or None,
        ]
