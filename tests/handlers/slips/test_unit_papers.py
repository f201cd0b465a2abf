"""What stands on the document of a slip, rung by rung, in the office's language."""

from datetime import date, datetime

import pytest
from sqlmodel import Session

from bot.clock import SteppedClock
from handlers.context import Office, Scene
from handlers.slips.buttons import Form
from handlers.slips.papers import demand_words, file_name, handed, paper_of, slip_facts
from models.matters.ledger import Milestone, matter_id
from models.practice import Practice, Practices
from models.rules import OfficeName, Rules
from models.slips.drafting import Fact, write
from models.slips.extension_verdicts import approve_extension
from models.slips.extensions import ask_extension
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, slip_id
from models.store import Store
from tests.models.slips.city import CALENDAR, LADDER, City, at, found

NAMED = Rules(office=OfficeName(name="淄川市深化改革办公室", contact="综合科 0533-0000000"))


def scene_of(store: Store, session: Session, now: datetime) -> Scene:
    """Somebody who reads English, in an office that writes Chinese."""
    practice = Practice(NAMED, CALENDAR)
    office = Office(store, Practices(practice), practice, SteppedClock(now), "zh_CN")
    return Scene(session, now, office, office.translator("en"), None)


def signed(city: City, slip: Slip, day: date) -> Slip:
    by = {SlipKind.REMINDER: city.director, SlipKind.ORDER: city.head}.get(
        slip.kind, city.deputy_director
    )
    sign(city.session, {slip_id(slip): slip.revision}, by, LADDER, CALENDAR, at(day, "10:00"))
    return slip


def test_the_ladder_in_words(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        city.matter()
        scene = scene_of(store, session, at(date(2026, 10, 15)))
        city.walk(date(2026, 9, 16))
        prompt = city.only(SlipKind.PROMPT)
        assert demand_words(scene, prompt).splitlines() == [
            "你单位牵头的改革事项“Reform 2026-001”（编号2026-001），完成时限为2026年9月30日。",
            "请对照路线图、时间表，倒排工期，压实责任，确保按期完成。",
            "确因客观原因不能按期完成的，请于完成时限前书面申请延期，并说明理由。",
        ]
        city.walk(date(2026, 10, 8))
        reminder = city.only(SlipKind.REMINDER)
        draft = demand_words(scene, reminder)
        assert "应于2026年9月30日前完成，至今尚未办结" in draft
        assert "我办已于2026年9月16日向你单位印发改革任务提示单（改提〔2026〕1号）。" in draft
        assert "请自印发之日起5个工作日内书面回复办理情况。" in draft
        signed(city, reminder, date(2026, 10, 8))
        assert "请于2026年10月14日前书面回复办理情况。" in demand_words(scene, reminder)
        city.walk(date(2026, 10, 15))
        order = city.only(SlipKind.ORDER)
        assert (
            "我办已向你单位印发改革任务催办单（改催〔2026〕1号），截至2026年10月14日未收到书面回复。"
            in demand_words(scene, order)
        )
        assert "现责令你单位限期整改。" in demand_words(scene, order)


def test_an_unsigned_one_has_no_number_and_no_date(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        city.matter()
        city.walk(date(2026, 9, 16))
        city.walk(date(2026, 10, 8))
        reminder = city.only(SlipKind.REMINDER)
        scene = scene_of(store, session, at(date(2026, 10, 8)))
        facts = slip_facts(scene, reminder)
        assert (facts.number, facts.signed_on) == ("", None)
        assert (facts.office, facts.contact) == ("淄川市深化改革办公室", "综合科 0533-0000000")
        assert facts.copies == ("Bureau分管领导",)
        assert paper_of(scene, reminder).draft
        assert file_name(scene, reminder, Form.DOCX) == f"催办单（草稿 {reminder.id}）.docx"


def test_an_extension_does_not_change_the_document(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        city.matter()
        city.walk(date(2026, 9, 16))
        city.walk(date(2026, 10, 8))
        slip = signed(city, city.only(SlipKind.REMINDER), date(2026, 10, 8))
        now = at(date(2026, 10, 9))
        scene = scene_of(store, session, now)
        before = paper_of(scene, slip)
        assert slip_facts(scene, slip).signed_on == date(2026, 10, 8)
        wanted = date(2026, 10, 30)
        asked = ask_extension(session, slip, wanted, "why", city.liaison.id or 0, now.date(), now)
        approve_extension(session, asked, wanted, city.clerk.id or 0, now)
        assert slip.due_on == wanted
        assert paper_of(scene, slip) == before


@pytest.mark.parametrize("form", Form)
def test_the_file_is_named_by_its_number(store: Store, form: Form) -> None:
    with store.transaction() as session:
        city = found(session)
        city.matter()
        city.walk(date(2026, 9, 16))
        paper = handed(
            scene_of(store, session, at(date(2026, 9, 16))), city.only(SlipKind.PROMPT), form
        )
        assert paper.name == f"改提〔2026〕1号.{form.value}"
        assert paper.content.startswith({"pdf": b"%PDF", "docx": b"PK"}[form.value])


def test_a_milestone_and_what_belongs_to_no_matter(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        matter = city.matter(due_on=date(2026, 12, 31))
        session.add(
            Milestone(matter_id=matter_id(matter), title="印发方案", due_on=date(2026, 9, 30))
        )
        session.flush()
        city.walk(date(2026, 9, 16))
        now = at(date(2026, 9, 16))
        scene = scene_of(store, session, now)
        words = demand_words(scene, city.only(SlipKind.PROMPT))
        assert words.startswith(
            "你单位牵头的改革事项（编号2026-001）里程碑“印发方案”，完成时限为2026年9月30日。"
        )
        fact = Fact(city.bureau, "hand:1:1", "推行“一件事”改革")
        (slip,) = write(
            session, city.office, SlipKind.ASSIGNMENT, [fact], LADDER, city.clerk.id, now
        )
        assert demand_words(scene, slip).splitlines() == [
            "现将“推行‘一件事’改革”交你单位办理。",
            "请明确责任领导和责任人，细化工作措施和完成时限，认真组织实施。",
            "请自印发之日起3个工作日内报送工作方案。",
            "请自印发之日起15个工作日内书面回复办理情况。",
        ]
        assert slip_facts(scene, slip).title == "关于交办“推行‘一件事’改革”的通知"
        slip.demand = "一、请照办\n二、请回复"
        assert demand_words(scene, slip) == slip.demand
