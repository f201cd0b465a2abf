"""`liaison export ranking`: a month's scores with live formulas, to be checked by hand."""

import typer

from bot.cli.desk import Trouble, desk_of
from bot.cli.offices import OfOffice, office_named
from bot.cli.scoring import MonthOption, read_month
from bot.cli.targets import Out, target_of
from handlers.standings.workbook import write_ranking
from models.standings.runs import newest_run
from models.units import unit_id


def ranking(
    context: typer.Context,
    month: MonthOption,
    out: Out = None,
    office: OfOffice = None,
) -> None:
    """Write the newest version of a month."""
    desk = desk_of(context)
    meant, tr = read_month(desk, month), desk.tr
    target = target_of(desk, out, f"ranking-{meant}")
    with desk.reading() as session:
        run = newest_run(session, unit_id(office_named(desk, session, office)), meant)
        if run is None:
            raise Trouble(
                tr.plain("The scores of {month} are not computed yet.", month=tr.month(str(meant)))
            )
        units = write_ranking(session, tr, target, run)
    desk.say(tr.plain_plural("{path}: {n} unit.", "{path}: {n} units.", units, path=target))
