"""`liaison export circular`: a month's circular as the document it is, PDF or Word."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.desk import Desk, Trouble, desk_of
from bot.cli.offices import OfOffice, office_named
from bot.cli.scoring import MonthOption, read_month
from handlers.circulars.papers import facts_of, written
from handlers.papers.circular_papers import circular_paper
from handlers.slips.buttons import Form
from locales import N_, translator
from models.circulars.circulars import standing_circular
from models.units import unit_id

OutFile = Annotated[
    Path | None, typer.Option("--out", help=N_("The file to write; ends in .docx or .pdf."))
]


def circular(
    context: typer.Context, month: MonthOption, out: OutFile = None, office: OfOffice = None
) -> None:
    """Write the circular of a month; one that is not issued says that it is a draft."""
    desk = desk_of(context)
    meant, tr = read_month(desk, month), desk.tr
    target = out or Path(f"circular-{meant}.docx")
    form = _form(desk, target)
    with desk.reading() as session:
        found = office_named(desk, session, office)
        known = standing_circular(session, unit_id(found), str(meant))
        if known is None:
            raise Trouble(tr.plain("There is no circular of {month}.", month=meant))
        facts = facts_of(session, known, desk.practices.of(found).rules)
    # The document is in the office's language, whatever this call speaks.
    official = translator(desk.settings.language, desk.settings.timezone)
    target.write_bytes(written(official, circular_paper(official, facts), form))
    desk.say(tr.plain("{path}: {number}", path=target, number=facts.number or tr.plain("DRAFT")))


def _form(desk: Desk, target: Path) -> Form:
    """The form a file's name asks for; Trouble for any other."""
    try:
        return Form(target.suffix.lower().removeprefix("."))
    except ValueError:
        words = desk.tr.plain("{path}: the name must end in .docx or .pdf.", path=target)
        raise Trouble(words, 2) from None
