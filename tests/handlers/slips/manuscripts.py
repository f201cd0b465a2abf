"""Manuscripts of slips and what came of them, for the conversations in which one is written."""

from sqlmodel import col, select

from bot.simulator.client import Person as Chatter
from bot.simulator.seen import Message
from models.slips.manuscripts import Manuscript
from models.slips.slips import Slip
from tests.conversation import World
from tests.handlers.office import ask, tap


def slips(world: World) -> list[Slip]:
    """Every slip there is, in order."""
    with world.store.reading() as session:
        return list(session.exec(select(Slip).order_by(col(Slip.id))))


def paper(world: World) -> Manuscript:
    """The manuscript that was begun last."""
    with world.store.reading() as session:
        newest = select(Manuscript).order_by(col(Manuscript.id).desc())
        return session.exec(newest).all()[0]


async def pressed(phone: Chatter, label: str) -> str:
    """What pops up when a key is pressed that is refused."""
    answer = await phone.answer_to(await phone.press(label))
    assert answer.alert, label
    return str(answer.text)


async def refusal(phone: Chatter, data: str) -> str:
    """What pops up when data is pressed on the newest message."""
    answer = await phone.answer_to(await phone.press_data((await phone.last()).id, data))
    assert answer.alert, data
    return str(answer.text)


async def written(world: World, lin: Chatter) -> Message:
    """An assignment to every department about a subject of its own, at its preview."""
    await ask(world, lin, "/slip")
    await ask(world, lin, "推进公共数据共享")
    await tap(world, lin, "Units 0")
    await tap(world, lin, "All Departments 3")
    await tap(world, lin, "Back")
    await ask(world, lin, "请制定工作方案。\n明确责任人和时间表。")
    return await tap(world, lin, "Preview")
