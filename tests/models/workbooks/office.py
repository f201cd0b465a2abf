"""A small office for the tests: a city with four departments, and short ways to import into it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from models.matters.ledger import Matter
from models.store import Store
from models.units import Cohort, add_unit
from models.workbooks.ledger import LedgerPreview, export_ledger, read_ledger
from models.workbooks.ledger_apply import apply_ledger
from tests.models.workbooks.files import xlsx

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
UNITS = {"FGW": "发改委", "CZJ": "财政局", "JTJ": "交通运输局", "WJW": "卫健委"}
HEADER = ["改革事项", "牵头单位", "完成时限"]


def found_city(store: Store) -> None:
    """The city and its departments."""
    with store.transaction() as session:
        city = add_unit(session, "CITY", "市", Cohort.CITY)
        for code, name in UNITS.items():
            add_unit(session, code, name, Cohort.DEPARTMENT, city)


def preview(store: Store, path: Path, **mapping: str) -> LedgerPreview:
    """What a file would change."""
    with store.reading() as session:
        return read_ledger(session, path, TODAY, mapping)


def preview_rows(
    store: Store, folder: Path, rows: Iterable[Sequence[Any]], merged: Iterable[str] = ()
) -> LedgerPreview:
    """What a workbook of these rows would change."""
    return preview(store, xlsx(folder / "ledger.xlsx", rows, merged))


def write(store: Store, made: LedgerPreview) -> None:
    """Apply a preview in a transaction of its own."""
    with store.transaction() as session:
        apply_ledger(session, made, None, NOW, TODAY)


def matters(store: Store) -> list[Matter]:
    """The ledger in its order."""
    with store.reading() as session:
        return list(session.exec(select(Matter).order_by(col(Matter.position))))


def exported(store: Store, folder: Path, language: str = "zh_CN") -> Path:
    """The ledger as a file."""
    path = folder / f"export-{language}.xlsx"
    with store.reading() as session:
        export_ledger(session, path, language)
    return path
