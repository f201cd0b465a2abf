"""`liaison import`: a workbook is shown as what it would change, and written when asked to."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session

from bot.cli.desk import Desk, Trouble, desk_of
from bot.cli.document_lists import DocumentLists
from bot.cli.offices import OfOffice
from bot.cli.previews import as_json, show_preview
from bot.cli.tables import progress
from bot.cli.year_end_lists import YearEndLists
from bot.cli.years import OfYear
from handlers import faults
from locales import N_
from models.workbooks.faults import Unreadable
from models.workbooks.ledger import read_ledger, unit_names
from models.workbooks.ledger_apply import apply_ledger
from models.workbooks.previews import Preview, save_bad_rows
from models.workbooks.roster import read_roster
from models.workbooks.roster_apply import apply_roster

Tell = Callable[[int, int], None]
AnyPreview = Preview[Any]

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


@dataclass(frozen=True)
class Format:
    """One sort of workbook: how it is read into a preview, and how a preview is written."""

    read: Callable[[Desk, Session, Path, dict[str, str], Tell], AnyPreview]
    apply: Callable[[Desk, Session, Any, Tell], None]


def _read_roster(
    _desk: Desk, session: Session, path: Path, mapping: dict[str, str], tell: Tell
) -> AnyPreview:
    return read_roster(session, path, mapping, progress=tell)


def _apply_roster(desk: Desk, session: Session, preview: Any, _tell: Tell) -> None:
    apply_roster(session, preview, None, desk.clock.now())


def _read_ledger(
    desk: Desk, session: Session, path: Path, mapping: dict[str, str], tell: Tell
) -> AnyPreview:
    today = desk.calendar.today(desk.clock.now())
    return read_ledger(session, path, today, mapping, progress=tell)


def _apply_ledger(desk: Desk, session: Session, preview: Any, tell: Tell) -> None:
    now = desk.clock.now()
    apply_ledger(session, preview, None, now, desk.calendar.today(now), progress=tell)


ROSTER = Format(_read_roster, _apply_roster)
LEDGER = Format(_read_ledger, _apply_ledger)


def roster(
    context: typer.Context,
    file: File,
    mapping: Map = None,
    apply: Apply = False,  # noqa: FBT002
    skip_bad: SkipBad = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Units, posts and people."""
    _take(_Order(desk_of(context), ROSTER, file, apply, skip_bad, as_json), mapping or [])


def ledger(
    context: typer.Context,
    file: File,
    mapping: Map = None,
    apply: Apply = False,  # noqa: FBT002
    skip_bad: SkipBad = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Matters with their milestones."""
    _take(_Order(desk_of(context), LEDGER, file, apply, skip_bad, as_json), mapping or [])


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
    lists = DocumentLists(office)
    form = Format(lists.read, lists.apply)
    _take(_Order(desk_of(context), form, file, apply, skip_bad, as_json), mapping or [])


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
    lists = YearEndLists(year, office)
    form = Format(lists.read, lists.apply)
    _take(_Order(desk_of(context), form, file, apply, skip_bad, as_json), mapping or [])


@dataclass(frozen=True)
class _Order:
    """One call of an import with its options."""

    desk: Desk
    format: Format
    file: Path
    apply: bool
    skip_bad: bool
    as_json: bool


def _take(order: _Order, mapping: list[str]) -> None:
    desk, tr = order.desk, order.desk.tr
    if not order.file.is_file():
        raise Trouble(tr.plain("{path}: there is no such file.", path=order.file), 2)
    try:
        # A mere look must not keep the running bot from writing meanwhile.
        with desk.writing() if order.apply else desk.reading() as session:
            with progress(tr.plain("Reading {path}", path=order.file.name)) as tell:
                fields = dict(_pair(desk, text) for text in mapping)
                preview = order.format.read(desk, session, order.file, fields, tell)
            units = {number: unit.name for number, unit in unit_names(session).by_id.items()}
            applied = _apply(order, session, preview)
    except Unreadable as unreadable:
        words = faults.refusal(tr, unreadable)
        raise Trouble(tr.plain("{path}: {words}", path=order.file, words=words)) from None
    _report(order, preview, units, applied)


def _pair(desk: Desk, text: str) -> tuple[str, str]:
    field, found, heading = text.partition("=")
    if not found or not heading.strip():
        raise Trouble(desk.tr.plain('--map {text}: write it like due="完成期限".', text=text), 2)
    return field.strip(), heading.strip().strip('"“”')


def _apply(order: _Order, session: Session, preview: AnyPreview) -> bool:
    if not order.apply or (preview.bad and not order.skip_bad):
        return False
    with progress(order.desk.tr.plain("Writing")) as tell:
        order.format.apply(order.desk, session, preview.good(), tell)
    return True


def _report(
    order: _Order,
    preview: AnyPreview,
    units: dict[int, str],
    applied: bool,  # noqa: FBT001
) -> None:
    desk, tr = order.desk, order.desk.tr
    saved = _save_bad(order, preview) if order.skip_bad else None
    if order.as_json:
        desk.hand_over(as_json(tr, preview, applied, saved))
    else:
        show_preview(desk, preview, units)
        if saved:
            desk.say(tr.plain("The faulty rows were saved to {path}.", path=saved))
        desk.say(_outcome(order, preview, applied))
    if preview.bad and not applied:
        raise typer.Exit(1)


def _outcome(order: _Order, preview: AnyPreview, applied: bool) -> str:  # noqa: FBT001
    tr = order.desk.tr
    if applied:
        return tr.plain("Written.")
    if preview.bad and order.apply:
        return tr.plain("Nothing was written: put the faulty rows right, or add --skip-bad.")
    return tr.plain("Nothing was written; --apply writes it.")


def _save_bad(order: _Order, preview: AnyPreview) -> Path | None:
    if not preview.bad:
        return None
    tr = order.desk.tr
    target = order.file.with_name(f"{order.file.stem}-faulty.xlsx")
    save_bad_rows(target, preview, faults.problem_heading(tr), lambda one: faults.what(tr, one))
    return target


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
