"""An extension that was asked for in time is approved, to that day or another, or refused, once."""

from datetime import date

from sqlmodel import select

from models.matters.ledger import Matter, matter_by_number
from models.outbox import Outbox
from models.people.posts import Person, person_id
from models.slips.extensions import Decision, Extension
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, slip_id
from tests.conversation import World
from tests.desk import Desk
from tests.handlers.office import Phones, ask, tap, tap_on
from tests.handlers.slips.out import asked_for, handed_in, issued

LIMIT = date(2026, 11, 25)
WANTED = date(2026, 12, 2)


def now_of(desk: Desk, slip: Slip) -> Slip:
    with desk.store.reading() as session:
        return session.get_one(Slip, slip_id(slip))


def asked_of(desk: Desk) -> Extension:
    """The newest request."""
    with desk.store.reading() as session:
        return session.exec(select(Extension)).all()[-1]


def told(world: World) -> list[Outbox]:
    with world.store.reading() as session:
        return list(session.exec(select(Outbox).where(Outbox.kind == "extension_decided")).all())


async def test_a_request_is_pushed_with_its_facts_and_approved(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    slip = issued(desk)
    asked = asked_for(desk, slip, WANTED)
    await world.settle()
    card = await lin.last()
    assert f"Extension asked for · Reminder slip {slip.number_text}" in card.text
    assert "25 Nov 2026 → 2 Dec 2026, 5 working days later" in card.text
    assert "Asked Wed, 18 Nov, 09:00 by Liaison 0." in card.text
    assert "Reason: 等待省厅批复" in card.text
    assert "It was not extended before." in card.text
    assert "points behind the pace" in card.text
    query = await lin.press("Approve to Wed, 2 Dec")
    assert "Put off to 2 Dec 2026" in (await lin.answer_to(query)).text
    await world.settle()
    assert "No extension waits" in (await lin.last()).text
    known = now_of(desk, slip)
    assert (known.first_due_on, known.due_on) == (LIMIT, WANTED)
    assert asked_of(desk).before_on == LIMIT
    (row,) = told(world)
    assert (row.unit_id, row.subject_id) == (slip.unit_id, asked.id)


async def test_to_another_date_by_text_and_the_first_limit_is_shown(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    slip = issued(desk)
    asked_for(desk, slip, WANTED)
    await world.settle()
    assert (
        "Now 25 Nov 2026, asked for 2 Dec 2026."
        in (await tap(world, lin, "Approve to another day")).text
    )
    assert "not clear" in (await ask(world, lin, "soon")).text
    assert "are over already" in (await ask(world, lin, "11-01")).text
    said = await ask(world, lin, "11-30")
    assert "✓ Put off to 30 Nov 2026 by Lin" in said.text
    assert "3 working days later" in said.text
    assert now_of(desk, slip).due_on == date(2026, 11, 30)
    asked_for(desk, slip, WANTED)
    await world.settle()
    card = await lin.last()
    assert "30 Nov 2026 → 2 Dec 2026, 2 working days later" in card.text
    assert "The slip's first limit: 25 Nov 2026." in card.text
    assert "It was extended 1 time before." in card.text


async def test_refused_for_a_common_reason_or_by_text(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    slip = issued(desk)
    asked_for(desk, slip, WANTED)
    await world.settle()
    assert "The date 25 Nov 2026 then stands." in (await tap(world, lin, "Refuse")).text
    assert "No extension waits" in (await tap(world, lin, "Reason not enough")).text
    assert asked_of(desk).answer == "The reason does not show why the date cannot be kept."
    asked_for(desk, slip, WANTED)
    await world.settle()
    await tap(world, lin, "Refuse")
    assert "✗ Refused by Lin" in (await ask(world, lin, "省厅批复不影响本单")).text
    assert asked_of(desk).decision is Decision.REFUSED
    assert now_of(desk, slip).due_on == LIMIT
    assert len(told(world)) == 2


async def test_by_commands(world: World, phones: Phones) -> None:
    desk = phones.desk
    slips = [issued(desk, 0, matter) for matter in range(3)]
    for slip in slips:
        asked_for(desk, slip, WANTED)
    await world.settle()
    qian = await phones.of(desk.qian)
    assert "Extensions asked for: 3" in (await ask(world, qian, "/extensions")).text
    first, second, third = (slip.number_text for slip in slips)
    typed = first.replace("〔", "[").replace("〕", "]")
    assert "Put off to 2 Dec 2026" in (await ask(world, qian, f"/grant {typed}")).text
    assert "Put off to 1 Dec 2026" in (await ask(world, qian, f"/grant {second} 12-01")).text
    assert "Please choose a reason" in (await ask(world, qian, f"/refuse {third}")).text
    assert "Refused by Qian" in (await ask(world, qian, "not now")).text
    assert "decided already" in (await ask(world, qian, f"/grant {first}")).text
    assert "no slip" in (await ask(world, qian, "/grant 改催〔2026〕99号")).text
    assert [now_of(desk, slip).due_on for slip in slips] == [WANTED, date(2026, 12, 1), LIMIT]


async def test_what_was_decided_meanwhile_is_said(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin, qian = await phones.begun(desk.lin), await phones.begun(desk.qian)
    slip = issued(desk)
    asked_for(desk, slip, WANTED)
    await world.settle()
    card = await lin.last()
    await tap_on(world, qian, await qian.last(), "Approve to Wed, 2 Dec")
    answer = await lin.answer_to(await lin.press("Refuse"))
    assert "decided already" in answer.text
    await world.settle()
    page = next(one for one in await lin.chat() if one.id == card.id)
    assert "✓ Put off to 2 Dec 2026 by Qian" in page.text
    assert page.labels == ["To the slip", "Next", "Back"]


async def test_who_has_answered_needs_no_extension(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    slip = issued(desk)
    asked_for(desk, slip, WANTED)
    await world.settle()
    button = (await lin.last()).button("Approve to Wed, 2 Dec")
    assert button
    handed_in(desk, slip)
    assert "decided already" in (await lin.answer_to(await lin.press(button))).text
    assert "Extensions asked for: 0" in (await ask(world, lin, "/extensions")).text


async def test_nobody_decides_on_their_own_request_or_a_neighbour_s(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    slip = issued(desk)
    asked = asked_for(desk, slip, WANTED, by=desk.lin)
    await world.settle()
    lin, ma = await phones.begun(desk.lin), await phones.begun(desk.ma)
    assert (
        "asked for this extension yourself"
        in (await ask(world, lin, f"/grant {slip.number_text}")).text
    )
    listed = await ask(world, ma, "/extensions")
    assert "Extensions asked for: 0" in listed.text
    for code in ("gx", "jx", "jy", "jz"):
        said = await ma.answer_to(await ma.press_data(listed.id, f"{code}:{asked.id}"))
        assert "not for your post" in said.text
    assert asked_of(desk).decision is Decision.PENDING


async def test_on_a_prompt_it_is_the_date_of_the_matter(world: World, phones: Phones) -> None:
    desk = phones.desk
    slip = _prompt(desk)
    asked_for(desk, slip, WANTED)
    await world.settle()
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/extensions")
    await tap(world, lin, slip.number_text)
    await tap(world, lin, "Approve to Wed, 2 Dec")
    with world.store.reading() as session:
        assert matter_by_number(session, desk.number(0, 0)).due_on == WANTED


def _prompt(desk: Desk) -> Slip:
    """A prompt about a matter's own date, made of a reminder that went out."""
    slip = issued(desk)
    with desk.store.transaction() as session:
        known = session.get_one(Slip, slip_id(slip))
        session.get_one(Matter, known.matter_id).due_on = LIMIT
        known.kind, known.about_on = SlipKind.PROMPT, LIMIT
        known.due_on = known.first_due_on = None
        return known


async def test_in_chinese(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.lin)).language = "zh_CN"
    asked_for(desk, issued(desk), WANTED)
    await world.settle()
    card = await lin.last()
    assert "2026年11月25日 → 2026年12月2日，顺延5个工作日" in card.text
    assert card.labels[0].startswith("同意延至12月2日")
    assert {"改定日期", "不同意", "返回"} <= set(card.labels)
