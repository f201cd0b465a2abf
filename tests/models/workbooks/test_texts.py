"""A .csv is read whatever program wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.workbooks.faults import Unreadable, Why
from models.workbooks.texts import decode, records

COMMON = [chr(0x4E00 + n) for n in range(0, 20_000, 7)]
FIRST_LEVEL = [c for c in COMMON if b"\xb0" <= c.encode("gb18030")[:1] <= b"\xd7"]
FIRST_LEVEL = [c for c in FIRST_LEVEL if c.encode("gb18030")[1] >= 0xA1]
WORDS = ["Müller", "créée", "Größe", "año", "coração", "Ærø", "français", "Überprüfung", "naïve"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_in_every_encoding_that_offices_save(encoding: str) -> None:
    text = "编号,改革事项\n1,推进“一网通办”改革，2026年11月底前完成"
    assert decode(text.encode(encoding)) == text


def test_western_letters_are_not_taken_for_chinese() -> None:
    text = "Matter;Lead unit\nGröße prüfen;Bürgermeisteramt Köln – „Straße“"
    assert decode(text.encode("cp1252")) == text


@given(st.lists(st.sampled_from(WORDS), min_size=1), st.sampled_from([",", "; ", " "]))
def test_any_western_words_are_western(words: list[str], between: str) -> None:
    text = between.join(words)
    assert decode(text.encode("cp1252")) == text


@given(st.text(st.sampled_from(FIRST_LEVEL), min_size=2), st.text(alphabet="ab,1\n"))
def test_any_common_chinese_is_chinese(chinese: str, ascii_text: str) -> None:
    text = "编号,改革事项\n" + ascii_text + chinese + ascii_text
    assert decode(text.encode("gb18030")) == text


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(Unreadable) as refusal:
        decode(b"\x89PNG\x00\x01")
    assert refusal.value.why is Why.NOT_TEXT


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_that_cuts_evenly(separator: str) -> None:
    lines = ["标题行", "编号|改革事项|里程碑", "1|甲，乙|x, y; z", "2|丙|a; b; c, d, e, f"]
    cells = [line.split("|") for line in lines]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in cells)
    assert list(records(text)) == cells


def test_a_quoted_cell_holds_lines_and_quotes() -> None:
    text = 'a,b\r\n"one\r\ntwo, ""three""",2\r\n'
    assert list(records(text)) == [["a", "b"], ['one\r\ntwo, "three"', "2"]]


def test_the_line_that_names_the_separator_is_no_row() -> None:
    assert list(records("sep=;\na;b,c\n")) == [["a", "b,c"]]


def test_a_quote_that_never_ends_is_no_crash() -> None:
    with pytest.raises(Unreadable):
        list(records('a,b\n"' + "x" * 200_000))
