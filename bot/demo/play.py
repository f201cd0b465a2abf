"""Puts the demo on: the local Telegram as one process, the bot with its stage as another."""

import asyncio
import contextlib
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App, build
from bot.clock import SteppedClock
from bot.demo.city import City, found_city
from bot.demo.district import found_district
from bot.demo.experiences import write_experiences
from bot.demo.ledger import write_ledger
from bot.demo.names import Names
from bot.demo.past import write_past
from bot.demo.scores import write_scores
from bot.demo.slips import write_slips
from bot.demo.stage import Stage, application
from bot.settings import Settings, Updates, load
from bot.simulator.client import Door
from bot.simulator.server import listening
from models.calendar import Calendar, Month
from models.migrating import upgrade
from models.rules import MessageRules

OFFICE_FILE = Path(__file__).with_name("office.toml")
TOKEN = "5000000001:the-demo-needs-no-token"  # noqa: S105  it opens nothing but the simulator
ZONE = ZoneInfo("Asia/Shanghai")
PACE = MessageRules.model_construct(per_second=200.0, per_chat_seconds=0.1, per_group_minute=1000)
"""The local Telegram has no limits, and a newcomer does not want to wait."""


class DemoError(Exception):
    """The demo cannot be put on; the words say why and what to do."""


def opening_moment(today: date, calendar: Calendar) -> datetime:
    """The afternoon before the month's prompt: 16:30 on the 19th of the month that `today` is in.

    Where the year's holidays are not published yet it is the same month of the last year that is.
    """
    month = Month.of(today)
    while calendar.provisional(month.plus(1).year):
        month = month.plus(-12)
    return calendar.at(month.first + timedelta(days=18), time(16, 30))


async def play(
    port: int, language: str, start: datetime | None, ready: Callable[[str], None]
) -> None:
    """Put the demo on until SIGINT or SIGTERM; `ready` gets the page's address.

    DemoError when the port is taken or the local Telegram does not start.
    """
    with tempfile.TemporaryDirectory(prefix="liaison-demo-") as folder:
        async with _on_stage(Path(folder), port, language, start) as page:
            asked = asyncio.Event()
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, asked.set)
            ready(page)
            await asked.wait()


@contextlib.asynccontextmanager
async def _on_stage(
    folder: Path, port: int, language: str, start: datetime | None
) -> AsyncIterator[str]:
    stage_port = _free_port()
    async with _local_telegram(port, stage_port) as page, Door(page) as door:
        settings = _settings(folder, page, language)
        clock = SteppedClock(start or opening_moment(datetime.now(ZONE).date(), Calendar(ZONE)))
        await asyncio.to_thread(upgrade, settings.database)
        app = build(settings, clock, PACE)
        city = await asyncio.to_thread(_found, app, language)
        await _enter(door, city, clock)
        await app.start()
        try:
            stage = Stage(app, clock, city, door)
            async with listening(application(stage), stage_port):
                yield page
        finally:
            await app.stop()


def _settings(folder: Path, telegram: str, language: str) -> Settings:
    """Every setting by hand, so that the demo is the same whatever is set for a real bot."""
    return load(
        _env_file=None,
        bot_token=TOKEN,
        database_url=f"sqlite:///{folder / 'liaison.db'}",
        api_base_url=telegram,
        api_file_url="",
        timezone=ZONE,
        language=language,
        office_file=OFFICE_FILE,
        data_dir=folder,
        updates=Updates.POLLING,
        proxy="",
    )


def _found(app: App, language: str) -> City:
    """The city with its ledger and its past, in one transaction."""
    office = app.office
    now, names = office.clock.now(), Names(language)
    with office.store.transaction() as session:
        city = found_city(session, names, now)
        write_ledger(session, city.units, names, office.calendar.today(now))
        write_past(session, city, names, now, office.calendar, office.rules)
        write_slips(session, city, names, now, office.calendar, office.rules.slips)
        write_scores(session, city, office.practice, Month.of(office.calendar.today(now)))
        rules = office.rules.experiences
        write_experiences(session, city, names, now, office.calendar, rules)
        found_district(session, city, names, now)
    return city


async def _enter(door: Door, city: City, clock: SteppedClock) -> None:
    """Everybody joins the local Telegram and has written to the bot before."""
    await door.clock(now=clock.now())
    for player in city.players:
        code = "zh-hans" if (player.person.language or "").startswith("zh") else "en"
        await door.person(
            player.person.name, id=player.telegram_id, language_code=code, started=True
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.asynccontextmanager
async def _local_telegram(port: int, stage_port: int) -> AsyncIterator[str]:
    """The simulator in a process of its own; yields its address once it answers."""
    stage = f"http://127.0.0.1:{stage_port}"
    command = (sys.executable, "-m", "bot.simulator", "--port", str(port), "--stage", stage)
    process = await asyncio.create_subprocess_exec(
        *command, "--token", TOKEN, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout  # noqa: S101  it is a pipe
    assert process.stderr  # noqa: S101  it is a pipe
    try:
        first = (await process.stdout.readline()).decode()
        if "http" not in first:
            why = (await process.stderr.read()).decode().strip().splitlines()
            raise DemoError(why[-1] if why else "the local Telegram did not start")
        yield first.split()[-1]
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
