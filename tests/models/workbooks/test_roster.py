"""The roster: units into a tree, people to their posts, and successors in place of holders."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.audit import Audit
from models.people.posts import Person, Post, Role, holders, posts_of
from models.refusals import Reason, Refused
from models.store import Store
from models.units import Unit, unit_by_code, unit_id
from models.workbooks.faults import Expected, Unreadable, Wrong
from models.workbooks.previews import Change
from models.workbooks.roster import RosterPreview, export_roster, read_roster
from models.workbooks.roster_apply import apply_roster
from models.workbooks.roster_people import Seat
from tests.models.workbooks.files import csv

NOW = datetime(2026, 3, 2, tzinfo=UTC)
HEADER = "单位,编码,类别,上级,姓名,职务,语言\n"
TOWN = f"""淄博市改革联络员名册
{HEADER}张店区,ZD,区县,市,张三,联络员,中文
张店区,ZD,,,李四,B角,英文
城关镇,,镇办,张店区,钱七,,
市,C,市,,,,
发改委,FGW,市直部门,,赵六,联络员,
市改革办,GGB,改革办,,王五,主任,
"发改委、城关镇",,,,孙八,分管领导,
注：以上人员如有变动请及时报送
"""


def preview(store: Store, folder: Path, text: str) -> RosterPreview:
    with store.reading() as session:
        return read_roster(session, csv(folder / "roster.csv", text))


def write(store: Store, made: RosterPreview) -> None:
    with store.transaction() as session:
        apply_roster(session, made, None, NOW)


def imported(store: Store, folder: Path, text: str) -> RosterPreview:
    made = preview(store, folder, text)
    assert made.faults == []
    write(store, made)
    return made


def seats(store: Store, code: str, role: Role) -> list[str]:
    with store.reading() as session:
        held = holders(session, unit_id(unit_by_code(session, code)), role)
        return [session.get_one(Person, post.person_id).name for post in held]


def test_a_roster_becomes_a_tree_with_people(store: Store, tmp_path: Path) -> None:
    made = imported(store, tmp_path, TOWN)
    assert made.passed_over == [("", 10)]
    with store.reading() as session:
        units = session.exec(select(Unit).order_by(col(Unit.position))).all()
        by_id = {unit.id: unit.name for unit in units}
        tree = [(unit.code, unit.name, by_id.get(unit.parent_id, "")) for unit in units]
        languages = {one.name: one.language for one in session.exec(select(Person))}
        deeds = {(audit.deed, audit.subject) for audit in session.exec(select(Audit))}
    assert tree == [
        ("ZD", "张店区", "市"),
        ("U001", "城关镇", "张店区"),
        ("C", "市", ""),
        ("FGW", "发改委", "市"),
        ("GGB", "市改革办", "市"),
    ]
    assert seats(store, "ZD", Role.DEPUTY) == ["李四"]
    assert seats(store, "U001", Role.LIAISON) == ["钱七"]
    assert (languages["张三"], languages["李四"], languages["赵六"]) == ("zh_CN", "en", None)
    assert deeds == {("import", "unit"), ("appoint", "post")}


def test_one_row_with_several_units_is_one_person(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TOWN)
    with store.reading() as session:
        (person,) = session.exec(select(Person).where(Person.name == "孙八")).all()
        assert [unit.name for _, unit in posts_of(session, person.id or 0)] == ["城关镇", "发改委"]


def test_the_same_name_elsewhere_is_somebody_else(store: Store, tmp_path: Path) -> None:
    text = f"{HEADER}甲局,A,部门,,张伟,,\n乙局,B,部门,,张伟,,\n甲局,A,,,张伟,分管领导,\n"
    imported(store, tmp_path, text)
    with store.reading() as session:
        found = session.exec(select(Person).where(Person.name == "张伟")).all()
        assert [len(posts_of(session, one.id or 0)) for one in found] == [2, 1]


def test_the_same_file_and_the_export_change_nothing(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TOWN)
    again = preview(store, tmp_path, TOWN)
    assert (again.added, again.changed, again.unchanged) == ([], [], 7)
    for language in ("zh_CN", "en"):
        path = tmp_path / f"{language}.xlsx"
        with store.reading() as session:
            assert export_roster(session, path, language) == 8
            again = read_roster(session, path)
        assert (again.added, again.changed, again.faults, again.unchanged) == ([], [], [], 8)


def test_another_name_at_a_single_post_is_a_successor(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TOWN)
    made = preview(store, tmp_path, f"{HEADER}张店区,ZD,,,周九,联络员,\n")
    (changed,) = made.changed
    assert changed.changes == (Change("person", "张三", "周九"),)
    write(store, made)
    assert seats(store, "ZD", Role.LIAISON) == ["周九"]
    with store.reading() as session:
        ended = session.exec(select(Post).where(col(Post.until).is_not(None))).all()
    assert [post.until for post in ended] == [NOW]


def test_a_deputy_who_becomes_liaison_is_the_same_person(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TOWN)
    imported(store, tmp_path, f"{HEADER}张店区,ZD,,,李四,联络员,\n")
    with store.reading() as session:
        assert len(session.exec(select(Person).where(Person.name == "李四")).all()) == 1
    imported(store, tmp_path, f"{HEADER}张店区,ZD,,,张三,联络员,\n")
    with store.reading() as session:
        assert len(session.exec(select(Person).where(Person.name == "张三")).all()) == 1


def test_the_posts_above_the_clerk(store: Store, tmp_path: Path) -> None:
    """Several deputy directors work side by side; the leading group has one head."""
    rows = "市改革办,GGB,,,{},{},\n"
    first = [("周一", "副主任"), ("吴二", "改革办副主任"), ("郑三", "改革领导小组组长")]
    imported(store, tmp_path, TOWN)
    imported(store, tmp_path, HEADER + "".join(rows.format(*one) for one in first))
    imported(store, tmp_path, HEADER + rows.format("冯四", "组长"))
    assert seats(store, "GGB", Role.DIRECTOR) == ["王五"]
    assert seats(store, "GGB", Role.DEPUTY_DIRECTOR) == ["周一", "吴二"]
    assert seats(store, "GGB", Role.HEAD) == ["冯四"]


def test_another_leader_joins_and_nobody_leaves(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TOWN)
    imported(store, tmp_path, f"{HEADER}发改委,FGW,,,吴十,分管领导,\n")
    assert seats(store, "FGW", Role.LEADER) == ["孙八", "吴十"]
    assert seats(store, "FGW", Role.LIAISON) == ["赵六"]


def test_units_are_renamed_and_moved(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TOWN)
    text = f"{HEADER}发展改革委,FGW,,,,,\n城关街道,U001,,发展改革委,,,\n"
    made = preview(store, tmp_path, text)
    assert [sorted(changed.fields) for changed in made.changed] == [["unit"], ["parent", "unit"]]
    write(store, made)
    with store.reading() as session:
        town = unit_by_code(session, "U001")
        assert town.path == f"{unit_by_code(session, 'FGW').path}{town.id}/"


def test_a_unit_known_by_name_gets_the_code_of_the_file(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TOWN)
    made = imported(store, tmp_path, f"{HEADER}城关镇,ZD-01,,,,,\n")
    assert [changed.changes for changed in made.changed] == [(Change("code", "U001", "ZD-01"),)]


def test_the_own_choice_of_a_language_is_not_undone(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TOWN)
    text = f"{HEADER}张店区,ZD,,,张三,联络员,英文\n发改委,FGW,,,赵六,联络员,英文\n"
    made = imported(store, tmp_path, text)
    assert [changed.changes for changed in made.changed] == [(Change("language", None, "en"),)]
    assert seats(store, "FGW", Role.LIAISON) == ["赵六"]


@pytest.mark.parametrize(
    ("rows", "wrong", "expected"),
    [
        ("新局,X,,,,,", Wrong.MISSING, Expected.SOMETHING),
        (",X,部门,,,,", Wrong.MISSING, Expected.SOMETHING),
        ("新局,X,机关,,,,", Wrong.NOT_IN_LIST, Expected.ONE_OF),
        ("新局,X,部门,张店,,,", Wrong.UNKNOWN_UNIT, Expected.A_NEAR_UNIT),
        ("张店区,ZD,,城关镇,,,", Wrong.PARENT_BELOW_ITSELF, Expected.ANOTHER_PARENT),
        ("发改委,FGW,,,x,主任,", Wrong.NOT_IN_AN_OFFICE, Expected.AN_OFFICE),
        ("发改委,FGW,,,x,,\n发改委,FGW,,,y,,", Wrong.DUPLICATE, Expected.ONE_HOLDER),
        ("新局,X,部门,,,,\n新局,X,镇办,,,,", Wrong.CONTRADICTS, Expected.SAME_AS_BEFORE),
        (f"{'长' * 121},X,部门,,,,", Wrong.TOO_LONG, Expected.SHORTER),
    ],
)
def test_faults(store: Store, tmp_path: Path, rows: str, wrong: Wrong, expected: Expected) -> None:
    imported(store, tmp_path, TOWN)
    made = preview(store, tmp_path, f"{HEADER}{rows}\n")
    assert (wrong, expected) in {(fault.wrong, fault.expected) for fault in made.faults}
    with pytest.raises(Unreadable):
        write(store, made)


def test_what_hangs_on_a_faulty_new_unit_is_faulty(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TOWN)
    text = f"{HEADER}新区,X,怪,,,,\n新镇,Y,镇办,新区,,,\n新区,X,,,丁一,,\n甲局,A,部门,,丙二,,\n"
    made = preview(store, tmp_path, text)
    assert [line.number for line in made.bad] == [2, 3, 4]
    write(store, made.good())
    assert seats(store, "A", Role.LIAISON) == ["丙二"]


def test_a_preview_of_another_state_is_not_applied(store: Store, tmp_path: Path) -> None:
    made = preview(store, tmp_path, TOWN)
    write(store, made)
    with pytest.raises(Refused) as refusal:
        write(store, made)
    assert refusal.value.reason is Reason.STALE_PREVIEW


def test_a_preview_made_again_is_known_by_its_digest(store: Store, tmp_path: Path) -> None:
    digest = preview(store, tmp_path, TOWN).digest()
    assert preview(store, tmp_path, TOWN).digest() == digest
    assert preview(store, tmp_path, TOWN.replace("王五", "王六")).digest() != digest


def test_hostile_names_stay_names(store: Store, tmp_path: Path) -> None:
    made = preview(store, tmp_path, "Unit,Cohort,Name\n=cmd() <b>,Department,\u202e😀<i>\n")
    write(store, made)
    assert any(isinstance(new.item, Seat) for new in made.added)
    assert seats(store, "U001", Role.LIAISON) == ["\u202e😀<i>"]
