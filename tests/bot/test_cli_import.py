"""`liaison import` and `export`: shown first, written when asked to, faults with their place."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.bot.command_line import LEDGER, ROSTER, CommandLine, liaison

__all__ = ["liaison"]


def test_nothing_is_written_without_apply(liaison: CommandLine) -> None:
    liaison("init")
    roster = liaison.file("roster.csv", ROSTER)
    shown = liaison("import", "roster", roster)
    assert shown.code == 0
    assert "张店区" in shown.out
    assert "--apply" in shown.out
    assert liaison("import", "roster", roster, "--json").json["added"] == 8
    written = liaison("import", "roster", roster, "--apply", "--json").json
    assert written["applied"]
    again = liaison("import", "roster", roster, "--json").json
    assert (again["added"], again["changed"]) == (0, 0)


def test_changes_are_shown_field_by_field(liaison: CommandLine) -> None:
    liaison.filled()
    changed = LEDGER.replace("2026-12-31", "2027-01-15")
    told = liaison("import", "ledger", liaison.file("ledger2.csv", changed))
    assert told.code == 0
    for part in ("Due", "2026-12-31", "2027-01-15", "0 added, 1 changed, 1 unchanged, 0 faulty"):
        assert part in told.out


@time_machine.travel(datetime(2026, 11, 19, 2, 0, tzinfo=UTC))  # the year is in the number
def test_units_and_people_are_shown_by_name(liaison: CommandLine) -> None:
    liaison.filled()
    changed = LEDGER.replace("一窗受理,张店区", "一窗受理,淄川区")
    told = liaison(
        "import",
        "ledger",
        liaison.file(
            "ledger2.csv",
            "编号"
            + ","
            + changed.replace("\n", "\n2026-001,", 1).replace("\n推进镇办", "\n,推进镇办"),
        ),
    )
    assert "张店区" in told.out
    assert "淄川区" in told.out
    successor = ROSTER.replace("王建国", "钱芳")
    told = liaison("import", "roster", liaison.file("roster2.csv", successor))
    assert "张店区: 钱芳, liaison" in told.out


def test_a_faulty_row_stops_all_and_is_named(liaison: CommandLine) -> None:
    liaison.filled()
    bad = liaison.file("bad.csv", LEDGER + "新事项,淄川区,2026-12-01\n坏日期,淄川区,哪天\n")
    told = liaison("import", "ledger", bad, "--apply")
    assert told.code == 1
    for part in ("bad.csv", "row 5", "column C", "哪天", "--skip-bad"):
        assert part in told.out
    assert liaison("import", "ledger", bad, "--json").json["added"] == 1, "nothing was written"


def test_skip_bad_writes_the_good_and_saves_the_bad(liaison: CommandLine) -> None:
    liaison.filled()
    bad = liaison.file("bad.csv", LEDGER + "新事项,淄川区,2026-12-01\n坏日期,淄川区,哪天\n")
    told = liaison("import", "ledger", bad, "--apply", "--skip-bad")
    assert told.code == 0
    saved = liaison.folder / "bad-faulty.xlsx"
    rows = CalamineWorkbook.from_path(saved).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "坏日期"
    assert "哪天" in str(rows[1][-1])


def test_a_heading_of_their_own_is_mapped(liaison: CommandLine) -> None:
    liaison.filled()
    odd = liaison.file("odd.csv", "事情,承办,何时办完\n另一事项,淄川区,2026-12-01\n")
    maps = [
        part
        for pair in ("title=事情", "lead_unit=承办", 'due_on="何时办完"')
        for part in ("--map", pair)
    ]
    told = liaison("import", "ledger", odd, *maps, "--json")
    assert told.code == 0, told.err
    assert told.json["added"] == 1
    assert liaison("import", "ledger", odd, "--map", "due_on").code == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", b"", "empty"),
        ("text.xlsx", b"just words", "no workbook"),
        ("none.csv", None, "no such file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    liaison: CommandLine, name: str, content: bytes | None, words: str
) -> None:
    liaison("init")
    path = Path(name)
    if content is not None:
        path.write_bytes(content)
    told = liaison("import", "ledger", path)
    assert told.code in {1, 2}
    assert name in told.err
    assert words in told.err


def test_an_export_read_again_changes_nothing(liaison: CommandLine) -> None:
    liaison.filled()
    assert liaison("export", "ledger", "--out", "out.xlsx").code == 0
    again = liaison("import", "ledger", "out.xlsx", "--json").json
    assert (again["added"], again["changed"], again["unchanged"], again["faulty"]) == (0, 0, 2, 0)


def test_the_roster_written_and_read_again_changes_nothing(liaison: CommandLine) -> None:
    liaison.filled()
    assert liaison("export", "roster", "--out", "roster.xlsx").code == 0
    again = liaison("import", "roster", "roster.xlsx", "--json").json
    assert (again["added"], again["changed"], again["faulty"]) == (0, 0, 0)
    assert again["unchanged"] > 0


def test_an_export_of_some_units_and_of_none(liaison: CommandLine) -> None:
    liaison.filled()
    assert "1 matter." in liaison("export", "ledger", "--unit", "ZD", "--out", "zd.xlsx").out
    assert liaison("export", "ledger", "--unit", "XX").code == 2
    assert liaison("export", "ledger", "--out", "out.csv").code == 2


def test_the_register_of_slips_is_a_workbook(liaison: CommandLine) -> None:
    liaison.filled()
    assert "0 slips." in liaison("export", "slips", "--out", "slips.xlsx").out
    sheet = load_workbook("slips.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["Number", "Kind", "Unit"]
    assert liaison("export", "slips", "--unit", "XX").code == 2
    assert liaison("export", "slips", "--out", "out.csv").code == 2
