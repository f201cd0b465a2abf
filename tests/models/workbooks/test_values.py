"""What cells say, in every way offices write it."""

import datetime as dt
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.matters.ledger import State
from models.workbooks.dates import read_day
from models.workbooks.faults import Expected, Misread, Wrong
from models.workbooks.values import (
    Step,
    read_difficulty,
    read_milestones,
    read_text,
    write_milestones,
)
from models.workbooks.words import COHORTS, KINDS, LANGUAGES, ROLES, STATES

NOV_30 = date(2026, 11, 30)


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-11-30", "2026/11/30", "2026.11.30", "30.11.2026", "2026-11-30 00:00:00"),
        *(
            "2026年11月30日",
            "2026 年 11 月 30 日前",
            "11月30日",
            "11月30号",
            "2026年11月底",
            "11月底前",
        ),
        *("11月末", "2026年11月", "11月份", "11月下旬", "2026-11", "今年11月底"),
        *("２０２６－１１－３０", "２０２６年１１月３０日", "30/11/2026", "11/30/2026", "20261130"),
        *("30 Nov 2026", "November 30, 2026", "30th November 2026", "end of November 2026"),
        *(46356, 46356.0, 46356.5, "46356", 20261130.0),
        *(NOV_30, dt.datetime(2026, 11, 30, 17, 30)),  # noqa: DTZ001  cells have no zone
    ],
)
def test_the_thirtieth_of_november(cell: Any) -> None:
    assert read_day(cell, 2026) == NOV_30


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("年底", date(2026, 12, 31)),
        ("2027年底前", date(2027, 12, 31)),
        ("2月底", date(2026, 2, 28)),
        ("2028年2月底", date(2028, 2, 29)),
        ("11月中旬", date(2026, 11, 20)),
        ("11月上旬", date(2026, 11, 10)),
        ("三季度", date(2026, 9, 30)),
        ("2027年上半年", date(2027, 6, 30)),
        ("end of 2026", date(2026, 12, 31)),
    ],
)
def test_days_that_are_the_last_of_something(cell: str, day: date) -> None:
    assert read_day(cell, 2026) == day


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        *(
            (text, Wrong.NOT_A_DATE)
            for text in ("长期坚持", "2026-02-30", "13月底", "-", "0", "每月")
        ),
        *((cell, Wrong.NOT_A_DATE) for cell in (True, 12.5, float("nan"), float("inf"), 1e300)),
        (dt.time(3, 4), Wrong.NOT_A_DATE),
        ("03/04/2026", Wrong.AMBIGUOUS_DATE),
        ("1926-11-30", Wrong.DATE_OUT_OF_RANGE),
        (date(9999, 1, 1), Wrong.DATE_OUT_OF_RANGE),
    ],
)
def test_what_is_no_day(cell: Any, wrong: Wrong) -> None:
    with pytest.raises(Misread) as misread:
        read_day(cell, 2026)
    assert misread.value.wrong is wrong


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.datetimes(), st.booleans()))
def test_any_cell_is_a_day_or_misread(cell: Any) -> None:
    with suppress(Misread):
        assert 2000 <= read_day(cell, 2026).year < 2100


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_serial_number_is_the_day_excel_shows(day: date) -> None:
    assert read_day(float((day - date(1899, 12, 30)).days), 2026) == day


@pytest.mark.parametrize("cell", ["1.2", 1.2, "１．２", " 1.20 "])
def test_difficulty(cell: Any) -> None:
    assert read_difficulty(cell) == Decimal("1.2")


@pytest.mark.parametrize("cell", ["难", 2, "1,2", -1.0, "NaN", True])
def test_no_difficulty(cell: Any) -> None:
    with pytest.raises(Misread):
        read_difficulty(cell)


def test_words_are_read_in_both_languages_and_by_their_usual_names() -> None:
    assert (
        STATES.read("待上级部署")
        is STATES.read("awaiting superior")
        is STATES.read("AWAITING_SUPERIOR")
    )
    assert STATES.read("已完成") is State.CLOSED
    for words in (KINDS, STATES, COHORTS, ROLES, LANGUAGES):
        for language in ("zh_CN", "en"):
            for member, word in words.words(language).items():
                assert words.read(word) == member


def test_a_word_that_is_not_in_the_list_brings_the_choices() -> None:
    with pytest.raises(Misread) as misread:
        STATES.read("差不多了")
    assert misread.value.expected is Expected.ONE_OF
    assert "推进中" in misread.value.facts["zh"]  # type: ignore[operator]


def test_milestones_in_the_ways_they_are_written() -> None:
    want = [Step(date(2026, 6, 30), "印发方案"), Step(date(2026, 9, 30), "试运行")]
    for cell in (
        "2026-06-30 印发方案; 2026-09-30 试运行",
        "2026年6月30日：印发方案；2026年9月30日：试运行",
        "9月底前 试运行\n6月底前，印发方案",
        "2026/6/30印发方案;30.09.2026 试运行",
    ):
        assert read_milestones(cell, 2026, 200) == want


def test_a_title_may_hold_marks_of_its_own() -> None:
    steps = [Step(date(2026, 6, 30), "印发；报审; 备案\n公布")]
    assert read_milestones(write_milestones(steps), 2026, 200) == steps


@pytest.mark.parametrize(
    "cell", ["印发方案", "2026-06-30", "2026-06-31 印发方案", "x; 2026-06-30 y"]
)
def test_milestones_that_are_none(cell: str) -> None:
    with pytest.raises(Misread):
        read_milestones(cell, 2026, 200)


def test_a_text_that_is_too_long() -> None:
    assert read_text("长" * 500, 500) == "长" * 500
    with pytest.raises(Misread) as misread:
        read_text("长" * 501, 500)
    assert misread.value.facts == {"most": 500, "length": 501}


def test_numbers_and_control_characters_in_texts() -> None:
    assert read_text(5.0, 10) == "5"
    assert read_text(" a\x00\x0bb\r\nc ", 10) == "ab\nc"
