"""A notice that asks: what was chosen in all chats stands on one page and in the workbook."""

from tests.conversation import World
from tests.handlers.notices.room import Room, entered


async def _sent(room: Room) -> None:
    """A notice with a named poll and an anonymous one."""
    await room.says(room.lin, "/notice", "Please vote.")
    await room.asks("Monday", "Tuesday", "Never")
    await room.asks("Early", "Late", anonymous=True, multiple=True)
    answer = await room.says(room.lin, "done", "to U0, U1", "send")
    assert "send to all" in answer.text
    answer = await room.says(room.lin, "send to all")
    assert "Recipients: 2" in answer.text


async def test_answers_of_all_copies_are_added_up(world: World) -> None:
    room = await entered(world)
    await _sent(room)
    named, secret = await room.polls(room.wang)
    await room.wang.vote(named, 0)
    await room.wang.vote(secret, 0, 1)
    await world.settle()
    page = await room.says(room.lin, "/notices 1")
    assert "Poll results" in page.labels
    page = await room.taps(room.lin, "Poll results")
    assert "Poll 1 of 2: When is it?" in page.text
    assert "Monday: 1 (100%)" in page.text
    assert "Have answered: 1" in page.text
    assert "Unit 1 · Liaison 1: no answer yet" in page.text
    assert "Unit 0 · Liaison 0: Monday" in page.text
    named, secret = await room.polls(room.sun)
    await room.sun.vote(named, 1)
    await room.sun.vote(named, 2)
    await room.sun.vote(secret, 1)
    await room.says(room.wang, "/notices")
    await room.taps(room.wang, "1")
    again = (await room.polls(room.wang))[2]
    await room.wang.vote(again, 1)
    await world.settle()
    page = await room.says(room.lin, "/notices 1 poll")
    assert "Monday: 0" in page.text, "the poll that came last counts"
    assert "Tuesday: 1 (50%)" in page.text
    assert "Unit 1 · Liaison 1: Never" in page.text
    assert "no answer yet" not in page.text
    page = await room.taps(room.lin, "Poll 2")
    assert "Late: 2 (100%)" in page.text
    assert "nobody is told who chose what" in page.text
    assert "Liaison" not in page.text
    answer = await room.says(room.lin, "/notices 1 poll 3")
    assert "no longer there" in answer.text
    answer = await room.says(room.wang, "/notices 1 poll")
    assert "Notices you received" in answer.text
