"""A month played in the demo by hand, in both languages: what each of its people sees."""

import pytest

from tests.month_by_hand import Month
from tests.month_steps import play_month

pytestmark = pytest.mark.long

FIVE_MINUTES = 300.0


def told(month: Month, step: str, who: str) -> str:
    """Everything somebody saw at a step."""
    return "\n".join(one.message.text for one in month.seen if (one.step, one.who) == (step, who))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
async def test_from_the_prompt_to_the_confirmed_circular(language: str) -> None:
    month = await play_month(language, 0.2, lambda _line: None)
    assert month.seconds < FIVE_MINUTES
    assert month.reviewer.id not in {month.clerk.id, month.director.id}
    verdict = told(month, "decision", month.liaison.name)
    assert month.text("verdict") in verdict
    assert {"zh_CN": "已在第2版更正", "en": "Corrected in version 2"}[language] in verdict
    published = told(month, "publication", month.liaison.name)
    assert {"zh_CN": "公布，第2版。", "en": ", version 2."}[language] in published
    corrected = {"zh_CN": "已更正", "en": "corrected"}[language]
    assert corrected not in published, "it had not been published before"
    assert "〔2026〕1号" in told(month, "confirmation", month.liaison.name)
