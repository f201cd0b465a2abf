"""From Telegram to the conversations and back, with all that goes wrong on the way."""

import asyncio
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from sqlmodel import col, select
from telegram.error import TelegramError

from bot.app import build
from bot.settings import SettingsError, load
from bot.simulator.client import Door
from bot.simulator.server import serving
from bot.simulator.world import World as Telegram
from bot.telegram_bot import TelegramBot
from models.inbox import Hearing, Inbox
from models.store import Store
from tests.conversation import START, TOKEN, World, opened
from tests.waiting import PATIENCE, until


def heard(store: Store) -> list[Inbox]:
    with store.reading() as session:
        return list(session.exec(select(Inbox).order_by(col(Inbox.update_id))))


async def test_a_stranger_is_answered_once_however_the_update_is_repeated(world: World) -> None:
    await world.door.fault("duplicate", times=3)
    anna = await world.person("Anna", language_code="en")
    await anna.send("hello")
    await world.settle()
    assert [row.state for row in heard(world.store)] == [Hearing.DONE]
    assert len([one for one in await anna.chat() if one.from_bot]) == 1


async def test_an_update_nobody_can_read_blocks_nobody(world: World) -> None:
    anna = await world.person("Anna", language_code="en")
    await world.door.update({"message": {"message_id": 1, "text": "neither date nor chat"}})
    await anna.send("hello")
    await world.settle()
    assert [row.state for row in heard(world.store)] == [Hearing.QUARANTINED, Hearing.DONE]
    assert (await anna.last()).from_bot


async def test_what_was_kept_and_not_handled_is_handled_after_the_start(
    store: Store, tmp_path: Path
) -> None:
    async with opened(store, tmp_path) as world:
        anna = await world.person("Anna", id=501, language_code="en")
        await anna.send("hello")
        await world.settle()
        left_over = json.loads(heard(store)[0].raw) | {"update_id": 1}
    with store.transaction() as session:
        session.add(Inbox(update_id=1, raw=json.dumps(left_over), received_at=START))
    async with opened(store, tmp_path) as world:
        await world.person("Anna", id=501, started=True)
        await until(lambda: heard(store)[0].state is not Hearing.NEW)
    assert {row.state for row in heard(store)} == {Hearing.DONE}


async def test_the_program_ends_in_order_when_asked_and_says_that_it_lives(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with serving(Telegram()) as url, Door(url) as door:
        program = await started(sqlite_url, url, tmp_path)
        anna = await door.person("Anna", language_code="en")
        await anna.send("hello")
        await anna.wait(lambda _: True, timeout=PATIENCE)
        await until((tmp_path / "health").exists)
        told = json.loads((tmp_path / "health").read_text())
        program.terminate()
        assert await asyncio.wait_for(program.wait(), PATIENCE) == 0
    assert set(told) == {"alive_at", "telegram_at"}
    assert not (tmp_path / "health").exists(), "a supervisor sees that nothing runs"
    log = (tmp_path / "log").read_text()
    assert "asked to end" in log
    assert TOKEN not in log
    assert "hello" not in log


async def started(database_url: str, url: str, folder: Path) -> asyncio.subprocess.Process:
    """The program as an operator starts it."""
    command = (str(Path(sys.executable).with_name("liaison")), "run")
    settings = {
        "LIAISON_BOT_TOKEN": TOKEN,
        "LIAISON_DATABASE_URL": database_url,
        "LIAISON_API_BASE_URL": url,
        "LIAISON_DATA_DIR": str(folder),
        "LIAISON_HEALTH_FILE": str(folder / "health"),
    }
    with (folder / "log").open("w") as log:
        return await asyncio.create_subprocess_exec(
            *command, env=os.environ | settings, cwd=folder, stderr=log
        )


async def test_a_wrong_token_is_said_plainly(world: World, tmp_path: Path) -> None:
    settings = load(
        _env_file=None, bot_token="wrong", api_base_url=world.door.base_url, data_dir=tmp_path
    )
    with pytest.raises(SettingsError, match="LIAISON_BOT_TOKEN: Telegram does not know it"):
        await build(settings, world.clock).start()


async def test_a_second_program_with_the_same_token_is_named(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    other = TelegramBot(TOKEN, base_url=f"{world.door.base_url}/bot")
    async with other:

        async def named() -> bool:
            with suppress(TelegramError):  # whichever of the two polls came first
                await other.get_updates(timeout=0)
            return "another program polls with the same token" in caplog.text

        await until(named)
