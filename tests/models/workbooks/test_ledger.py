"""The ledger: what an office sends becomes matters, as a preview first, and nothing by halves."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models.audit import Audit
from models.matters.ledger import CoUnit, Kind, Milestone, State
from models.refusals import Reason, Refused
from models.store import Store
from models.units import Cohort, add_unit
from models.workbooks.faults import Expected, Place, Unreadable, Why, Wrong
from models.workbooks.previews import Change, save_bad_rows
from models.workbooks.values import Step
from tests.models.workbooks.files import csv, workbook, xlsx
from tests.models.workbooks.office import (
    HEADER,
    TODAY,
    exported,
    found_city,
    matters,
    preview,
    preview_rows,
    write,
)


@pytest.fixture(autouse=True)
def city(store: Store) -> None:
    found_city(store)


UGLY: list[list[Any]] = [
    ["2026年全市改革任务台账", *[""] * 9],
    [
        "编号",
        "改革任务",
        "改革举措",
        "责任单位",
        "",
        "完成时限\n（年月日）",
        "难度系数",
        "路线图时间表",
        "状态",
        "备注",
    ],
    ["", "", "", "牵头单位", "配合单位", "", "", "", "", ""],
    ["一、经济体制改革", *[""] * 9],
    [
        "2026-007",
        "一网通办",
        "并联审批",
        "发改委、财政局",
        "CZJ；卫健委",
        46356,
        1.2,
        "6月底 印发方案; 9月底 试运行",
        "",
        "",
    ],
    ["", "", "统一收件", "财政局", "", "11月底", "", "", "进行中", "见附件"],
    ["", "公交改革", "", "交通运输局", "", "2026年12月31日", "", "", "已完成", ""],
    ["注：由各单位填报", *[""] * 9],
]
MERGED = ["A1:J1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "A4:J4", "B5:B6"]


def test_an_ugly_file_becomes_the_matters_it_means(store: Store, tmp_path: Path) -> None:
    made = preview_rows(store, tmp_path, UGLY, MERGED)
    assert made.faults == []
    assert [row for _, row in made.passed_over] == [4, 8]
    assert made.unknown == ["备注"]
    write(store, made)
    first, second, third = matters(store)
    assert (first.number, second.number, third.number) == ("2026-007", "2026-008", "2026-009")
    assert (first.title, second.title) == ("一网通办", "一网通办")
    assert (first.due_on, second.due_on) == (date(2026, 11, 30), date(2026, 11, 30))
    assert (first.difficulty, second.difficulty) == (Decimal("1.2"), Decimal(1))
    assert (first.kind, first.state, second.state) == (
        Kind.REFORM,
        State.NOT_STARTED,
        State.UNDER_WAY,
    )
    assert (third.state, third.percent, third.closed_on) == (State.CLOSED, 100, TODAY)
    assert first.start_on == TODAY
    with store.reading() as session:
        helpers = session.exec(select(CoUnit.unit_id).where(CoUnit.matter_id == first.id)).all()
        steps = session.exec(select(Milestone).where(Milestone.matter_id == first.id)).all()
        deeds = session.exec(select(Audit)).all()
    assert helpers == [3, 5]
    assert [(one.due_on, one.title) for one in steps] == [
        (date(2026, 6, 30), "印发方案"),
        (date(2026, 9, 30), "试运行"),
    ]
    assert {(one.deed, one.subject_id) for one in deeds} == {
        ("import", m.id) for m in matters(store)
    }


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_file_does_as_well(store: Store, tmp_path: Path, encoding: str) -> None:
    text = "改革事项;牵头单位;完成时限\n推进“一网通办”;发改委;30.11.2026\n"
    made = preview(store, csv(tmp_path / "a.csv", text, encoding))
    assert [new.item.title for new in made.added] == ["推进“一网通办”"]


def test_the_same_file_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    write(store, preview_rows(store, tmp_path, UGLY, MERGED))
    again = preview_rows(store, tmp_path, UGLY, MERGED)
    assert (again.added, again.changed, again.unchanged) == ([], [], 3)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_an_export_changes_nothing(store: Store, tmp_path: Path, language: str) -> None:
    write(store, preview_rows(store, tmp_path, UGLY, MERGED))
    again = preview(store, exported(store, tmp_path, language))
    assert (again.added, again.changed, again.bad, again.unchanged) == ([], [], [], 3)
    assert again.unknown == []


FAULTY: list[tuple[list[Any], str, Wrong, Expected, dict[str, object]]] = [
    (["", "发改委", "2026-11-30"], "A", Wrong.MISSING, Expected.SOMETHING, {}),
    (["a", "发改委", "长期"], "C", Wrong.NOT_A_DATE, Expected.A_DATE, {}),
    (
        ["a", "发改委办", "2026-11-30"],
        "B",
        Wrong.UNKNOWN_UNIT,
        Expected.A_NEAR_UNIT,
        {"name": "发改委办", "nearest": "发改委"},
    ),
    (
        ["a", "气象台", "2026-11-30"],
        "B",
        Wrong.UNKNOWN_UNIT,
        Expected.A_KNOWN_UNIT,
        {"name": "气象台"},
    ),
    (
        ["长" * 501, "发改委", "2026-11-30"],
        "A",
        Wrong.TOO_LONG,
        Expected.SHORTER,
        {"most": 500, "length": 501},
    ),
]


@pytest.mark.parametrize(("row", "column", "wrong", "expected", "facts"), FAULTY)
def test_a_faulty_cell_is_named(
    store: Store,
    tmp_path: Path,
    row: list[Any],
    column: str,
    wrong: Wrong,
    expected: Expected,
    facts: dict[str, object],
) -> None:
    made = preview_rows(store, tmp_path, [HEADER, ["b", "财政局", "年底"], row])
    (fault,) = made.faults
    assert fault.place == Place("ledger.xlsx", "台账", 3, column, HEADER["ABC".index(column)])
    assert (fault.wrong, fault.expected, dict(fault.facts)) == (wrong, expected, facts)
    assert len(made.added) == 1


def test_every_fault_of_a_row_is_named(store: Store, tmp_path: Path) -> None:
    header = [*HEADER, "难度", "状态", "类型"]
    made = preview_rows(store, tmp_path, [header, ["", "x", "y", "9", "快了", "怪"]])
    assert sorted(fault.place.column for fault in made.faults) == ["A", "B", "C", "D", "E", "F"]


def test_rows_that_mean_the_same_matter(store: Store, tmp_path: Path) -> None:
    header = ["编号", *HEADER]
    rows = [header, *[["A-1", "a", "发改委", "年底"]] * 2, *[["", "b", "发改委", "年底"]] * 2]
    made = preview_rows(store, tmp_path, rows)
    assert [(f.place.row, f.wrong, f.facts["row"]) for f in made.faults] == [
        (3, Wrong.DUPLICATE, 2),
        (5, Wrong.DUPLICATE, 4),
    ]


def test_the_same_row_number_in_two_sheets_is_no_duplicate(store: Store, tmp_path: Path) -> None:
    sheets = {"经济": [HEADER, ["a", "发改委", "年底"]], "社会": [HEADER, ["b", "发改委", "年底"]]}
    assert len(preview(store, workbook(tmp_path / "a.xlsx", sheets)).added) == 2
    sheets["社会"] = sheets["经济"]
    (fault,) = preview(store, workbook(tmp_path / "a.xlsx", sheets)).faults
    assert fault.facts == {"sheet": "经济", "row": 2}


def test_units_of_one_name_are_told_apart_by_code(store: Store, tmp_path: Path) -> None:
    with store.transaction() as session:
        for code in ("T1", "T2"):
            add_unit(session, code, "城关镇", Cohort.TOWN)
    rows = [HEADER, ["a", "城关镇", "年底"], ["b", "T2", "年底"]]
    made = preview_rows(store, tmp_path, rows)
    (fault,) = made.faults
    assert (fault.wrong, fault.facts["codes"]) == (Wrong.AMBIGUOUS_UNIT, ["T1", "T2"])
    write(store, made.good())
    again = preview(store, exported(store, tmp_path))
    assert (again.unchanged, again.faults) == (1, [])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["待上级部署", "", ""], [Expected.A_BASIS, Expected.A_REVIEW_DATE]),
        (["待上级部署", "省委文件", ""], [Expected.A_REVIEW_DATE]),
        (["暂缓", "", ""], [Expected.A_BASIS]),
        (["待上级部署", "省委文件", "2026-06-30"], []),
    ],
)
def test_side_states_need_their_basis(
    store: Store, tmp_path: Path, row: list[str], expected: list[Expected]
) -> None:
    header = [*HEADER, "状态", "依据文件", "复核日"]
    made = preview_rows(store, tmp_path, [header, ["a", "发改委", "年底", *row]])
    assert [fault.expected for fault in made.faults] == expected


def test_changes_are_told_field_by_field(store: Store, tmp_path: Path) -> None:
    write(store, preview_rows(store, tmp_path, UGLY, MERGED))
    header = ["编号", *HEADER, "里程碑", "配合单位"]
    row = ["2026-007", "一网通办", "财政局", "2026-12-31", "2026-09-30 试运行; 7月底 印发方案", ""]
    made = preview_rows(store, tmp_path, [header, row])
    (changed,) = made.changed
    assert changed.changes == (
        Change("lead_unit", 2, 3),
        Change("co_units", (3, 5), ()),
        Change("due_on", date(2026, 11, 30), date(2026, 12, 31)),
        Change(
            "milestones",
            (Step(date(2026, 6, 30), "印发方案"), Step(date(2026, 9, 30), "试运行")),
            (Step(date(2026, 7, 31), "印发方案"), Step(date(2026, 9, 30), "试运行")),
        ),
    )
    with store.reading() as session:
        ids = session.exec(select(Milestone.id).order_by(Milestone.id)).all()  # type: ignore[arg-type]
    write(store, made)
    assert matters(store)[0].measure == "并联审批"
    with store.reading() as session:
        assert session.exec(select(Milestone.id).order_by(Milestone.id)).all() == ids  # type: ignore[arg-type]
        assert session.exec(select(CoUnit)).all() == []
    assert preview_rows(store, tmp_path, [header, row]).unchanged == 1


def test_states_move_through_the_verbs(store: Store, tmp_path: Path) -> None:
    header = ["编号", *HEADER, "状态", "依据文件", "复核日"]

    def move(state: str, basis: str = "", review: str = "") -> State:
        row = ["A-1", "a", "发改委", "年底", state, basis, review]
        write(store, preview_rows(store, tmp_path, [header, row]))
        assert preview_rows(store, tmp_path, [header, row]).unchanged == 1
        return matters(store)[0].state

    assert move("未启动") is State.NOT_STARTED
    assert move("待上级部署", "省委文件", "2026-06-30") is State.AWAITING_SUPERIOR
    assert move("推进中", "省委文件") is State.UNDER_WAY
    assert matters(store)[0].review_on is None
    assert move("已销号") is State.CLOSED
    assert matters(store)[0].closed_on == TODAY
    assert move("推进中") is State.UNDER_WAY
    assert matters(store)[0].closed_on is None
    with store.reading() as session:
        deeds = [audit.deed for audit in session.exec(select(Audit))]
    assert {"set_aside", "take_up", "import"} == set(deeds)


def test_nothing_is_written_while_a_row_is_faulty(store: Store, tmp_path: Path) -> None:
    made = preview_rows(store, tmp_path, [HEADER, ["a", "发改委", "年底"], ["b", "财政局", "?"]])
    with pytest.raises(Unreadable) as refusal:
        write(store, made)
    assert (refusal.value.why, matters(store)) == (Why.FAULTY_ROWS, [])


def test_faulty_rows_are_saved_and_read_again(store: Store, tmp_path: Path) -> None:
    rows = [list(row) for row in UGLY]
    rows[5][5] = "长期"
    made = preview_rows(store, tmp_path, rows, MERGED)
    write(store, made.good())
    path = tmp_path / "bad.xlsx"
    assert save_bad_rows(path, made, "问题", lambda fault: f"{fault.value}?") == 1
    again = preview(store, path)
    assert again.unknown == ["备注", "问题"]
    (fault,) = again.faults
    assert (fault.value, fault.place.row, again.bad[0].cells[-1]) == ("长期", 2, "长期?")


def test_a_preview_of_another_state_is_not_applied(store: Store, tmp_path: Path) -> None:
    rows = [["编号", *HEADER], ["A-1", "a", "发改委", "年底"]]
    made = preview_rows(store, tmp_path, rows)
    write(store, made)
    with pytest.raises(Refused) as refusal:
        write(store, made)
    assert refusal.value.reason is Reason.STALE_PREVIEW
    rows[1][1] = "b"
    changed = preview_rows(store, tmp_path, rows)
    rows[1][1] = "c"
    write(store, preview_rows(store, tmp_path, rows))
    with pytest.raises(Refused):
        write(store, changed)
    assert [matter.title for matter in matters(store)] == ["c"]


def test_a_preview_made_again_is_known_by_its_digest(store: Store, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADER, ["a", "发改委", "年底"], ["b", "?", "年底"]])
    digest = preview(store, path).digest()
    assert preview(store, path).digest() == digest
    xlsx(path, [HEADER, ["a", "发改委", "年底"], ["b", "!", "年底"]])
    assert preview(store, path).digest() != digest


def test_numbers_go_on_after_the_last(store: Store, tmp_path: Path) -> None:
    header = ["编号", *HEADER]
    rows = [header, ["2026-998", "a", "发改委", "年底"], ["", "b", "发改委", "年底"]]
    write(store, preview_rows(store, tmp_path, [*rows, ["", "c", "发改委", "年底"]]))
    assert [one.number for one in matters(store)] == ["2026-998", "2026-999", "2026-1000"]


def test_columns_the_file_has_not_stay_as_they_are(store: Store, tmp_path: Path) -> None:
    write(store, preview_rows(store, tmp_path, UGLY, MERGED))
    made = preview_rows(
        store, tmp_path, [["编号", *HEADER], ["2026-007", "一网通办", "发改委", "11月底"]]
    )
    assert (made.changed, made.unchanged) == ([], 1)


def test_a_formula_that_was_never_worked_out_is_empty(store: Store, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEADER, ["a", "发改委", "=TODAY()"]])
    (fault,) = preview(store, path).faults
    assert fault.wrong is Wrong.MISSING
