"""The month's form, written for one unit with what is known filled in (DOMAIN §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.workbooks.columns import Column

COLUMNS = (
    Column("number", "编号", "Number", required=True, width=14),
    Column("title", "改革事项", "Matter", width=32),
    Column("measure", "举措", "Measure", width=32),
    Column("due", "完成时限", "Due", width=13),
    Column("milestone", "下一里程碑", "Next milestone", width=24),
    Column("last_percent", "上月进度（%）", "Last month (%)", width=10),
    Column("last_note", "上月情况", "Last month's words", width=28),
    Column("percent", "本月进度（%）", "This month (%)", required=True, width=10),
    Column("note", "本月进展情况", "What was done", required=True, width=40),
    Column("done", "已完成·申请销号", "Done, apply to close", width=12),
    Column("difficulty", "存在困难", "Difficulty", width=30),
    Column("helper", "请求协调", "Who can help", width=18),
)
ANSWERS = ("percent", "note", "done", "difficulty", "helper")
YES = {"zh": "是", "en": "yes"}


@dataclass(frozen=True)
class Blank:
    """What a form is made from: its words, and one mapping of field to text per matter."""

    month: str
    code: str
    title: str
    instructions: str
    chinese: bool
    rows: Sequence[Mapping[str, str | int]]


def write_form(blank: Blank) -> bytes:
    """The form as .xlsx: title, instructions, its number, then a row for each matter.

    What must not be changed is grey. Texts stay texts whatever they begin with.
    """
    # Imported here: openpyxl is slow to load, and the program runs for days without a form.
    from models.workbooks.form_book import bound  # noqa: PLC0415

    return bound(blank)
