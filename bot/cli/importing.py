"""`liaison import`: the workbooks it reads, with their options."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.desk import desk_of
from bot.cli.document_lists import DocumentLists
from bot.cli.office_lists import LedgerLists, RosterLists
from bot.cli.offices import OfOffice, OnlyOffice
from bot.cli.taking import Order, take
from bot.cli.year_end_lists import YearEndLists
from bot.cli.years import OfYear
from locales import N_

File = Annotated[Path, typer.Argument(help=N_("The workbook, .xlsx or .csv."))]
Map = Annotated[
    list[str] | None,
    typer.Option("--map", help=N_('Take a column for a field: field="Their heading"; repeatable.')),
]
Apply = Annotated[bool, typer.Option("--apply", help=N_("Write it; else it is only shown."))]
SkipBad = Annotated[
    bool,
    typer.Option("--skip-bad", help=N_("Write the good rows and save the faulty ones to a file.")),
]
AsJson = Annotated[bool, typer.Option("--json", help=N_("Print JSON for a script."))]


def roster(
    context: typer.Context,
    file: File,
    mapping: Map = None,
    office: OnlyOffice = None,
    apply: Apply = False,  # noqa: FBT002
    skip_bad: SkipBad = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Units, posts and people."""
    order = Order(desk_of(context), RosterLists(office), file, apply, skip_bad, as_json)
    take(order, mapping or [])


def ledger(
    context: typer.Context,
    file: File,
    mapping: Map = None,
    office: OnlyOffice = None,
    apply: Apply = False,  # noqa: FBT002
    skip_bad: SkipBad = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Matters with their milestones."""
    order = Order(desk_of(context), LedgerLists(office), file, apply, skip_bad, as_json)
    take(order, mapping or [])


def documents(
    context: typer.Context,
    file: File,
    mapping: Map = None,
    office: OfOffice = None,
    apply: Apply = False,  # noqa: FBT002
    skip_bad: SkipBad = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Superior documents with the units that must act on them."""
    order = Order(desk_of(context), DocumentLists(office), file, apply, skip_bad, as_json)
    take(order, mapping or [])


def year_end(
    context: typer.Context,
    file: File,
    year: OfYear,
    mapping: Map = None,
    office: OfOffice = None,
    apply: Apply = False,  # noqa: FBT002
    skip_bad: SkipBad = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """The scores of the year-end assessment."""
    order = Order(desk_of(context), YearEndLists(year, office), file, apply, skip_bad, as_json)
    take(order, mapping or [])


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help=N_("Read a workbook of the office."))
    group.command("roster", help=N_("Units, posts and people. Shows what would change."))(roster)
    group.command("ledger", help=N_("Matters and milestones. Shows what would change."))(ledger)
    words = N_("Superior documents and their units. Shows what would change.")
    group.command("documents", help=words)(documents)
    words = N_("Year-end scores of the units. Shows what would change.")
    group.command("year-end", help=words)(year_end)
    app.add_typer(group, name="import")
