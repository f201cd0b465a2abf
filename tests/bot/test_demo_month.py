"""A month played in the demo by hand: what each of its people sees."""

import pytest

from tests.month_by_hand import Month
from tests.month_steps import play_month

pytestmark = pytest.mark.long

FIVE_MINUTES = 300.0


def told(month: Month, step: str, who: str) -> str:
    """Everything somebody saw at a step."""
    return "\n".join(one.message.text for one in month.seen if (one.step, one.who) == (step, who))


async def test_from_the_prompt_to_the_confirmed_circular() -> None:
    """In Chinese; `python -m tests.proofs.month --language en` plays it in English."""
    month = await play_month("zh_CN", 0.2, lambda _line: None)
    assert month.seconds < FIVE_MINUTES
    assert month.reviewer.id not in {month.clerk.id, month.director.id}
    verdict = told(month, "decision", month.liaison.name)
    assert month.text("verdict") in verdict
    assert "已在第2版更正" in verdict
    published = told(month, "publication", month.liaison.name)
    assert "公布，第2版。" in published
    assert "已更正" not in published, "it had not been published before"
    assert "〔2026〕1号" in told(month, "confirmation", month.liaison.name)
