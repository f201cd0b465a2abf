"""The office makes links in chat, for its own part of the tree only."""

import pytest
from sqlmodel import col, select

from models.people.invitations import Invitation
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.units import Cohort, Unit, add_unit
from tests.conversation import START, World
from tests.handlers.town import Town, settle_town


@pytest.fixture
def town(world: World) -> Town:
    return settle_town(world.store, START)


def issued(town: Town) -> list[Invitation]:
    with town.store.reading() as session:
        return list(session.exec(select(Invitation).order_by(col(Invitation.id))).all())


def token_in(text: str) -> str:
    return text.split("?start=")[1].split(maxsplit=1)[0]


async def test_the_clerk_hands_a_link_on_as_a_picture(world: World, town: Town) -> None:
    clerk = await world.person("Li", language_code="en")
    town.join(town.li, clerk.id)
    await clerk.send("/invite")
    listed = await clerk.wait("3 people have not joined yet")
    assert "市委改革办" not in str(listed.buttons)
    await clerk.press("王建国, 张店区")
    slip = await clerk.wait("?start=")
    assert slip.media is not None
    assert slip.media.kind == "photo"
    assert "张店区 · liaison" in slip.text
    phone = await world.person("Wang", language_code="en")
    await phone.send(f"/start {token_in(slip.text)}")
    await phone.wait("This link is for")
    await phone.press("Yes, that is me")
    await phone.wait("Welcome")
    assert town.now_of(town.wang).telegram_id == phone.id


async def test_a_token_never_waits_in_the_outbox(world: World, town: Town) -> None:
    clerk = await world.person("Li", language_code="en")
    town.join(town.li, clerk.id)
    await clerk.send("/invite")
    await clerk.wait("have not joined")
    await clerk.press("孙伟, 淄川区")
    slip = await clerk.wait("?start=")
    token = token_in(slip.text)
    with world.store.reading() as session:
        tables = ("outbox", "invitation", "audit", "focus")
        for table in tables:
            rows = session.connection().exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608
            assert token not in repr(rows), table


async def test_a_page_for_everybody_after_a_confirmation(world: World, town: Town) -> None:
    clerk = await world.person("Li", language_code="en")
    town.join(town.li, clerk.id)
    await clerk.send("/invite")
    await clerk.wait("have not joined")
    await clerk.press("A page to print for all 3")
    await clerk.wait("Make new links for 3 people")
    assert issued(town) == []
    await clerk.press("Make the page")
    paper = await clerk.wait("Print, cut along the lines")
    assert paper.media is not None
    text = (await world.door.fetch(paper.media.url)).decode()
    assert text.count("<section>") == 3
    assert "王建国" in text
    assert text.count("<svg") == 3
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert len(issued(town)) == 3


async def test_a_new_phone_is_found_by_name(world: World, town: Town) -> None:
    clerk = await world.person("Li", language_code="en")
    town.join(town.li, clerk.id)
    town.join(town.wang, 4242)
    await clerk.send("/invite 王")
    await clerk.wait("Who gets a new link")
    await clerk.press("✓ 王建国, 张店区")
    await clerk.wait("?start=")
    assert town.now_of(town.wang).telegram_id == 4242, "the old phone stays until the link is used"
    await clerk.send("/invite nobody")
    await clerk.wait("Nobody with a post is called nobody")


async def test_a_liaison_may_not_invite(world: World, town: Town) -> None:
    phone = await world.person("Wang", language_code="en")
    town.join(town.wang, phone.id)
    await phone.send("/invite")
    refused = await phone.wait("not for your post")
    for data in (f"ip:{town.sun.id}:0", "ia:yes", "iv:0"):
        query = await phone.press_data(refused.id, data)
        assert "not for your post" in (await phone.answer_to(query)).text
    assert issued(town) == []


async def test_a_district_s_office_invites_in_its_district_only(world: World, town: Town) -> None:
    with town.store.transaction() as session:
        district = session.get_one(Unit, town.zhangdian.id)
        office = add_unit(session, "ZDGGB", "张店区委改革办", Cohort.OFFICE, district)
        village = add_unit(session, "ZDT", "马尚街道", Cohort.TOWN, district)
        appoint(session, add_person(session, "郑和平"), village, Role.LIAISON, None, START)
        clerk = add_person(session, "周平")
        appoint(session, clerk, office, Role.CLERK, None, START)
        both = add_person(session, "吴强")
        appoint(session, both, district, Role.LEADER, None, START)
        zichuan = session.get_one(Unit, town.zichuan.id)
        appoint(session, both, zichuan, Role.LEADER, None, START)
    phone = await world.person("Zhou", language_code="en")
    town.join(clerk, phone.id)
    await phone.send("/invite")
    listed = await phone.wait("has not joined")
    assert "郑和平" in str(listed.buttons)
    assert "孙伟" not in str(listed.buttons)
    for person in (town.sun, town.li, both):
        query = await phone.press_data(listed.id, f"ip:{person_id(person)}:0")
        assert "not for your post" in (await phone.answer_to(query)).text
    assert issued(town) == []
    query = await phone.press_data(listed.id, "ip:999999:0")
    assert "no such post" in (await phone.answer_to(query)).text


async def test_hostile_names_in_list_picture_and_page(world: World, town: Town) -> None:
    clerk = await world.person("Li", language_code="en")
    town.join(town.li, clerk.id)
    hostile = "<script>alert(1)</script>&\u202e{x}"
    with town.store.transaction() as session:
        person = session.get_one(Person, person_id(town.wang))
        person.name = hostile
    await clerk.send("/invite")
    listed = await clerk.wait("have not joined")
    await clerk.press_data(listed.id, f"ip:{person_id(town.wang)}:0")
    slip = await clerk.wait("?start=")
    assert "<script>" in slip.text
    await clerk.press("A page to print for all 3")
    await clerk.wait("Make new links")
    await clerk.press("Make the page")
    paper = await clerk.wait("Print, cut along the lines")
    assert paper.media is not None
    text = (await world.door.fetch(paper.media.url)).decode()
    assert "<script>" not in text
