"""`liaison export`: what is stored, as files: roster, ledger and slips here, scores and others."""

from datetime import datetime
from typing import Annotated

import typer
from sqlmodel import Session

from bot.cli.burden_exports import burden
from bot.cli.circular_exports import circular
from bot.cli.desk import Desk, Trouble, desk_of
from bot.cli.experience_exports import experiences
from bot.cli.notice_exports import notice
from bot.cli.offices import OnlyOffice, office_named, part_of
from bot.cli.scoring_export import ranking
from bot.cli.targets import Out, target_of
from bot.cli.year_exports import year
from handlers.slips.register.workbook import write_register
from locales import N_
from models.parts import Part
from models.refusals import Refused
from models.slips.register import Shelf, Wanted, look
from models.units import offices, unit_by_code, unit_id
from models.workbooks.ledger import export_ledger
from models.workbooks.roster import export_roster

Unit = Annotated[str | None, typer.Option("--unit", help=N_("Only units at or below this code."))]


def ledger(
    context: typer.Context, out: Out = None, unit: Unit = None, office: OnlyOffice = None
) -> None:
    """Write the ledger."""
    desk = desk_of(context)
    target = target_of(desk, out, "ledger")
    with desk.reading() as session:
        part = _part(desk, session, unit, office)
        rows = export_ledger(session, target, desk.language, part)
    desk.say(desk.tr.plain_plural("{path}: {n} matter.", "{path}: {n} matters.", rows, path=target))


def roster(context: typer.Context, out: Out = None, office: OnlyOffice = None) -> None:
    """Write the units with their people."""
    desk = desk_of(context)
    target = target_of(desk, out, "roster")
    with desk.reading() as session:
        rows = export_roster(session, target, desk.language, part_of(desk, session, office))
    desk.say(desk.tr.plain_plural("{path}: {n} row.", "{path}: {n} rows.", rows, path=target))


def slips(
    context: typer.Context, out: Out = None, unit: Unit = None, office: OnlyOffice = None
) -> None:
    """Write the register of slips of one office, or of every one."""
    desk = desk_of(context)
    target, zone = target_of(desk, out, "slips"), desk.settings.timezone
    today = datetime.now(zone).date()
    with desk.reading() as session:
        below = _below(desk, session, unit)
        wanted = [office_named(desk, session, office)] if office else offices(session)
        found = [
            row
            for one in wanted
            for row in look(session, Wanted(unit_id(one), Shelf.ALL), today).rows
            if row[1].path.startswith(below)
        ]
        rows = write_register(session, desk.tr, target, found, today, zone)
    desk.say(desk.tr.plain_plural("{path}: {n} slip.", "{path}: {n} slips.", rows, path=target))


def _part(desk: Desk, session: Session, unit: str | None, office: str | None) -> Part | str:
    """What an office asks, or what is at or below a unit; Trouble when both are named."""
    if unit and office:
        raise Trouble(desk.tr.plain("Give one of --unit and --office."), 2)
    return _below(desk, session, unit) if unit else part_of(desk, session, office)


def _below(desk: Desk, session: Session, code: str | None) -> str:
    """The path of a unit, or of all; Trouble for an unknown code."""
    try:
        return unit_by_code(session, code).path if code else "/"
    except Refused:
        raise Trouble(desk.tr.plain("--unit {code}: no such unit.", code=code), 2) from None


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help=N_("Write what is stored to a file."))
    group.callback()(lambda: None)
    group.command("ledger", help=N_("The ledger, as `import ledger` reads it."))(ledger)
    words = N_("The roster of units and people, as `import roster` reads it.")
    group.command("roster", help=words)(roster)
    words = N_("The scores of a year, every month, with live formulas, to be checked by hand.")
    group.command("year", help=words)(year)
    words = N_("What was asked of each unit, this month and the last three.")
    group.command("burden", help=words)(burden)
    group.command("slips", help=N_("The register of slips, a row for each."))(slips)
    words = N_("A month's scores with live formulas, to be checked by hand.")
    group.command("ranking", help=words)(ranking)
    words = N_("A month's circular as it is printed, PDF or Word.")
    group.command("circular", help=words)(circular)
    words = N_("Who has a notice, who has confirmed it, and what was replied.")
    group.command("notice", help=words)(notice)
    words = N_("The experiences and media reports of a year.")
    group.command("experiences", help=words)(experiences)
    app.add_typer(group, name="export")
