"""The workbook of invitation links, for an office that sends them out itself."""

from collections.abc import Sequence
from pathlib import Path

from handlers.papers.invitations import Slip
from locales import Translator
from models.workbooks.writing import Heading, write_workbook


def write_links(path: Path, tr: Translator, made: Sequence[Slip]) -> int:
    """One row per person: unit, post, name, link, until when; how many there were."""
    headings = [
        Heading(tr.plain("Unit"), 28),
        Heading(tr.plain("Post"), 14),
        Heading(tr.plain("Name"), 14),
        Heading(tr.plain("Link"), 64),
        Heading(tr.plain("Good until"), 24),
    ]
    rows = ([one.unit, one.post, one.person, one.link, tr.moment(one.expires_at)] for one in made)
    return write_workbook(path, tr.plain("Invitations"), headings, rows)
