"""A slip says on paper what it is told to say, in the office's language."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from handlers.papers.official import Labelled
from handlers.papers.slip_papers import slip_paper
from locales import translator
from tests.proofs.slip_cases import CASES, PLAIN

ZH = translator("zh_CN", ZoneInfo("Asia/Shanghai"))
EN = translator("en", ZoneInfo("Asia/Shanghai"))


def test_a_signed_slip_has_its_number_date_and_limits() -> None:
    paper = slip_paper(ZH, CASES["assignment"])
    assert paper.head == ("瑶川市深化改革办公室", "改革任务交办单")
    assert paper.number == "瑶改交〔2026〕3号"
    assert paper.addressee == "临泉区人民政府："
    assert paper.terms == (
        Labelled("签收时限：", "2026年5月9日"),
        Labelled("方案时限：", "2026年5月13日"),
        Labelled("办结时限：", "2026年5月29日"),
        Labelled("依据：", "《瑶川市全面深化改革督察工作办法》第十二条"),
    )
    assert (paper.issuer, paper.date) == ("瑶川市深化改革办公室", "2026年5月8日")
    assert paper.remarks == ("（联系人：综合科，0000-0000000）",)
    assert paper.copies == Labelled("抄送：", "市委办公室，市政府办公室。")
    assert paper.printed == ("瑶川市深化改革办公室", "2026年5月8日印发")
    assert paper.draft == ""


def test_an_unsigned_slip_is_a_draft_without_number_and_date() -> None:
    paper = slip_paper(ZH, CASES["draft"])
    assert (paper.draft, paper.number, paper.date) == ("草稿", "待编号", "待签发")
    assert paper.printed is None


def test_what_a_slip_does_not_have_leaves_no_line() -> None:
    bare = replace(PLAIN, receive_by=None, done_by=None, basis="", contact="", copies=())
    paper = slip_paper(ZH, bare)
    assert (paper.terms, paper.remarks) == ((), ())
    assert (paper.copies, paper.printed) == (None, None)


def test_the_labels_are_in_the_offices_language() -> None:
    paper = slip_paper(EN, replace(PLAIN, plan_by=date(2026, 5, 13), signed_on=None, number=""))
    assert [term.label for term in paper.terms] == [
        "To be received by: ",
        "Plan due by: ",
        "To be done by: ",
        "On the authority of: ",
    ]
    assert paper.draft == "DRAFT"
    assert paper.number == "number given at signing"


def test_each_typed_line_is_a_paragraph() -> None:
    paper = slip_paper(
        ZH, replace(PLAIN, demand="一、事由\n\n　　请 尽快\t办理。\r\n  （一）要求 \n")
    )
    assert paper.body == ("一、事由", "请 尽快 办理。", "（一）要求")
