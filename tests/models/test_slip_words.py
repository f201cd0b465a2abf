"""What is said at a slip: receipts, consent, numbers, and new dates with their reasons."""

from datetime import date

import pytest

from models.understanding.new_dates import NewDate, read_new_date
from models.understanding.slip_words import is_receipt, is_sure, number_parts, split_number

TODAY = date(2026, 9, 25)


@pytest.mark.parametrize(
    "text",
    [
        "收到",
        "签收",
        "已签收。",
        "收到，谢谢！",
        "确认收到",
        "好的，收到",
        "received",
        "Receipt confirmed",
        "收悉",
    ],
)
def test_receipts(text: str) -> None:
    assert is_receipt(text)


@pytest.mark.parametrize(
    "text", ["未收到", "没有收到", "收到，已完成80%", "好的", "not received", ""]
)
def test_no_receipts(text: str) -> None:
    assert not is_receipt(text)


def test_consent() -> None:
    assert all(is_sure(text) for text in ("确认", "确认申请", "提交", "是的", "yes", "Confirm!"))
    assert not any(is_sure(text) for text in ("不", "确认不了", "no", "10月31日"))


@pytest.mark.parametrize(
    "text", ["改催〔2026〕12号", "改催[2026]12号", "改催（2026） 12 号", "改催 〔２０２６〕12号"]
)
def test_a_number_in_any_brackets(text: str) -> None:
    assert number_parts(text) == ["改催", "2026", "12", "号"]


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("改催〔2026〕12号 已完成75%", "改催〔2026〕12号", "已完成75%"),
        ("改催 [2026] 12 号 10月31日 等批复", "改催 [2026] 12 号", "10月31日 等批复"),
        ("改催2026-12 done", "改催2026-12", "done"),
        ("改催〔2026〕1号", "改催〔2026〕1号", ""),
        ("已完成", "", ""),
    ],
)
def test_a_number_and_what_follows(text: str, number: str, rest: str) -> None:
    assert split_number(text) == (number, rest)


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("10月31日 等待省厅批复", "2026-10-31", "等待省厅批复"),
        ("2026-10-31 等待省厅批复", "2026-10-31", "等待省厅批复"),
        ("申请延期至10月31日，等待省厅批复。", "2026-10-31", "等待省厅批复"),
        ("等待省厅批复，申请延至2026年10月31日前完成", "2026-10-31", "等待省厅批复"),
        ("31 Oct 2026: the ministry has to approve", "2026-10-31", "the ministry has to approve"),
        ("until Oct 31, the budget is late", "2026-10-31", "the budget is late"),
        ("１０月３１日 等批复", "2026-10-31", "等批复"),
        ("1月15日 等批复", "2027-01-15", "等批复"),
        ("10月31日", "2026-10-31", ""),
    ],
)
def test_a_new_date_and_its_reason(text: str, day: str, reason: str) -> None:
    assert read_new_date(text, TODAY) == NewDate(date.fromisoformat(day), reason)


@pytest.mark.parametrize("text", ["等待省厅批复", "13月45日 等批复", "完成了 3.5%", "2026"])
def test_no_new_date(text: str) -> None:
    assert read_new_date(text, TODAY).day is None
