"""`liaison import documents`: shown first, faults with their place, harmless when read twice."""

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models.documents.documents import DocumentDuty, Level, Need, SuperiorDocument
from models.matters.ledger import Matter, Milestone
from models.store import Store
from tests.bot.command_line import CommandLine, liaison
from tests.models.workbooks.files import xlsx

__all__ = ["liaison"]

HEAD = "文号,标题,级别,收文日期,责任单位,传达时限,研究贯彻时限,出台配套时限,是否配套,是否报审\n"
LIST = (
    HEAD
    + "中办发〔2026〕1号,关于统一市场的意见,中央,2026-03-02,张店区、淄川区,,,,是,是\n"
    + "鲁政发〔2026〕9号,关于一窗受理的意见,省,2026-03-02,各区县,2026-03-06,2026-03-13,,待定,\n"
    + "鲁政发〔2026〕11号,关于数据归集的通知,省,2026-03-02,淄川区,,,,否,否\n"
)
ENGLISH = (
    "Number,Title,Level,Received,Units,Convey by,Study by,Plan by,Local plan,Filing\n"
    "C-1,On one market,Central,2026-03-02,ZD; ZC,,,2026-05-29,Yes,No\n"
)


def stored(line: CommandLine) -> list[tuple[SuperiorDocument, list[DocumentDuty]]]:
    """Every document with its duties, in order."""
    store = Store(f"sqlite:///{_database(line.folder)}")
    with store.reading() as session:
        documents = session.exec(select(SuperiorDocument)).all()
        duties = session.exec(select(DocumentDuty)).all()
    store.close()
    return [(one, [duty for duty in duties if duty.document_id == one.id]) for one in documents]


def count(line: CommandLine, table: Any) -> int:
    store = Store(f"sqlite:///{_database(line.folder)}")
    with store.reading() as session:
        found = len(session.exec(select(table)).all())
    store.close()
    return found


def _database(folder: Path) -> Path:
    return next(folder.rglob("*.db"))


def test_shown_first_then_written_and_harmless_twice(liaison: CommandLine) -> None:
    liaison.filled()
    path = liaison.file("docs.csv", LIST)
    shown = liaison("import", "documents", path)
    assert shown.code == 0
    assert "中办发〔2026〕1号 关于统一市场的意见" in shown.out
    assert "3 added, 0 changed, 0 unchanged, 0 faulty" in shown.out
    assert stored(liaison) == []
    assert liaison("import", "documents", path, "--apply").code == 0
    central, window, data = stored(liaison)
    assert (central[0].level, len(central[1])) == (Level.CENTRAL, 2)
    assert [duty.needs_local for _, duties in (central, window, data) for duty in duties] == [
        *[Need.YES] * 2,
        *[Need.PENDING] * 2,
        Need.NO,
    ]
    assert window[0].convey_by.isoformat() == "2026-03-06"
    assert central[0].convey_by.isoformat() == "2026-03-09", "five working days by rule"
    assert [one.needs_filing for one, _ in (central, window, data)] == [True, True, False]
    assert count(liaison, Milestone) == 2 * 3 + 2 * 2 + 2
    again = liaison("import", "documents", path, "--apply", "--json").json
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 3)
    assert count(liaison, Matter) == 2 + 5


def test_new_units_of_a_known_document_are_added(liaison: CommandLine) -> None:
    liaison.filled()
    rows = "C-1,On one market,中央,2026-03-02,张店区,,,,是,\n"
    liaison("import", "documents", liaison.file("docs.csv", HEAD + rows), "--apply")
    more = rows.replace("张店区", "张店区、淄川区")
    told = liaison("import", "documents", liaison.file("docs.csv", HEAD + more))
    assert "张店区, 淄川区" in told.out
    assert "0 added, 1 changed, 0 unchanged, 0 faulty" in told.out
    assert liaison("import", "documents", "docs.csv", "--apply").code == 0
    ((_, duties),) = stored(liaison)
    assert len(duties) == 2


def test_english_headings_a_mapping_and_rows_that_name_one_document(
    liaison: CommandLine,
) -> None:
    liaison.filled()
    told = liaison("import", "documents", liaison.file("en.csv", ENGLISH), "--apply", "--json")
    assert told.json["added"] == 1
    odd = "哪个文,标题,收文日期,责任单位\nP-2,T,2026-03-02,张店区\nP-2,T,2026-03-02,淄川区\n"
    path = liaison.file("odd.csv", odd)
    assert liaison("import", "documents", path).code == 1
    told = liaison("import", "documents", path, "--map", "文号=哪个文", "--apply", "--json")
    assert told.json["added"] == 1, "two rows, one document with both units"
    assert [len(duties) for _, duties in stored(liaison)] == [2, 2]


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("P-1,T,省,哪天,张店区,,,,,", ("column D (收文日期)", "“哪天” is not a date")),
        ("P-1,T,县,2026-03-02,张店区,,,,,", ("column C (级别)", "Central, Provincial, City")),
        ("P-1,T,省,2026-03-02,张店县,,,,,", ("column E (责任单位)", "Perhaps it is 张店区")),
        ("P-1,T,省,2026-03-02,张店区,,,,也许,", ("column I (是否配套)", "Pending, Yes, No")),
        ("P-1,T,省,2026-03-02,张店区,,,,,也许", ("column J (是否报审)", "Yes, No")),
        ("P-1,,省,2026-03-02,张店区,,,,,", ("column B (标题)", "Nothing stands here")),
        (
            "P-1,T,省,2026-03-02,张店区,2026-03-20,2026-03-13,,,",
            ("column G (研究贯彻时限)", "The dates run backwards"),
        ),
    ],
)
def test_a_fault_is_named_with_its_place_and_what_is_expected(
    liaison: CommandLine, row: str, parts: tuple[str, ...]
) -> None:
    liaison.filled()
    told = liaison("import", "documents", liaison.file("bad.csv", HEAD + row + "\n"), "--apply")
    assert told.code == 1
    for part in ("bad.csv", "row 2", *parts):
        assert part in told.out
    assert stored(liaison) == []


def test_what_is_registered_is_not_changed_by_a_file(liaison: CommandLine) -> None:
    liaison.filled()
    liaison("import", "documents", liaison.file("docs.csv", LIST), "--apply")
    other = LIST.replace("关于一窗受理的意见", "关于两窗受理的意见")
    told = liaison("import", "documents", liaison.file("docs.csv", other), "--apply")
    assert told.code == 1
    assert "registered with something else" in told.out
    kept = liaison("import", "documents", "docs.csv", "--apply", "--skip-bad")
    assert kept.code == 0
    assert {one.title for one, _ in stored(liaison)} >= {"关于一窗受理的意见"}


def test_a_workbook_and_a_district_office(liaison: CommandLine) -> None:
    liaison.filled()
    more = "区改革办,ZDO,改革办,ZD,马丽,工作人员,\n科苑街道,KY,镇办,ZD,周涛,联络员,\n"
    roster = liaison.file("more.csv", "单位,编码,类别,上级,姓名,职务,语言\n" + more)
    assert liaison("import", "roster", roster, "--apply").code == 0
    rows = [["文号", "标题", "收文日期", "责任单位"], ["Q-1", "T", "2026-03-02", "科苑街道"]]
    path = xlsx(liaison.folder / "docs.xlsx", rows)
    told = liaison("import", "documents", path)
    assert told.code == 1, "the city's office does not ask the units of a district"
    assert "There is no unit" in told.out
    assert liaison("import", "documents", path, "--office", "ZDO", "--apply").code == 0
    assert liaison("import", "documents", path, "--office", "X").code == 2
