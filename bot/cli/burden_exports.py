"""`liaison export burden`: what was asked of each unit, this month and the last three."""

import typer

from bot.cli.desk import desk_of
from bot.cli.offices import OfOffice, office_named
from bot.cli.targets import Out, target_of
from handlers.burden.months import months
from handlers.burden.workbook import write_burden
from models.calendar import Month


def burden(context: typer.Context, out: Out = None, office: OfOffice = None) -> None:
    """Write the months of an office."""
    desk = desk_of(context)
    target = target_of(desk, out, "burden")
    now = Month.of(desk.calendar.today(desk.clock.now()))
    with desk.reading() as session:
        found = office_named(desk, session, office)
        practice = desk.practices.of(found)
        caps = practice.rules.burden
        counted = months(session, found, now, practice.calendar, caps)
    rows = write_burden(desk.tr, target, counted, caps)
    desk.say(desk.tr.plain_plural("{path}: {n} row.", "{path}: {n} rows.", rows, path=target))
