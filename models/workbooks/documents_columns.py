"""The columns of a list of superior documents, and the words of its closed lists (DOMAIN §4)."""

import re

from models.documents.documents import Level, Need
from models.workbooks.columns import Column
from models.workbooks.headings import plain
from models.workbooks.vocabulary import Vocabulary

DOCUMENTS = (
    Column(
        "document_number",
        "文号",
        "Number",
        ("文件文号", "发文字号", "发文号", "文件编号", "document number"),
        required=True,
        width=22,
    ),
    Column(
        "document_title",
        "标题",
        "Title",
        ("文件标题", "文件名称", "文件名", "名称", "document"),
        required=True,
        width=42,
    ),
    Column("level", "级别", "Level", ("文件级别", "发文级别", "层级", "来文级别")),
    Column(
        "received_on",
        "收文日期",
        "Received",
        ("收文时间", "来文日期", "收到日期", "received on"),
        required=True,
        width=13,
    ),
    Column(
        "document_units",
        "责任单位",
        "Units",
        ("承办单位", "落实单位", "牵头单位", "贯彻单位", "unit", "responsible units"),
        required=True,
        width=42,
    ),
    Column("convey_by", "传达时限", "Convey by", ("传达", "传达期限", "传达学习时限"), width=13),
    Column(
        "study_by",
        "研究贯彻时限",
        "Study by",
        ("研究贯彻", "研究贯彻期限", "贯彻时限", "study and implement by"),
        width=13,
    ),
    Column(
        "plan_by",
        "出台配套时限",
        "Plan by",
        ("出台配套", "出台配套期限", "配套时限", "local plan by"),
        width=13,
    ),
    Column("needs_local", "是否配套", "Local plan", ("是否需要配套", "需要配套", "配套")),
    Column("needs_filing", "是否报审", "Filing", ("是否需要报审", "需要报审", "方案报审", "报审")),
)
"""In the order in which offices keep it."""

LEVELS = Vocabulary(
    zh={Level.CENTRAL: "中央", Level.PROVINCIAL: "省", Level.CITY: "市"},
    en={Level.CENTRAL: "Central", Level.PROVINCIAL: "Provincial", Level.CITY: "City"},
    also={
        "中央级": Level.CENTRAL,
        "国家": Level.CENTRAL,
        "国家级": Level.CENTRAL,
        "省级": Level.PROVINCIAL,
        "省里": Level.PROVINCIAL,
        "province": Level.PROVINCIAL,
        "市级": Level.CITY,
        "municipal": Level.CITY,
    },
)

NEEDS = Vocabulary(
    zh={Need.PENDING: "待定", Need.YES: "是", Need.NO: "否"},
    en={Need.PENDING: "Pending", Need.YES: "Yes", Need.NO: "No"},
    also={
        "需要": Need.YES,
        "需配套": Need.YES,
        "需要配套": Need.YES,
        "y": Need.YES,
        "不需要": Need.NO,
        "无需": Need.NO,
        "无需配套": Need.NO,
        "n": Need.NO,
        "未定": Need.PENDING,
        "待研究": Need.PENDING,
        "undecided": Need.PENDING,
    },
)

ANSWERS = Vocabulary(
    zh={Need.YES: "是", Need.NO: "否"},
    en={Need.YES: "Yes", Need.NO: "No"},
    also={
        "需要": Need.YES,
        "y": Need.YES,
        "不需要": Need.NO,
        "无需": Need.NO,
        "n": Need.NO,
    },
)
"""Yes or no, without a third answer."""

_HEADINGS = {
    plain(name): column.field
    for column in DOCUMENTS
    for name in (column.field, *column.synonyms, column.en, column.zh)
}
_LINE = re.compile(r"\s*(?P<heading>[^:：]{1,20})[:：]\s*(?P<value>\S.*?)\s*")


def typed_lines(text: str) -> dict[str, str]:
    """`Number: …` on each line as field → text, under every name a column has.

    Empty when a line has no heading of ours: then the text is no form.
    """
    found: dict[str, str] = {}
    for line in filter(str.strip, text.splitlines()):
        match = _LINE.fullmatch(line)
        field = _HEADINGS.get(plain(match["heading"])) if match else None
        if match is None or field is None:
            return {}
        found[field] = match["value"]
    return found
