"""Unseen characters alone are no text, wherever one is wanted; what can be seen stays as typed."""

import unicodedata
from decimal import Decimal

import pytest

from models.blank import is_blank
from models.notices.content import Content, File, FileKind, Text, check
from models.refusals import Reason
from models.standings.appeals import check_reason
from models.understanding.first_word import split_word
from models.understanding.phrases import Doubt, read_words
from models.years.year_ends import Entry
from tests.models.notices.town import refused

UNSEEN = (
    *("\u200b", "\u200c\u200d", "\u2060", "\ufeff", "\u200e\u200f\u202e\u2066", "\u00ad", "\u034f"),
    *("\u3164", "\uffa0", "\u115f\u1160", "\u2800", "\ufe0f", "\U000e0100", "\u180e", "\U000e0041"),
)
BLANK = (" ", "\u3000\u00a0\n\t", "\u0007", "".join(UNSEEN), *UNSEEN)


def named(text: str) -> str:
    """The characters of a text by name, for the list of tests."""
    return " ".join(unicodedata.name(char, f"{ord(char):04x}") for char in text)[:80]


@pytest.mark.parametrize("text", BLANK, ids=named)
def test_what_cannot_be_seen_counts_as_empty(text: str) -> None:
    assert is_blank(text)
    assert split_word(f"12 {text}") == ("12", "")
    assert read_words(text, 40) is Doubt.NOTHING_SAID
    with refused(Reason.TEXT_EMPTY):
        check(Content(parts=(Text(html=f"<b>{text}</b>"),)))
    with refused(Reason.REASON_NEEDED):
        check_reason(text)
    with refused(Reason.BASIS_NEEDED):
        Entry(Decimal(90), text)


@pytest.mark.parametrize(
    "text",
    [
        *("👨‍👩‍👧", "❤\ufe0f", "🏴\U000e0067\U000e0062\U000e007f", "1\ufe0f\u20e3", "🇨🇳"),
        *("a", "。", "一", "\u1100", "\u200bx\u200b", "\u202e\u0627", "葛\U000e0100", "\u2801"),
    ],
    ids=named,
)
def test_what_can_be_seen_stays_as_it_was_typed(text: str) -> None:
    assert not is_blank(text)
    assert split_word(f"12 {text}") == ("12", text)
    check(Content(parts=(Text(html=text),)))
    check_reason(text)
    assert Entry(Decimal(90), text).basis == text


def test_nothing_at_all_is_empty_and_a_list_names_a_notice_by_what_can_be_seen() -> None:
    assert is_blank("")
    photo = File(shown=FileKind.PHOTO, file_id="x", html="\u3164")
    assert Content(parts=(photo, Text(html="请查收"))).title(20) == "请查收"
