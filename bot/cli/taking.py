"""How a workbook is taken in: shown as what it would change, and written when asked to."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import typer
from sqlmodel import Session

from bot.cli.desk import Desk, Trouble
from bot.cli.previews import as_json, show_preview
from bot.cli.tables import Tell, progress
from handlers import faults
from models.workbooks.faults import Unreadable
from models.workbooks.ledger import unit_names
from models.workbooks.previews import Preview, save_bad_rows

AnyPreview = Preview[Any]


class Lists(Protocol):
    """One sort of workbook: how it is read into a preview, and how a preview is written."""

    def read(
        self, desk: Desk, session: Session, path: Path, mapping: dict[str, str], tell: Tell
    ) -> AnyPreview:
        """A file as what it would change."""

    def apply(self, desk: Desk, session: Session, preview: Any, tell: Tell) -> None:
        """Write it."""


@dataclass(frozen=True)
class Order:
    """One call of an import with its options."""

    desk: Desk
    lists: Lists
    file: Path
    apply: bool
    skip_bad: bool
    as_json: bool


def take(order: Order, mapping: list[str]) -> None:
    """Read a workbook and show what it would change; write it when that was asked for."""
    desk, tr = order.desk, order.desk.tr
    if not order.file.is_file():
        raise Trouble(tr.plain("{path}: there is no such file.", path=order.file), 2)
    try:
        # A mere look must not keep the running bot from writing meanwhile.
        with desk.writing() if order.apply else desk.reading() as session:
            with progress(tr.plain("Reading {path}", path=order.file.name)) as tell:
                fields = dict(_pair(desk, text) for text in mapping)
                preview = order.lists.read(desk, session, order.file, fields, tell)
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


def _apply(order: Order, session: Session, preview: AnyPreview) -> bool:
    if not order.apply or (preview.bad and not order.skip_bad):
        return False
    with progress(order.desk.tr.plain("Writing")) as tell:
        order.lists.apply(order.desk, session, preview.good(), tell)
    return True


def _report(
    order: Order,
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


def _outcome(order: Order, preview: AnyPreview, applied: bool) -> str:  # noqa: FBT001
    tr = order.desk.tr
    if applied:
        return tr.plain("Written.")
    if preview.bad and order.apply:
        return tr.plain("Nothing was written: put the faulty rows right, or add --skip-bad.")
    return tr.plain("Nothing was written; --apply writes it.")


def _save_bad(order: Order, preview: AnyPreview) -> Path | None:
    if not preview.bad:
        return None
    tr = order.desk.tr
    target = order.file.with_name(f"{order.file.stem}-faulty.xlsx")
    save_bad_rows(target, preview, faults.problem_heading(tr), lambda one: faults.what(tr, one))
    return target
