"""What an official paper holds: headings, clean texts, and lines that break well."""

import pytest

from handlers.papers import measures, setting
from handlers.papers.official import Part, blocks, printable
from tests.handlers.papers.sheets import sheet


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("一、总体要求", Part.HEADING),
        ("十二、保障措施。", Part.HEADING),
        ("（三）责任分工", Part.SUBHEADING),
        ("(三)责任分工", Part.SUBHEADING),
        ("（一）加强领导。各单位要高度重视。", Part.BODY),
        ("一、" + "字" * 60, Part.BODY),
        ("一是加强领导", Part.BODY),
        ("1.第一项", Part.BODY),
    ],
)
def test_a_numbered_line_of_its_own_is_a_heading(line: str, part: Part) -> None:
    assert [block.part for block in blocks(sheet(body=(line,))) if block.text == line] == [part]


def test_empty_texts_leave_no_block() -> None:
    paper = sheet(head=(), number="", addressee=" ", body=("", "　"), issuer="", date="")
    assert [block.part for block in blocks(paper)] == [Part.TITLE, Part.TERM, Part.REMARK]


def test_no_letter_is_taken_out_of_a_name() -> None:
    newest = chr(0x31350)  # Unicode 15, which this Python does not know yet
    assert printable(f"𠮷㛃䶮{newest}") == f"𠮷㛃䶮{newest}"


def test_what_no_file_can_hold_is_taken_out() -> None:
    assert printable("一\x00\x0b\x1b\ud800\ufffe\u202e二\n三\t四") == "一二 三 四"


@pytest.mark.parametrize("size", [22.0, 40.0])
@pytest.mark.parametrize(
    "text",
    [
        "关于催办“一件事一次办”改革任务的通知",
        "关于进一步深化“一件事一次办”改革和政务数据共享工作情况的通报",
        "字" * 100,
        "Reminder of the reform that was due in the last month, and of its report",
    ],
)
def test_centred_lines_fit_and_lose_nothing(text: str, size: float) -> None:
    lines = setting.lines(text, size)
    across = measures.TYPE_WIDTH * measures.POINTS_PER_MM
    assert all(setting.width(line) * size <= across for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_title_breaks_between_words_rather_than_inside_of_a_quotation() -> None:
    title = "关于进一步深化“一件事一次办”改革和政务数据共享工作情况的通报"
    assert setting.lines(title, measures.TITLE) == (
        "关于进一步深化“一件事一次办”",
        "改革和政务数据共享工作情况的通报",
    )
