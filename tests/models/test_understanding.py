"""Lines of text as liaisons type them, in both languages, and texts that must not be misheard."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dispatch.progress import Said, Saying
from models.understanding.lines import Known, Line, looks_numbered, names_a_matter, read_lines
from models.understanding.percents import take_percent
from models.understanding.phrases import Doubt, read_words
from models.understanding.wishes import Wish, is_chatter, read_wish

STEPS = ((7, "印发方案"), (8, "试运行"))
KNOWN = [Known("2026-014", 40, STEPS), Known("2026-103", 60), Known("2026-003", 10)]


def one_line(text: str) -> Line:
    (line,) = read_lines(text, KNOWN)
    return line


def said(words: str, last: int = 40) -> Said:
    heard = read_words(words, last, STEPS)
    assert isinstance(heard, Said)
    return heard


@pytest.mark.parametrize(
    "text",
    [
        "2026-014 75% 方案已印发",
        "２０２６－０１４　７５％　方案已印发",
        "2026-14 75% 方案已印发",
        "2026014 75% 方案已印发",
        "2026/014：75%，方案已印发",
        "2026 014 75% 方案已印发",
        "第2026-014号：75% 方案已印发",
        "No.2026-014 75% 方案已印发",
        "#2026-014 75% 方案已印发",
        "【2026-014】75%，方案已印发",
        "1. 2026-014 75% 方案已印发",
        "（2）2026-014 百分之七十五，方案已印发",
        "- 2026-014 七成五 方案已印发",
        "014 75% 方案已印发",
        "2026-014 进度75%，方案已印发",
        "2026-014 75 方案已印发",
        "2026-014 74.6% 方案已印发",
        "2026-014 +35 方案已印发",
        "2026-014 方案已印发，目前进度75%。",
        "2026-014\n75%\n方案已印发",
        "各位好：\n2026-014 75% 方案已印发",
    ],
)
def test_one_report_in_many_spellings(text: str) -> None:
    line = one_line(text)
    assert (line.number, line.said) == ("2026-014", Said(Saying.PROGRESS, 75, "方案已印发"))


@pytest.mark.parametrize(
    ("words", "percent"),
    [
        ("75%", 75),
        ("75 percent", 75),
        ("progress: 75 pct", 75),
        ("now at 75%", 75),
        ("+10", 50),
        ("+10%", 50),
        ("+90", 100),
        ("百分之百", 100),
        ("百分之八十", 80),
        ("百分之十五", 15),
        ("七成", 70),
        ("八成半", 85),
        ("由60%提高到75%", 75),
        ("from 60% to 75%", 75),
        ("投诉下降5%，进度70%", 70),
        ("99.7%", 99),
        ("同比增长12%", None),
        ("满意率98%", None),
        ("3个区县已启动", None),
        ("12月底前印发", None),
        ("成立专班", None),
        ("一成不变", None),
        ("两成果转化", None),
        ("1、印发方案；2、试点", None),
        *((words, None) for words in ("East0", "at0", "now80", "at80 办结", "Q3", "ＡＴ８０")),
        *((words, 80) for words in ("已完成80", "进度80", "约80", "总体进展80 报审", "完成80%")),
        *((words, 80) for words in ("80 note", "at 80", "progress:80", "now 80", "at80%")),
    ],
)
def test_the_figure_that_is_meant(words: str, percent: int | None) -> None:
    assert said(words).percent == percent


@pytest.mark.parametrize("words", ["120%", "-5%", "70-80%", "百分之二百", "1000"])
def test_what_is_no_percentage_is_asked_again(words: str) -> None:
    heard = read_words(words, 40)
    assert heard is Doubt.PERCENT_RANGE or (isinstance(heard, Said) and heard.percent is None)


@pytest.mark.parametrize("words", ["-5", "－5", "-10", "2026", "120", "３００"])
def test_a_number_alone_is_never_kept_as_a_note(words: str) -> None:
    assert read_words(words, 40) is Doubt.PERCENT_RANGE


@pytest.mark.parametrize(
    ("words", "percent"), [("75.5", 76), ("７５．５", 76), ("+5", 45), ("80。", 80)]
)
def test_a_number_alone_is_the_figure(words: str, percent: int) -> None:
    heard = said(words)
    assert (heard.percent, heard.note) == (percent, None)


@pytest.mark.parametrize(
    "words",
    [
        *("已完成", "全部完成", "完成", "该项任务已全部完成", "已办结", "已完成。", "100% 已完成"),
        *("已完成，文件已印发", "方案已印发，现申请销号", "已完成并申请销号", "申请销号"),
        *("done", "Done.", "completed", "all done", "finished, see the file", "100% done"),
        *("apply to close", "done and ready to close"),
    ],
)
def test_done_is_heard(words: str) -> None:
    assert (said(words).saying, said(words).percent) == (Saying.DONE, 100)


@pytest.mark.parametrize(
    "words",
    [
        *("未完成", "没完成", "尚未完成", "基本完成", "即将完成", "预计12月完成", "力争年底完成"),
        *(
            "已完成方案起草",
            "方案已完成",
            "已完成70%",
            "完成3个区县",
            "已完成？",
            "已完成，但验收未通过",
        ),
        *("暂不申请销号", "拟申请销号", "75% 已完成", "一期：已完成；二期：推进中", "部分完成"),
        *("not done", "not yet completed", "done?", "completed the draft", "almost done"),
        *("will be done in December", "50% done", "partly completed", "undone", "100%", "好的"),
    ],
)
def test_what_is_not_done_is_never_heard_as_done(words: str) -> None:
    assert said(words).saying is not Saying.DONE


@pytest.mark.parametrize(
    "words",
    [
        "无变化",
        "没有变化",
        "本月无变化。",
        "暂无进展",
        "同上月",
        "no change",
        "No changes this month",
        "unchanged",
        "40% 无变化",
    ],
)
def test_no_change_is_heard(words: str) -> None:
    assert said(words).saying is Saying.NO_CHANGE


def test_no_change_of_something_else_is_a_note() -> None:
    assert said("人员无变化，方案已印发").saying is Saying.PROGRESS
    assert said("75% 无变化").saying is Saying.PROGRESS
    assert said("无变化，等待省级文件") == Said(Saying.NO_CHANGE, None, "等待省级文件")


@pytest.mark.parametrize(
    ("words", "note", "who"),
    [
        ("有困难：资金未到位，请市财政局协调", "资金未到位，请市财政局协调", "市财政局"),
        ("资金未到位，需要市财政局支持", "资金未到位，需要市财政局支持", "市财政局"),
        ("推进受阻", "推进受阻", None),
        ("blocked: no budget, help from the Finance Bureau", None, "the Finance Bureau"),
        ("60% 卡在用地审批", "卡在用地审批", None),
    ],
)
def test_difficulties_and_who_can_help(words: str, note: str | None, who: str | None) -> None:
    heard = said(words)
    assert (heard.saying, heard.help_wanted) == (Saying.DIFFICULTY, who)
    assert heard.note == (note or words)


@pytest.mark.parametrize(
    "words",
    [
        "无困难",
        "没有遇到困难",
        "不存在困难",
        "困难已解决",
        "不需要协调",
        "no difficulties",
        "not blocked",
    ],
)
def test_a_denied_difficulty_is_none(words: str) -> None:
    assert said(words).saying is Saying.PROGRESS


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        ("里程碑完成", [7]),
        ("milestone reached", [7]),
        ("试运行已完成，进度80%", [8]),
        ("印发方案、试运行均已完成", [7, 8]),
        ("里程碑未完成", None),
        ("里程碑延期完成", None),
        ("印发方案预计下月完成", None),
    ],
)
def test_milestones_that_are_reached(words: str, reached: list[int] | None) -> None:
    assert said(words).milestones == reached
    assert said(words).saying is Saying.PROGRESS


def test_several_lines_each_for_its_matter() -> None:
    lines = read_lines("2026-014 75%\n补充：已报审\n2026-103 无变化\n2026-999 50%\n尾注", KNOWN)
    assert [(line.number, line.doubt) for line in lines] == [
        ("2026-014", None),
        ("2026-103", None),
        (None, Doubt.UNKNOWN_NUMBER),
    ]
    assert lines[0].said == Said(Saying.PROGRESS, 75, "补充：已报审")


def test_why_a_line_is_not_understood() -> None:
    assert one_line("2026-014").doubt is Doubt.NOTHING_SAID
    assert one_line("2026-014 。").doubt is Doubt.NOTHING_SAID
    assert one_line("2026-014 120%").doubt is Doubt.PERCENT_RANGE
    assert one_line("2027-014 50%").doubt is Doubt.UNKNOWN_NUMBER
    assert one_line("方案已印发").doubt is Doubt.NO_NUMBER
    assert one_line("2026-014 " + "字" * 1001).doubt is Doubt.TOO_LONG
    both = [Known("2026-14"), Known("2026-014A"), Known("A2026-14"), Known("2026-0014")]
    assert read_lines("2026-00014 50%", both)[0].doubt is Doubt.AMBIGUOUS_NUMBER
    assert read_lines("2026-14 50%", both)[0].number == "2026-14"


def test_a_date_is_no_number() -> None:
    assert not looks_numbered("2026-11-23 到 2026-11-27")
    assert not looks_numbered("2026年11月30日")
    assert not looks_numbered("2026-11 月底完成")
    assert not looks_numbered("2026 10月底完成")
    assert not names_a_matter("2026-11-23 请假", [Known("2026-11")])
    assert looks_numbered("2026-999 50%")
    assert names_a_matter("好的\n2026-14 50%", KNOWN)


def test_other_formats_of_numbers() -> None:
    known = [Known("淄改〔2026〕3号"), Known("A-12"), Known("A-1")]
    assert read_lines("淄改[2026]3号 50%", known)[0].number == "淄改〔2026〕3号"
    assert read_lines("a12 50%", known)[0].number == "A-12"
    assert read_lines("A-1 50%", known)[0].number == "A-1"


def test_short_texts_that_are_no_report() -> None:
    assert all(
        is_chatter(text) for text in ("好的", "收到，谢谢！", "OK", "👌", "thanks a lot"[:6])
    )
    assert not is_chatter("方案已印发")
    assert read_wish("提交。") is Wish.SUBMIT
    assert read_wish("submit") is Wish.SUBMIT
    assert read_wish("其余无变化") is Wish.REST_UNCHANGED
    assert read_wish("No change for the rest") is Wish.REST_UNCHANGED
    assert read_wish("提交方案") is None


SPEECH = st.text(
    st.sampled_from(
        "2026-0143 15%七成半百分之已完成未没有困难无变化里程碑申请销号请局协调，。：；\n+？donet"
    )
)


@given(st.one_of(st.text(), SPEECH))
def test_nothing_typed_is_ever_too_much(text: str) -> None:
    for line in read_lines(text, KNOWN):
        assert (line.said is None) != (line.doubt is None)
        assert line.said is None or line.said.percent is None or 0 <= line.said.percent <= 100
        assert line.number is None or line.number in {one.number for one in KNOWN}
    names_a_matter(text, KNOWN)
    looks_numbered(text)
    is_chatter(text)
    read_wish(text)


@given(st.one_of(st.text(), SPEECH), st.integers(0, 100))
def test_without_a_word_of_completion_nothing_is_done(text: str, last: int) -> None:
    said_done = re.search(r"完成|办结|完结|销号|done|complete|finish|clos", text, re.I)
    heard = read_words(text, last, STEPS)
    if not said_done:
        assert not (isinstance(heard, Said) and heard.saying is Saying.DONE)


@given(st.integers(0, 99), st.sampled_from(["已完成", "done", "申请销号", "全部完成，现申请销号"]))
def test_less_than_everything_is_not_done(percent: int, words: str) -> None:
    assert said(f"{percent}% {words}").saying is not Saying.DONE
    assert said(f"{percent}% {words}").percent == percent


@given(st.integers(0, 100), st.text(st.sampled_from("方案印发报审试点，。 ")))
def test_a_leading_figure_is_taken_as_it_is(percent: int, words: str) -> None:
    assert take_percent(f"{percent}% {words}", 0)[0] == percent
