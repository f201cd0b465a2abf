"""What is typed in traditional characters is understood like the simplified ones."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from locales.conversion import recipe
from models.dispatch.progress import Saying
from models.understanding.first_word import plain_word
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


def _words(path: Path) -> Iterator[str]:
    """Every run of Chinese characters in the sentences and patterns of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall("[\u4e00-\u9fff]+", node.value)


def test_every_word_that_is_understood_may_be_typed_so() -> None:
    """Whatever the catalogue's own conversion makes of a word is the same word when it is read."""
    how = recipe("zh_Hant")
    assert how
    root = Path(__file__).parents[2]
    sources = [*root.glob("handlers/**/*.py"), *root.glob("models/understanding/*.py")]
    words = sorted({word for path in sources for word in _words(path)})
    assert {"录用", "审议通过", "本单位", "次日早上", "无变化"} <= set(words)
    made = dict(zip(words, how.convert("\n".join(words)).splitlines(), strict=True))
    lost = {word: typed for word, typed in made.items() if flatten(typed) != flatten(word)}
    assert lost == {}


def test_a_typed_word_is_as_the_tables_have_it() -> None:
    assert plain_word(" 錄用 ") == "录用"
    assert plain_word("SEND\n") == "send"
