"""A plain paper to be varied in tests."""

from dataclasses import replace
from typing import Any

from handlers.papers.official import Labelled, OfficialPaper

PLAIN = OfficialPaper(
    head=("淄川市深化改革办公室文件",),
    number="淄改办〔2026〕7号",
    title="关于2026年4月改革任务推进情况的通报",
    addressee="各区县、市直有关部门：",
    body=("现将有关情况通报如下。", "一、总体情况", "（一）完成情况", "按期完成12项。"),
    terms=(Labelled("报送时限：", "2026年5月20日"),),
    issuer="淄川市深化改革办公室",
    date="2026年5月8日",
    remarks=("（联系人：李明）",),
    copies=Labelled("抄送：", "市委办公室。"),
    printed=("淄川市深化改革办公室", "2026年5月8日印发"),
    draft="",
)


def sheet(**changes: Any) -> OfficialPaper:
    """The plain paper with some parts changed."""
    return replace(PLAIN, **changes)
