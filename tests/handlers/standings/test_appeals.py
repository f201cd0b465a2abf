"""申诉 in chat: asked with reason and evidence, decided by somebody else, published anew (§6)."""

import pytest
from sqlmodel import select

from bot.simulator.client import Person as Chatter
from models.people.posts import Person, Role, appoint, person_id
from models.standings.appeals import Appeal, AppealFile, Ruling
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.standings.runs import Run
from models.units import Unit, unit_id
from tests.conversation import START, World
from tests.desk import Desk
from tests.handlers.office import Phones, ask, tap
from tests.handlers.standings.city import city, figures, score, told

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 40 + b"\xff\xd9"


@pytest.fixture
def phones(world: World) -> Phones:
    made = Phones(world, city(world))
    score(made.desk)
    return made


def only(desk: Desk) -> Appeal:
    """The one appeal there is."""
    with desk.store.reading() as session:
        return session.exec(select(Appeal)).one()


async def appealed(world: World, phones: Phones) -> Chatter:
    """The liaison of unit 0 appeals against the line that was late."""
    liaison = await phones.of(phones.desk.liaisons[0])
    await ask(world, liaison, "/appeal 1 The paper came in time")
    return liaison


async def given(world: World, phones: Phones, name: str = "Sun") -> Chatter:
    """The clerk gives it to somebody, whose telephone it is."""
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/appeals")
    await tap(world, lin, "1")
    await tap(world, lin, f"Give to {name}")
    return await phones.of({"Sun": phones.desk.sun, "Lin": phones.desk.lin}[name])


async def test_by_key_with_a_reason_and_a_photo(world: World, phones: Phones) -> None:
    liaison = await phones.of(phones.desk.liaisons[0])
    await ask(world, liaison, "/rank")
    await tap(world, liaison, "Line by line 6")
    await tap(world, liaison, "1")
    question = await tap(world, liaison, "Appeal against this line")
    assert "Please write why this line is not right." in question.text
    sent = await ask(world, liaison, "2026-0000 的文件11月15日已送达")
    assert "The appeal was sent to the office." in sent.text
    assert "It waits for a reviewer who has not scored it." in sent.text
    await liaison.send_files([("photo.jpg", JPEG)])
    await world.settle()
    answer = await liaison.last()
    assert "The file is attached to the appeal." in answer.text
    assert "Evidence 1" in answer.labels
    made = only(phones.desk)
    assert made.reason == "2026-0000 的文件11月15日已送达"
    with phones.desk.store.reading() as session:
        assert session.exec(select(AppealFile)).one().appeal_id == made.id
    assert {row.person_id for row in told(phones.desk, "appeal_made")} == {
        person_id(one) for one in (phones.desk.lin, phones.desk.qian, phones.desk.sun)
    }


async def test_a_line_is_appealed_once(world: World, phones: Phones) -> None:
    liaison = await appealed(world, phones)
    again = await ask(world, liaison, "/appeal 1 again")
    assert "appealed against already" in again.text
    await ask(world, liaison, "/rank")
    await tap(world, liaison, "Line by line 6")
    line = await tap(world, liaison, "1")
    assert "To the appeal" in line.labels
    assert "Appeal against this line" not in line.labels


async def test_after_the_days_nothing_can_be_appealed(world: World, phones: Phones) -> None:
    await world.step(START.replace(day=24))
    liaison = await phones.of(phones.desk.liaisons[0])
    answer = await ask(world, liaison, "/appeal 1 too late")
    assert "are over" in answer.text


async def test_granted_it_corrects_and_tells_the_unit(world: World, phones: Phones) -> None:
    qian = await phones.begun(phones.desk.qian)
    liaison = await appealed(world, phones)
    sun = await given(world, phones)
    assert only(phones.desk).reviewer_id == phones.desk.sun.id
    lin = await phones.of(phones.desk.lin)
    stale = await lin.last()
    assert "Give to Qian" in stale.labels
    assert "Review it myself" in (await qian.last()).labels
    await ask(world, sun, "/appeals 1")
    why = await tap(world, sun, "Counts as on time")
    assert "please write the reason" in why.text
    ruled = await ask(world, sun, "The receipt shows it")
    assert "✓ Granted by Sun" in ruled.text
    assert "Corrected in version 2: 94.44 → 100.00." in ruled.text
    await world.settle()
    for one in (sun, lin, qian):
        for message in await one.chat():
            assert "please write the reason" not in message.text
            assert not {"Give", "Review", "Counts"} & {one.split()[0] for one in message.labels}
        assert "✓ Granted by Sun" in (await one.last()).text
    assert (await lin.answer_to(await lin.press_data(stale.id, "qg:1:3"))).alert
    assert "✓ Granted by Sun" in (await lin.last()).text
    decided = await liaison.last()
    assert "✓ Granted by Sun" in decided.text
    assert str(figures(phones.desk, 0, 2).total) == "100.00"
    page = await tap(world, liaison, "To the figures")
    versions = await tap(world, liaison, "Versions")
    assert "Score: 100.00" in page.text
    assert "Correction after an appeal of Unit 0." in versions.text
    old = await tap(world, liaison, "Version 1")
    assert "Score: 94.44" in old.text


async def test_refused_with_a_reason_by_text(world: World, phones: Phones) -> None:
    liaison = await appealed(world, phones)
    lin = await phones.of(phones.desk.lin)
    card = await ask(world, lin, "/assign 1 Lin")
    assert "Lin decides." in card.text
    assert "reason" in (await ask(world, lin, "/decide 1 refuse")).text
    ruled = await ask(world, lin, "/decide 1 refuse It came on the 18th")
    assert "✗ Refused by Lin" in ruled.text
    await world.settle()
    assert "It came on the 18th" in (await liaison.last()).text
    assert only(phones.desk).ruling is Ruling.REFUSED
    again = await ask(world, lin, "/decide 1 on_time after all")
    assert "decided already" in again.text


async def test_whom_it_was_not_given_to_decides_nothing(world: World, phones: Phones) -> None:
    await appealed(world, phones)
    await given(world, phones)
    qian = await phones.of(phones.desk.qian)
    answer = await ask(world, qian, "/decide 1 on_time why")
    assert "somebody else has to" in answer.text
    card = await ask(world, qian, "/appeals 1")
    assert "Counts as on time" not in card.labels
    assert only(phones.desk).ruling is Ruling.OPEN


async def test_what_corrects_a_published_month_is_published_as_corrected(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    with desk.store.transaction() as session:
        publish(session, session.get_one(Run, 1), Mode.FULL, person_id(desk.qian), START)
    await world.settle()
    everybody = [row.unit_id for row in told(desk, "standing_published")]
    liaison = await appealed(world, phones)
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/assign 1 Lin")
    await ask(world, lin, "/decide 1 按时 查实")
    await world.settle()
    page = await ask(world, liaison, "/rank")
    assert "corrected, version 2." in page.text
    with desk.store.reading() as session:
        assert session.get_one(Run, 1).published_at == START
    assert any("corrected, version 2" in one.text for one in await liaison.chat())
    again = [row.unit_id for row in told(desk, "standing_published")][len(everybody) :]
    assert again == [unit_id(desk.units[0])], "for the others nothing has changed"


async def test_who_answers_for_several_units_names_the_one(world: World, phones: Phones) -> None:
    desk = phones.desk
    with desk.store.transaction() as session:
        person = session.get_one(Person, person_id(desk.liaisons[0]))
        unit = session.get_one(Unit, unit_id(desk.units[3]))
        appoint(session, person, unit, Role.DEPUTY, None, START)
    liaison = await phones.of(desk.liaisons[0])
    both = await ask(world, liaison, "/appeal 1 The paper came in time")
    assert "Unit 0, November 2026" in both.text
    assert "Unit 3, November 2026" in both.text
    sent = await ask(world, liaison, "/appeal U3 1 The paper came in time")
    assert "The appeal was sent to the office." in sent.text
    assert only(desk).unit_id == unit_id(desk.units[3])
