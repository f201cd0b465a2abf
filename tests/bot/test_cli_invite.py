"""`liaison invite` against a local Telegram."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import select

from bot.simulator.server import serving
from bot.simulator.world import World
from models.people.invitations import Invitation
from models.store import Store
from tests.bot.command_line import CommandLine, Told, liaison

__all__ = ["liaison"]

TOKEN = "5000000001:conversation-of-the-tests"


@pytest.fixture
async def telegram() -> AsyncIterator[str]:
    async with serving(World()) as url:
        yield url


@pytest.fixture
def office(liaison: CommandLine, telegram: str) -> CommandLine:
    """A filled installation that reaches the local Telegram."""
    liaison.filled()
    liaison.set(bot_token=TOKEN, api_base_url=telegram)
    return liaison


async def ask(office: CommandLine, *arguments: object) -> Told:
    return await asyncio.to_thread(office, *arguments)


def read(path: Path) -> tuple[str, int]:
    return path.read_text(encoding="utf-8"), path.stat().st_mode


def stored() -> Store:
    return Store("sqlite:///data/liaison.db")


async def test_json_rows_for_everybody(office: CommandLine) -> None:
    told = await ask(office, "invite", "--all", "--json")
    assert told.code == 0
    assert [row["person"] for row in told.json] == ["李静", "王建国", "赵敏", "孙伟"]
    first = told.json[1]
    assert set(first) == {"person", "unit", "post", "link", "expires"}
    assert first["unit"] == "张店区"
    assert first["post"] == "liaison"
    assert first["link"].startswith("https://t.me/")
    payload = first["link"].split("?start=")[1]
    assert len(payload) <= 64
    expires = datetime.fromisoformat(first["expires"])
    assert abs(expires - datetime.now(UTC) - timedelta(days=14)) < timedelta(minutes=5)
    with stored().reading() as session:
        assert payload not in repr(session.exec(select(Invitation)).all())


async def test_one_unit_one_person_and_nobody(office: CommandLine) -> None:
    unit = await ask(office, "invite", "--unit", "ZD", "--json")
    assert [row["person"] for row in unit.json] == ["王建国", "赵敏"]
    person = await ask(office, "invite", "--person", "孙伟", "--json")
    assert [row["person"] for row in person.json] == ["孙伟"]
    for wrong in (["--unit", "XX"], ["--person", "无此人"], [], ["--all", "--unit", "ZD"]):
        told = await ask(office, "invite", *wrong)
        assert told.code in {1, 2}, wrong
        assert told.err


async def test_a_table_a_workbook_and_a_page(office: CommandLine) -> None:
    table = await ask(office, "invite", "--all")
    assert "王建国" in table.out
    assert "4 links" in table.out
    book = await ask(office, "invite", "--all", "--out", "links.xlsx")
    assert book.code == 0
    rows = CalamineWorkbook.from_path("links.xlsx").get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["Unit", "Post", "Name", "Link"]
    assert len(rows) == 5
    page = await ask(office, "invite", "--all", "--out", "links.html")
    assert page.code == 0
    text, mode = await asyncio.to_thread(read, Path("links.html"))
    assert text.count("<section>") == 4
    assert "Scan with" in text
    assert "扫码" in text
    assert "src=" not in text
    assert mode & 0o077 == 0, "whoever has a link can take the post"
    assert (await ask(office, "invite", "--all", "--out", "links.pdf")).code == 2


async def test_a_new_link_withdraws_the_older_ones(office: CommandLine) -> None:
    await ask(office, "invite", "--all")
    await ask(office, "invite", "--person", "王建国")
    with stored().reading() as session:
        found = session.exec(select(Invitation)).all()
    assert [one.revoked_at is None for one in found].count(True) == 4
    assert len(found) == 5


async def test_without_telegram_no_link_is_made(office: CommandLine) -> None:
    office.set(api_base_url="http://127.0.0.1:1")
    told = await ask(office, "invite", "--all")
    assert told.code == 1
    assert "cannot be reached" in told.err
    with stored().reading() as session:
        assert session.exec(select(Invitation)).all() == []
