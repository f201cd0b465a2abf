"""`liaison export experiences`: a year's experiences and media reports as a workbook."""

from typing import Annotated

import typer

from bot.cli.desk import desk_of
from bot.cli.offices import OfOffice, office_named
from bot.cli.targets import Out, target_of
from handlers.experiences.workbook import write_experiences
from locales import N_
from models.experiences.year import handed_in_during
from models.media_reports import reports_of
from models.units import unit_id

InYear = Annotated[
    int,
    typer.Option("--year", min=2000, max=2099, help=N_("The year of handing in, like 2026.")),
]


def experiences(
    context: typer.Context, year: InYear, out: Out = None, office: OfOffice = None
) -> None:
    """Write what an office was handed in during a year."""
    desk = desk_of(context)
    target = target_of(desk, out, f"experiences-{year}")
    with desk.reading() as session:
        found = unit_id(office_named(desk, session, office))
        written = handed_in_during(session, found, year, desk.calendar)
        reports = [row for row in reports_of(session, [found]) if row[0].published_on.year == year]
    n = write_experiences(desk.tr, target, written, reports, desk.settings.timezone)
    desk.say(
        desk.tr.plain_plural("{path}: {n} experience.", "{path}: {n} experiences.", n, path=target)
    )
