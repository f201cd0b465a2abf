"""`liaison export year`: every month of a year with live formulas, to be checked by hand."""

import typer

from bot.cli.desk import desk_of
from bot.cli.offices import OfOffice, office_named
from bot.cli.targets import Out, target_of
from bot.cli.years import OfYear
from handlers.years.workbook import write_year
from models.units import unit_id
from models.years.gathering import gather


def year(context: typer.Context, year: OfYear, out: Out = None, office: OfOffice = None) -> None:
    """Write the year of an office as it stands."""
    desk = desk_of(context)
    target = target_of(desk, out, f"year-{year}")
    with desk.reading() as session:
        found = office_named(desk, session, office)
        table = gather(session, unit_id(found), year, desk.practices.of(found).scheme.year)
    units = write_year(desk.tr, target, table)
    desk.say(desk.tr.plain_plural("{path}: {n} unit.", "{path}: {n} units.", units, path=target))
