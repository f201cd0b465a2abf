"""What a slip is called and where it stands, in words."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.slips import words
from locales import translator
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState

TODAY = date(2026, 11, 25)


def slip(**facts: Any) -> Slip:
    plain: dict[str, Any] = {
        "id": 7,
        "kind": SlipKind.REMINDER,
        "office_id": 1,
        "unit_id": 2,
        "cause": "x",
        "ladder_id": 1,
        "subject": "Reform",
        "heading": "改革任务催办单",
        "state": SlipState.AWAITING_SIGNATURE,
        "drafted_at": datetime(2026, 11, 24, tzinfo=UTC),
    }
    return Slip(**(plain | facts))


def test_a_slip_is_called_by_its_number_once_it_has_one() -> None:
    zh = translator("zh_CN", ZoneInfo("Asia/Shanghai"))
    assert words.name(zh, slip()) == "催办单（草稿 7）"
    signed = slip(state=SlipState.ISSUED, number_text="改催〔2026〕12号")
    assert words.name(zh, signed) == "催办单 改催〔2026〕12号"


def test_the_dates_say_overdue_and_extended() -> None:
    en = translator("en", ZoneInfo("Asia/Shanghai"))
    late = slip(
        state=SlipState.RECEIVED, due_on=date(2026, 11, 24), first_due_on=date(2026, 11, 20)
    )
    assert words.state(en, late, TODAY) == "received, overdue, extended"
