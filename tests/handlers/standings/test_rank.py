"""/rank: figures that open to their lines, for whom they concern, as far as the mode shows."""

import pytest

from bot.simulator.client import Person as Chatter
from bot.simulator.seen import Message
from models.outbox import Sending
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.standings.runs import Run
from tests.conversation import START, World
from tests.desk import Desk
from tests.handlers.office import Phones, ask, tap, tap_on
from tests.handlers.standings.city import city, score, show, told


@pytest.fixture
def phones(world: World) -> Phones:
    return Phones(world, city(world))


def published(desk: Desk, mode: Mode) -> None:
    """The director publishes the newest version."""
    with desk.store.transaction() as session:
        run = session.get_one(Run, 1)
        publish(session, run, mode, desk.qian.id or 0, START)


async def test_before_it_is_computed(world: World, phones: Phones) -> None:
    liaison = await phones.of(phones.desk.liaisons[0])
    assert "November 2026 are not computed" in (await ask(world, liaison, "/rank")).text


async def test_a_unit_sees_total_place_parts_and_what_would_have_earned_more(
    world: World, phones: Phones
) -> None:
    score(phones.desk)
    liaison = await phones.of(phones.desk.liaisons[0])
    page = await ask(world, liaison, "/rank")
    assert "Unit 0, November 2026" in page.text
    assert "Preview, version 1. Appeals until" in page.text
    assert "Score: 94.44" in page.text
    assert "No. 1 of 2 in “Districts and counties”" in page.text
    assert "Milestones: 93.33 (weight 50)" in page.text
    assert "Inspections: no items" in page.text
    assert "Monthly updates: 100.00 (weight 10)" in page.text
    assert "+5.56 2026-0000 Matter 0.0: done late" in page.text
    assert "Districts and counties" not in page.labels


async def test_every_line_opens_to_its_facts(world: World, phones: Phones) -> None:
    score(phones.desk)
    liaison = await phones.of(phones.desk.liaisons[0])
    await ask(world, liaison, "/rank")
    listed = await tap(world, liaison, "Line by line 6")
    assert "1. 2026-0000 Matter 0.0: done late · 80%" in listed.text
    assert "4. 2026-0000 Matter 0.0: updated in time · 100%" in listed.text
    line = await tap(world, liaison, "1")
    for said in (
        "Milestones: done late",
        "Due on 16 Nov 2026.",
        "Reported as done Wed, 18 Nov, 09:00, version 1.",
        "2 working days late.",
        "Part: lead unit, difficulty 1.",
        "Weight: 1",
        "Earned: 80%",
        "it would have brought 5.56 more.",
    ):
        assert said in line.text
    following = await tap(world, liaison, "▶")
    assert "Nothing more could be earned here." in following.text
    assert "Line by line 6" in (await _back(world, liaison)).labels


async def _back(world: World, phone: Chatter) -> Message:
    await tap(world, phone, "Back")
    return await tap(world, phone, "Back")


async def test_the_preview_comes_as_a_picture_and_opens_as_a_text(
    world: World, phones: Phones
) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    score(phones.desk)
    show(phones.desk)
    await world.step(START.replace(minute=5))
    photo = await liaison.last()
    assert photo.media
    assert photo.media.kind == "photo"
    assert "Score: 94.44" in photo.text
    await liaison.answer_to(await liaison.press("Open the figures"))
    await world.settle()
    assert "Line by line 6" in (await liaison.last()).labels
    assert {row.state for row in told(phones.desk, "standing_preview")} <= {
        Sending.SENT,
        Sending.HELD,
        Sending.FAILED,
    }


async def test_the_office_sees_every_unit_with_bottom_and_top(world: World, phones: Phones) -> None:
    score(phones.desk)
    lin = await phones.of(phones.desk.lin)
    page = await ask(world, lin, "/rank 2026-11")
    assert "Units with a score: 5 of 6." in page.text
    assert "Consultation proposed: Unit 3" in page.text
    listed = await tap(world, lin, "Districts and counties")
    assert "1. Unit 0: 94.44" in listed.text
    assert "2. Unit 3:" in listed.text
    unit = await tap(world, lin, "Unit 3")
    assert "Unit 3, November 2026" in unit.text
    assert "There are no scores" not in unit.text


async def test_a_leader_sees_what_they_answer_for_and_nothing_else(
    world: World, phones: Phones
) -> None:
    score(phones.desk)
    leader = await phones.of(phones.desk.leader)
    page = await ask(world, leader, "/rank")
    assert "Unit 0, November 2026" in page.text
    other = await leader.answer_to(await leader.press_data(page.id, "qa:2"))
    assert other.alert


@pytest.mark.parametrize(
    ("mode", "shown", "hidden"),
    [
        (Mode.FULL, "No. 1 of 2", "Band"),
        (Mode.BANDS, "Band: Excellent", "No. 1"),
        (Mode.OWN, "No. 1 of 2", "Band"),
        (Mode.NONE, "Closed without being published", "No. 1"),
    ],
)
async def test_what_is_shown_depends_on_the_mode(
    world: World, phones: Phones, mode: Mode, shown: str, hidden: str
) -> None:
    score(phones.desk)
    with phones.desk.store.transaction() as session:
        run = session.get_one(Run, 1)
        run.published_at, run.mode = START, mode
    liaison = await phones.of(phones.desk.liaisons[0])
    page = await ask(world, liaison, "/rank")
    assert shown in page.text
    assert hidden not in page.text
    others = mode in {Mode.FULL, Mode.BANDS}
    assert ("Districts and counties" in page.labels) is others
    answer = await liaison.answer_to(await liaison.press_data(page.id, "qc:1:district:0"))
    assert answer.alert is not others


async def test_published_it_is_told_once_with_the_cohorts_picture(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    liaison, leader = await phones.begun(desk.liaisons[0]), await phones.begun(desk.leader)
    clerk = await phones.begun(desk.lin)
    score(desk)
    show(desk)
    published(desk, Mode.FULL)
    await world.step(START.replace(minute=5))
    photo = await liaison.last()
    assert photo.media
    assert photo.media.kind == "photo"
    assert "Published" in photo.text
    assert "No. 1 of 2" in photo.text
    assert (await leader.last()).media
    office = await clerk.last()
    assert office.media
    assert office.media.kind == "photo"
    assert "Published: The full ranking" in office.text
    await tap_on(world, liaison, photo, "Full size")
    assert (await liaison.last()).media
    assert told(desk, "standing_preview")[0].state is Sending.VOID
