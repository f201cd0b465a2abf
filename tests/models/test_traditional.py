"""What is typed in traditional characters is understood like the simplified ones."""

import pytest

from models.dispatch.progress import Saying
from models.understanding.percents import flatten
from models.understanding.phrases import Doubt, read_words
from models.understanding.slip_words import is_receipt, is_sure
from models.understanding.wishes import Wish, is_chatter, read_wish


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        ("本月無變化", Saying.NO_CHANGE),
        ("與上月相同", Saying.NO_CHANGE),
        ("已完成，申請銷號", Saying.DONE),
        ("全部辦結", Saying.DONE),
        ("進度75%，方案已報審", Saying.PROGRESS),
        ("存在困難：資金未到位，請財政局協調", Saying.DIFFICULTY),
    ],
)
def test_a_report_is_understood(words: str, saying: Saying) -> None:
    heard = read_words(words, 40)
    assert not isinstance(heard, Doubt)
    assert heard.saying is saying


def test_what_is_kept_is_as_it_was_written() -> None:
    heard = read_words("進度75%，方案已報審，請財政廳協調", 40)
    assert not isinstance(heard, Doubt)
    assert heard.percent == 75
    assert "方案已報審" in (heard.note or "")
    assert heard.help_wanted == "財政廳"


def test_a_typed_button_and_a_courtesy() -> None:
    assert read_wish("其餘無變化") is Wish.REST_UNCHANGED
    assert read_wish("確認提交") is Wish.SUBMIT
    assert is_receipt("已簽收，謝謝")
    assert is_sure("確認")
    assert is_chatter("謝謝")


def test_each_character_keeps_its_place() -> None:
    assert flatten("本月無變化７５％") == "本月无变化75%"
