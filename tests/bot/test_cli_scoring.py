"""`liaison score` and `liaison export ranking`: tried without storing, checked by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import func, select

from models.calendar import Month
from models.matters.ledger import Matter
from models.rules import Rules
from models.scoring.scheme import Scheme
from models.standings.computing import compute
from models.standings.runs import Run, newest_run, standings_of
from models.store import Store
from models.units import Unit, unit_by_code, unit_id
from tests.bot.command_line import CommandLine, liaison
from tests.desk import CALENDAR, DONE, OPENED, settle
from tests.spreadsheet import Calculated

__all__ = ["liaison"]

NOVEMBER = Month(2026, 11)


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The database of an installation."""
    store = Store(f"sqlite:///{folder / 'data' / 'liaison.db'}")
    yield store
    store.close()


@pytest.fixture
def scored(liaison: CommandLine) -> CommandLine:
    """November with dates that were kept, missed late and carried, scored."""
    assert liaison("init").code == 0
    with opened(liaison.folder) as store:
        desk = settle(store)
        with store.transaction() as session:
            for at, matter in enumerate(session.exec(select(Matter).order_by(Matter.number))):
                matter.due_on = date(2026, 10, 27) if at == 1 else date(2026, 11, 13 + at)
                matter.difficulty = Decimal("1.2") if at % 2 else Decimal(1)
        desk.hand_in(0, (0, DONE), (1, DONE), (2, DONE))
        desk.hand_in(1, (0, DONE))
        with store.transaction() as session:
            office, rules = session.get_one(Unit, unit_id(desk.office)), Rules().standings
            compute(session, office, NOVEMBER, Scheme(), rules, CALENDAR, None, OPENED)
    return liaison


def test_the_same_scheme_moves_nobody(scored: CommandLine) -> None:
    said = scored("score", "--month", "2026-11")
    assert said.code == 0
    assert "0 units would move. Nothing was stored." in said.out
    assert "Unit 0" in said.out
    assert "→" not in said.out


def test_another_scheme_shows_who_would_move_and_why(scored: CommandLine) -> None:
    tried = scored.file("tried.toml", "[progress]\nlate = 0.5\n")
    said = scored("score", "--month", "2026-11", "--scheme", tried)
    assert "2 units would move." in said.out
    assert "Milestones: done late 0.8 → 0.5 (2)" in said.out
    weights = scored.file("weights.toml", "[weights]\nreturns = 50\n")
    said = scored("score", "--month", "2026-11", "--scheme", weights)
    assert "other weights, limits or order of ties" in said.out
    with opened(scored.folder) as store, store.reading() as session:
        assert session.exec(select(func.count()).select_from(Run)).one() == 1


def test_what_cannot_be_tried(scored: CommandLine) -> None:
    assert "write it like 2026-10" in scored("score", "--month", "soon").err
    assert scored("score", "--month", "2026-09").code == 1
    faulty = scored.file("faulty.toml", "[progress]\nlaet = 1\n")
    said = scored("score", "--month", "2026-11", "--scheme", faulty)
    assert said.code == 2
    assert "progress.laet" in said.err
    unknown = scored("score", "--month", "2026-11", "--office", "XX")
    assert unknown.code == 2
    assert "no reform office XX. There are: O" in unknown.err


def test_the_workbook_has_formulas_over_every_line(scored: CommandLine) -> None:
    said = scored("export", "ranking", "--month", "2026-11", "--out", "r.xlsx")
    assert "r.xlsx: 6 units." in said.out
    book = load_workbook(scored.folder / "r.xlsx")
    assert book.sheetnames[:3] == ["Ranking", "Scheme", "U0"]
    assert book["Ranking"]["E2"].value == "='U0'!B12"
    unit = book["U0"]
    assert [unit.cell(16, at).value for at in (1, 4, 5, 6)] == ["progress", 1, 0.8, "=D16*E16"]
    assert str(unit["B12"].value).startswith("=IF(")
    missing = scored("export", "ranking", "--month", "2026-09", "--out", "s.xlsx")
    assert "September 2026 are not computed yet" in missing.err


def test_recomputed_by_its_formulas_every_total_is_the_stored_one(scored: CommandLine) -> None:
    scored("export", "ranking", "--month", "2026-11", "--out", "r.xlsx")
    book = Calculated(scored.folder / "r.xlsx")
    listed = {book.value("Ranking", f"B{row}"): f"E{row}" for row in range(2, 8)}
    with opened(scored.folder) as store, store.reading() as session:
        run = newest_run(session, unit_id(unit_by_code(session, "O")), NOVEMBER)
        assert run
        rows = standings_of(session, run)
    assert len(listed) == len(rows) == 6
    for one, unit in rows:
        total = book.value("Ranking", listed[unit.code])
        assert total == ("" if one.total is None else pytest.approx(float(one.total), abs=1e-9))
