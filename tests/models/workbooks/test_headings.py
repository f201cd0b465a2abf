"""The header is found wherever and however an office wrote it."""

from pathlib import Path
from typing import Any

import pytest

from models.workbooks.archives import COMMAND_LINE
from models.workbooks.columns import Layout
from models.workbooks.faults import Unreadable, Why
from models.workbooks.ledger_columns import LEDGER
from models.workbooks.lines import Table, open_table
from tests.models.workbooks.files import csv, workbook, xlsx


def table(path: Path, **mapping: str) -> Table:
    return open_table(path, LEDGER, mapping, COMMAND_LINE, None)


def layout(path: Path, **mapping: str) -> Layout:
    return table(path, **mapping).parts[0][0]


def refused(path: Path, **mapping: str) -> Unreadable:
    with pytest.raises(Unreadable) as refusal:
        table(path, **mapping)
    return refusal.value


ROW = ["推进改革", "发改委", "2026-11-30"]


@pytest.mark.parametrize(
    "headings",
    [
        ["改革事项", "牵头单位", "完成时限"],
        ["Matter", "Lead unit", "Due"],
        ["  改 革\n事 项 ", "牵头单位：", "完成时限（年月日）"],
        ["事项名称*", "责任单位【必填】", "完成时间"],
        ["TASK", "LEAD DEPARTMENT", "Deadline"],
        ["title", "lead_unit", "due_on"],
    ],
)
def test_names_of_columns(tmp_path: Path, headings: list[str]) -> None:
    found = layout(xlsx(tmp_path / "a.xlsx", [headings, ROW]))
    assert found.at == {"title": 0, "lead_unit": 1, "due_on": 2}
    assert found.first_row == 2


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["2026年改革台账", "", ""], [], ["填报单位：发改委"]]
    rows += [["改革事项", "牵头单位", "完成时限"], ROW]
    found = layout(xlsx(tmp_path / "a.xlsx", rows, ["A1:C1"]))
    assert found.first_row == 5


@pytest.mark.parametrize("merged", [["A1:A2", "B1:C1", "D1:D2"], []])
def test_a_header_of_two_rows(tmp_path: Path, merged: list[str]) -> None:
    rows = [
        ["改革事项", "责任单位", "", "完成时限"],
        ["", "牵头单位", "配合单位", ""],
        ["推进改革", "发改委", "财政局", "2026-11-30"],
    ]
    found = layout(xlsx(tmp_path / "a.xlsx", rows, merged))
    assert found.at == {"title": 0, "lead_unit": 1, "co_units": 2, "due_on": 3}
    assert found.first_row == 3


def test_a_group_heading_completes_what_is_below_it(tmp_path: Path) -> None:
    text = "改革事项,牵头,,完成时限\n,单位,电话,\n推进,发改委,123,2026-11-30\n"
    found = layout(csv(tmp_path / "a.csv", text))
    assert found.at == {"title": 0, "lead_unit": 1, "due_on": 3}
    assert found.headings[1] == "牵头单位"
    assert found.unknown == ["牵头 电话"]


def test_a_row_of_marks_below_the_header_is_data(tmp_path: Path) -> None:
    rows = [["改革事项", "牵头单位", "完成时限", "依据文件"], [*ROW, "😀"], [*ROW, "（略）"]]
    assert layout(xlsx(tmp_path / "a.xlsx", rows)).first_row == 2


def test_unknown_columns_are_reported(tmp_path: Path) -> None:
    rows = [["序号", "改革事项", "牵头单位", "完成时限", "备注"], ["1", *ROW, ""]]
    assert table(xlsx(tmp_path / "a.xlsx", rows)).unknown == ["序号", "备注"]


def test_missing_columns_are_named(tmp_path: Path) -> None:
    refusal = refused(xlsx(tmp_path / "a.xlsx", [["改革事项", "举措"], ["a", "b"]]))
    assert refusal.why is Why.MISSING_COLUMNS
    assert refusal.facts == {"fields": ["lead_unit", "due_on"], "found": ["改革事项", "举措"]}


def test_no_header_at_all(tmp_path: Path) -> None:
    refusal = refused(xlsx(tmp_path / "a.xlsx", [["a", "b"], [1, 2]]))
    assert refusal.why is Why.NO_HEADER
    assert refusal.facts == {"fields": ["title", "lead_unit", "due_on"]}


def test_a_mapped_heading_goes_before_the_known_names(tmp_path: Path) -> None:
    rows = [
        ["改革事项", "单位（牵头）", "单位（配合）", "完成时限", "节点"],
        [*ROW[:2], "", "x", "y"],
    ]
    path = xlsx(tmp_path / "a.xlsx", rows)
    mapping = {"lead_unit": "单位(牵头)", "配合单位": "单位(配合)", "Due": "节点"}
    assert layout(path, **mapping).at == {"title": 0, "lead_unit": 1, "co_units": 2, "due_on": 4}


def test_a_mapping_that_fits_nothing(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["改革事项", "牵头单位", "完成时限"], ROW])
    assert refused(path, due_on="何时").why is Why.MAPPED_HEADING_ABSENT
    assert refused(path, colour="何时").why is Why.MAPPED_FIELD_UNKNOWN


def test_sheets_without_the_columns_are_left_out(tmp_path: Path) -> None:
    good = [["改革事项", "牵头单位", "完成时限"], ROW]
    path = workbook(tmp_path / "a.xlsx", {"说明": [["怎样填写"]], "经济": good, "社会": good})
    found = table(path)
    assert [part.sheet for part, _ in found.parts] == ["经济", "社会"]
    assert found.left_out == ["说明"]
    assert [line.layout.sheet for line in found.lines(None)] == ["经济", "社会"]


def test_a_header_repeated_on_the_next_page_is_no_row(tmp_path: Path) -> None:
    header = ["改革事项", "牵头单位", "完成时限"]
    found = table(xlsx(tmp_path / "a.xlsx", [header, ROW, header, ROW]))
    assert [line.number for line in found.lines(None)] == [2, 4]


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    rows = [["改革事项", "牵头单位", "完成时限"], *[ROW] * 1200]
    list(table(xlsx(tmp_path / "a.xlsx", rows)).lines(lambda *step: told.append(step)))
    assert told == [(500, 1201), (1000, 1201), (1201, 1201)]
