"""Each queue of the desk is worked off card by card, to its end and back to the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.simulator.client import Person as Chatter
from bot.simulator.seen import Message
from models.store import Store
from tests.busy import make_busy
from tests.conversation import World, opened
from tests.desk import Counted, Desk
from tests.handlers.office import Phones, ask, tap

TOO_MANY = 90
"""Statements of a desk with everything on it; measured about 60."""

QUEUES = [
    ("qian", "To sign", "Draft", ("Sign",)),
    ("zhou", "To sign", "Draft", ("Sign",)),
    ("lin", "To review", "2026-", ("Approve",)),
    ("lin", "Slip answers", "改催", ("Approve",)),
    ("lin", "Extensions", "改催", ("Refuse", "Put off before")),
    ("lin", "Slip drafts", "Draft", ("Submit", "Next")),
]
"""Who works a queue off, its name, how the keys of its list begin, and the keys that decide."""


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    """On one database, for it is about cards and keys."""
    made = Store(sqlite_url)
    yield made
    made.close()


@pytest.mark.parametrize(("who", "queue", "first", "decides"), QUEUES)
async def test_a_queue_is_worked_off_to_its_end(
    world: World, phones: Phones, who: str, queue: str, first: str, decides: tuple[str, ...]
) -> None:
    make_busy(phones.desk)
    phone = await phones.begun(getattr(phones.desk, who))
    shown = await ask(world, phone, "/office")
    listed = await tap(world, phone, begins(shown, queue))
    n = int(begins(shown, queue).rpartition(" ")[2])
    assert n == 3
    card = await tap(world, phone, begins(listed, first))
    for left in range(n, 0, -1):
        assert f"1 of {left}" in card.text
        card = await decided(world, phone, decides)
    assert card.labels == ["Back to the desk"]
    desk = await tap(world, phone, "Back to the desk")
    assert "Reform Office" in desk.text
    assert not [label for label in desk.labels if label.startswith(queue)]


async def decided(world: World, phone: Chatter, keys: tuple[str, ...]) -> Message:
    """Press one key after the other on the card."""
    for key in keys:
        card = await tap(world, phone, key)
    return card


def begins(message: Message, words: str) -> str:
    """The first label of a message that begins so."""
    return next(label for label in message.labels if label.startswith(words))


async def test_next_goes_round_and_the_card_says_where_it_stands(
    world: World, phones: Phones
) -> None:
    make_busy(phones.desk)
    lin = await phones.begun(phones.desk.lin)
    listed = await ask(world, lin, "/extensions")
    card = await tap(world, lin, begins(listed, "改催"))
    for place in ("2 of 3", "3 of 3", "1 of 3"):
        card = await tap(world, lin, "Next")
        assert place in card.text
    assert "Extensions asked for: 3" in (await tap(world, lin, "Back")).text


async def test_what_has_no_room_on_the_desk_is_a_key_away(world: World, phones: Phones) -> None:
    make_busy(phones.desk)
    qian = await phones.begun(phones.desk.qian)
    shown = await ask(world, qian, "/office")
    assert shown.text.count("\n") < 16
    assert "\nPeople not linked: 1 · Units owing: 2\n" in shown.text
    assert "Units owing 2" not in shown.labels
    every = await tap(world, qian, "All 9 kinds")
    assert "\nPeople not linked: 1\nUnits owing: 2" in every.text
    owing = await tap(world, qian, "Units owing 2")
    assert "Unit 3" in owing.text


async def statements_of(desk: Desk, folder: Path) -> tuple[int, int]:
    """How many statements the desk of the director takes, and its lines."""
    async with opened(desk.store, folder) as world:
        qian = await Phones(world, desk).begun(desk.qian)
        with Counted(desk.store) as seen:
            shown = await ask(world, qian, "/office")
        return len(seen.statements), shown.text.count("\n") + 1


async def test_the_desk_takes_the_same_statements_for_little_and_for_much(
    databases_of_two_sizes: tuple[Desk, Desk], tmp_path: Path
) -> None:
    small, large = databases_of_two_sizes
    empty, _ = await statements_of(small, tmp_path)
    make_busy(small)
    make_busy(large)
    little, much = [await statements_of(desk, tmp_path) for desk in (small, large)]
    assert empty <= little[0] == much[0] < TOO_MANY
    assert max(little[1], much[1]) <= 16
