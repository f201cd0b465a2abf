"""/slips: each sees the slips of their own units, the office its register."""

from models.people.posts import Person, Role, appoint, person_id
from models.units import Unit, unit_id
from tests.conversation import START, World
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import issued
from tests.handlers.slips.sent import prompted, taken_back


async def test_strangers_and_other_units_learn_nothing(world: World, phones: Phones) -> None:
    other = await phones.begun(phones.desk.liaisons[1])
    issued(phones.desk)
    await world.settle()
    message = await other.last()
    for data in ("ts:1", "tp:1:pdf", "tr:1", "ta:1:answer"):
        answer = await other.answer_to(await other.press_data(message.id, data))
        assert "not for your post" in answer.text
    assert "no slip 改催〔2026〕1号" in (await ask(world, other, "/slips 改催〔2026〕1号")).text
    assert "no slips yet" in (await ask(world, other, "/slips")).text
    stranger = await world.person("Stranger", language_code="en")
    await stranger.send("/slips 改催〔2026〕1号")
    await world.settle()
    assert "改催" not in (await stranger.last()).text


async def test_the_list_and_a_slip_by_its_number(world: World, phones: Phones) -> None:
    desk = phones.desk
    liaison = await phones.begun(desk.liaisons[0])
    issued(desk)
    done = issued(desk, matter=1)
    prompted(phones.desk, 2)
    taken_back(world, done, desk.lin)
    await world.settle()
    shown = await ask(world, liaison, "/slips")
    assert "Slips: open 2, overdue 0, done 1" in shown.text
    rows = shown.text.splitlines()[1:]
    assert ["改催〔2026〕1号" in rows[0], "改提" in rows[1], "withdrawn" in rows[2]] == [True] * 3
    for text in ("改催〔2026〕1号", "改催[2026]1号", "改催（2026） 1 号"):
        page = await ask(world, liaison, f"/slips {text}")
        assert "Reminder slip 改催〔2026〕1号" in page.text
    assert "no slip 改催〔2026〕9号" in (await ask(world, liaison, "/slips 改催〔2026〕9号")).text


async def test_start_says_that_slips_are_open(world: World, phones: Phones) -> None:
    desk = phones.desk
    liaison, leader = await phones.begun(desk.liaisons[0]), await phones.begun(desk.leader)
    issued(desk)
    await world.settle()
    home = await ask(world, liaison, "/start")
    assert "1 slip of the reform office is open." in home.text
    assert "Slips: open 1" in (await tap(world, liaison, "All slips")).text
    assert "slip of the reform office" not in (await ask(world, leader, "/start")).text


async def test_the_office_gets_its_register_and_both_posts_both(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    issued(desk)
    assert "改催〔2026〕1号" in (await ask(world, lin, "/slips")).text
    page = await ask(world, lin, "/slips 改催〔2026〕1号")
    assert "In the register" in page.labels
    assert "Confirm receipt" not in page.labels
    with world.store.transaction() as session:
        town = session.get_one(Unit, unit_id(desk.town))
        person = session.get_one(Person, person_id(desk.lin))
        appoint(session, person, town, Role.LEADER, None, START)
    both = await ask(world, lin, "/slips")
    assert "The office's register" in both.labels
