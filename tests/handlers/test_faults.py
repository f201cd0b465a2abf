"""Every file that is refused and every faulty cell has its sentence, in both languages."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers import faults
from locales import LANGUAGES, Translator
from models.workbooks import faults as models_faults
from models.workbooks.faults import Expected, Fault, Place, Unreadable, Why, Wrong
from models.workbooks.previews import Change

FACTS: dict[str, object] = {
    "size": 200_000_000,
    "limit": 20_000_000,
    "cell": "XFD1048576",
    "heading": "何时",
    "fields": ["lead_unit", "due_on"],
    "found": ["举措"],
    "field": "colour",
    "count": 3,
    "zh": ["推进中"],
    "en": ["Under way"],
    "part": "x",
    "most": 500,
    "length": 501,
    "row": 7,
    "name": "发改",
    "number": "2026-0001",
    "unit": "市科技局",
    "nearest": "发改委",
    "codes": ["T1", "T2"],
}
PAIRS = sorted(faults._FAULTS)
SOURCES = Path(models_faults.__file__).parent


@pytest.fixture(params=LANGUAGES)
def tr(request: pytest.FixtureRequest) -> Translator:
    return Translator(request.param, ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize("why", Why)
def test_every_refusal_has_a_sentence(tr: Translator, why: Why) -> None:
    assert not re.search(r"[{}]", faults.refusal(tr, Unreadable(why, **FACTS)))


@pytest.mark.parametrize(("wrong", "expected"), PAIRS)
def test_every_fault_says_where_and_what(tr: Translator, wrong: Wrong, expected: Expected) -> None:
    fault = Fault(Place("a.xlsx", "台账", 12, "K", "完成时限"), "长期", wrong, expected, FACTS)
    said = faults.sentence(tr, fault)
    assert not re.search(r"[{}]", said)
    assert all(part in said for part in ("a.xlsx", "台账", "12", "K", "完成时限"))


def test_every_pair_that_is_raised_has_a_sentence() -> None:
    raised = {
        (Wrong[wrong], Expected[expected])
        for path in SOURCES.glob("*.py")
        for wrong, expected in re.findall(
            r"Wrong\.([A-Z_]+),\s*Expected\.([A-Z_]+)", path.read_text()
        )
    }
    assert raised == set(PAIRS)
    assert {wrong for wrong, _ in PAIRS} == set(Wrong)
    assert {expected for _, expected in PAIRS} == set(Expected)


def test_a_place_without_sheet_or_column(tr: Translator) -> None:
    fault = Fault(Place("a.csv", "", 3, "", ""), "", Wrong.MISSING, Expected.SOMETHING)
    assert "3" in faults.sentence(tr, fault)


def test_sentences_as_they_are_read() -> None:
    chinese = Translator("zh_CN", ZoneInfo("Asia/Shanghai"))
    place = Place("台账.xlsx", "", 12, "K", "完成时限")
    fault = Fault(place, "长期", Wrong.NOT_A_DATE, Expected.A_DATE)
    assert faults.sentence(chinese, fault) == (
        "台账.xlsx 第12行K列（完成时限）：“长期”不是日期。请按 2026-11-30 的形式填写。"
    )
    missing = Unreadable(Why.MISSING_COLUMNS, fields=["lead_unit"], found=["举措"])
    assert "牵头单位" in faults.refusal(chinese, missing)
    assert faults.field_heading(chinese, Change("due_on", 1, 2)) == "完成时限"
    assert faults.problem_heading(chinese) == "问题"
