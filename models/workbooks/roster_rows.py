"""A row of the roster's workbook: a unit of the tree, and somebody at a post in it."""

from typing import NamedTuple

from models.people.posts import Person, Role
from models.units import Cohort, Unit
from models.workbooks.columns import Column
from models.workbooks.ledger_rows import longest
from models.workbooks.lines import Line
from models.workbooks.values import read_number, read_text
from models.workbooks.words import COHORTS, LANGUAGES, ROLES

ROSTER = (
    Column(
        "unit",
        "单位",
        "Unit",
        ("单位名称", "部门", "部门名称", "所在单位", "单位全称", "unit name", "organisation"),
        required=True,
        width=28,
    ),
    Column(
        "code",
        "编码",
        "Code",
        ("单位编码", "代码", "单位代码", "组织机构代码", "unit code"),
        width=14,
    ),
    Column(
        "cohort",
        "类别",
        "Cohort",
        ("单位类别", "单位类型", "类型", "组别", "kind", "type"),
        width=12,
    ),
    Column(
        "parent",
        "上级",
        "Parent",
        ("上级单位", "隶属", "隶属单位", "主管单位", "parent unit"),
        width=24,
    ),
    Column(
        "person",
        "姓名",
        "Name",
        ("联络员姓名", "人员", "人员姓名", "联络员", "full name"),
        width=12,
    ),
    Column("role", "职务", "Post", ("岗位", "角色", "身份", "职责", "role", "position"), width=12),
    Column("language", "语言", "Language", ("使用语言", "界面语言"), width=10),
)
"""In the order in which a written roster has them."""


class RosterEntry(NamedTuple):
    """What a row says. None: nothing, so what stands stays; a post not named is a liaison's."""

    unit: str
    code: str | None
    cohort: Cohort | None
    parent: str | None
    person: str | None
    role: Role
    language: str | None


LONGEST_NAME = longest(Unit, "name")
_CODE = longest(Unit, "code")
_PERSON = longest(Person, "name")
_SEVERAL = 4_000
"""A cell may name many units at once, so it is longer than one name."""


def read_entry(line: Line) -> RosterEntry:
    """The entry of a line; its faults stay on the line."""
    line.require("unit")
    return RosterEntry(
        unit=line.read("unit", read_text, _SEVERAL) or "",
        code=line.read("code", read_number, _CODE),
        cohort=line.read("cohort", COHORTS.read),
        parent=line.read("parent", read_text, LONGEST_NAME),
        person=line.read("person", read_text, _PERSON),
        role=line.read("role", ROLES.read) or Role.LIAISON,
        language=line.read("language", LANGUAGES.read),
    )
