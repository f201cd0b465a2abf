"""`liaison export`: what is stored, as a workbook that can be read again."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.desk import Trouble, desk_of
from locales import N_
from models.refusals import Refused
from models.units import unit_by_code
from models.workbooks.ledger import export_ledger

Out = Annotated[
    Path | None, typer.Option("--out", help=N_("The workbook to write; ends in .xlsx."))
]
Unit = Annotated[str | None, typer.Option("--unit", help=N_("Only units at or below this code."))]


def ledger(context: typer.Context, out: Out = None, unit: Unit = None) -> None:
    """Write the ledger."""
    desk = desk_of(context)
    target = out or Path(f"ledger-{datetime.now(desk.settings.timezone):%Y%m%d}.xlsx")
    if target.suffix.lower() != ".xlsx":
        raise Trouble(desk.tr.plain("{path}: the name must end in .xlsx.", path=target), 2)
    with desk.reading() as session:
        try:
            below = unit_by_code(session, unit).path if unit else "/"
        except Refused:
            raise Trouble(desk.tr.plain("--unit {code}: no such unit.", code=unit), 2) from None
        rows = export_ledger(session, target, desk.language, below)
    desk.say(desk.tr.plain_plural("{path}: {n} matter.", "{path}: {n} matters.", rows, path=target))


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help=N_("Write what is stored to a workbook."))
    group.callback()(lambda: None)
    group.command("ledger", help=N_("The ledger, as `import ledger` reads it."))(ledger)
    app.add_typer(group, name="export")
