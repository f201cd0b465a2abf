"""What the careless and the hostile write: it is said as it is, on paper too, or refused."""

import pytest
from sqlmodel import col, select

from bot.simulator.client import Person as Chatter
from models.outbox import Outbox, Sending
from models.people.posts import Person, person_id
from models.slips.answers import SlipAnswer
from models.slips.signing import sign
from models.slips.slips import Slip, slip_id
from models.units import Unit, unit_id
from tests.conversation import World
from tests.desk import CALENDAR, OPENED, RULES
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import issued

ODD = {
    "emoji": "😀" * 2000,
    "tags": "<b>&amp;</i> <a href='tg://user?id=1'>x</a> " * 80,
    "long": "请于月底前完成。" * 500,
    "right to left": "\u202e\u0645\u0631\u062d\u0628\u0627 abc \u200f\u2066" * 40,
    "signs of typst": '#import "x"; $ \\ @a <b> *_` [x](y) {{x}} {name} %s 〔〕',
    "lines": "一\n\n\n" * 300,
    "astral": "𠮷𠮟𡈽" * 50,
    "controls": "a\u0007\u000b\u001fb\ufffe\ufeff\u2028c",
}
NAME = "<b>极长的单位名称&</b>" + "长" * 100


def not_sent(world: World) -> list[tuple[str, str]]:
    """The messages that failed, or were refused while they were worded."""
    wrong = (Sending.FAILED, Sending.UNKNOWN)
    with world.store.reading() as session:
        rows = session.exec(select(Outbox).where(col(Outbox.state).in_(wrong)))
        return [(row.kind, row.reason) for row in rows if "not found" not in row.reason]


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
async def test_a_demand_is_said_as_it_is(world: World, phones: Phones, odd: str) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        session.get_one(Unit, unit_id(desk.units[1])).name = NAME
    lin, qian = await phones.begun(desk.lin), await phones.begun(desk.qian)
    unit = await phones.begun(desk.liaisons[1])
    for text in ("/slip", odd[:490], "U1", odd):
        await ask(world, lin, text)
    for label in ("Preview", "Document (PDF)", "For signature 1"):
        await lin.answer_to(await lin.press(label))
        await world.settle()
    await world.settle()
    await ask(world, qian, "/sign 1")
    await ask(world, qian, "/change 1")
    signed(world, desk.qian)
    await world.settle()
    assert not_sent(world) == []
    assert "改交〔2026〕1号" in (await unit.chat())[-3].text
    assert [one.media.kind for one in (await unit.chat())[-2:] if one.media] == ["document"] * 2
    await answered(world, unit, odd)
    await ask(world, lin, "/answers")
    assert not_sent(world) == []


async def answered(world: World, unit: Chatter, odd: str) -> None:
    await ask(world, unit, f"/answer 改交〔2026〕1号 {odd}"[:4096])
    await tap(world, unit, "Submit")
    await ask(world, unit, f"/extend 改交〔2026〕1号 12-30 {odd}"[:900])


def signed(world: World, by: Person) -> None:
    with world.store.transaction() as session:
        slips = session.exec(select(Slip)).all()
        looked_at = {slip_id(slip): slip.revision for slip in slips}
        signer = session.get_one(Person, person_id(by))
        sign(session, looked_at, signer, RULES.slips, CALENDAR, OPENED)


async def test_an_older_button_puts_no_newer_draft_away(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    first = await ask(world, liaison, "/answer 改催〔2026〕1号 一")
    old = first.button("Discard the draft")
    assert old
    await ask(world, liaison, "二")
    answer = await liaison.answer_to(await liaison.press_data(first.id, str(old.data)))
    assert "have changed since" in str(answer.text)
    await world.settle()
    with world.store.reading() as session:
        assert [one.text for one in session.exec(select(SlipAnswer))] == ["二"]
