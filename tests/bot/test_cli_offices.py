"""`--office`: the office of a district is served by the same program as that of the city."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import select

from bot.simulator.server import serving
from bot.simulator.world import World
from models.matters.ledger import Matter
from models.store import Store
from models.units import Unit
from tests.bot.command_line import CommandLine, liaison

__all__ = ["liaison"]

HEAD = "单位,编码,类别,上级,姓名,职务,语言\n"
DISTRICT = HEAD + "张店区委改革办,ZDO,改革办,ZD,马丽,工作人员,\n房镇镇,FZ,镇办,ZD,何勇,联络员,\n"
OWN = '[office]\ncontact = "2345678"\n[invitations]\nvalid_days = 3\n'


@pytest.fixture
def two(liaison: CommandLine) -> CommandLine:
    """A city with the office of one of its districts."""
    liaison.filled()
    path = liaison.file("district.csv", DISTRICT)
    assert liaison("import", "roster", path, "--apply").code == 0
    (liaison.folder / "data" / "offices").mkdir()
    liaison.file("data/offices/ZDO.toml", OWN)
    return liaison


def stored() -> dict[str, tuple[str, int | None]]:
    """The names of the units by code, each with its parent's id."""
    with Store("sqlite:///data/liaison.db").reading() as session:
        return {one.code: (one.name, one.parent_id) for one in session.exec(select(Unit))}


def test_a_roster_stays_within_what_the_office_asks(two: CommandLine) -> None:
    before = stored()
    rows = (
        "南定镇,ND,镇办,,周兰,联络员,\n"  # hangs below the district without saying so
        "淄川区,ZC,区县,ZB,冯强,联络员,\n"
        "钱家村,QJ,镇办,ZC,,,\n"
        "张店区,ZD,区县,ZB,冯强,联络员,\n"
        "钱村,QC,基层单位,ND,,,\n"
    )
    path = two.file("roster.csv", HEAD + rows)
    told = two("import", "roster", path, "--office", "张店区委改革办", "--apply")
    assert told.code == 1
    for name in ("淄川区", "钱家村", "张店区"):
        assert f"“{name}” is not a unit this office asks" in told.out
    assert stored() == before
    assert two("import", "roster", path, "--office", "ZDO", "--apply", "--skip-bad").code == 0
    after = stored()
    assert after["ND"][1] == after["FZ"][1]
    assert "QC" in after
    assert "QJ" not in after
    out = two.folder / "own.xlsx"
    assert "4 rows." in two("export", "roster", "--office", "ZDO", "--out", out).out
    again = two("import", "roster", out, "--office", "ZDO", "--json").json
    assert (again["unchanged"], again["faulty"]) == (4, 0)
    unknown = two("import", "roster", path, "--office", "ZDX")
    assert unknown.code == 2
    assert "There is no reform office ZDX. There are: GGB (市委改革办), ZDO" in unknown.err


def test_a_ledger_stays_within_what_the_office_asks(two: CommandLine, tmp_path: Path) -> None:
    with Store("sqlite:///data/liaison.db").reading() as session:
        number = session.exec(select(Matter.number)).first()
    rows = (
        "编号,改革事项,牵头单位,完成时限\n,综合执法进村,房镇镇,2026-11-30\n"
        f",市里的事,淄川区,2026-11-30\n{number},推进镇办综合执法,房镇镇,2026-11-30\n"
    )
    path = two.file("own.csv", rows)
    told = two("import", "ledger", path, "--office", "ZDO", "--apply", "--skip-bad")
    assert "There is no unit “淄川区”" in told.out
    assert f"“{number}” is a matter of a unit this office does not ask" in told.out
    out = tmp_path / "own.xlsx"
    assert "1 matter." in two("export", "ledger", "--office", "ZDO", "--out", out).out
    again = two("import", "ledger", out, "--office", "ZDO", "--json").json
    assert (again["unchanged"], again["faulty"]) == (1, 0)
    assert "3 matters." in two("export", "ledger", "--out", out).out
    assert two("export", "ledger", "--office", "ZDO", "--unit", "ZD", "--out", out).code == 2
    assert "0 slips." in two("export", "slips", "--office", "ZDO", "--out", out).out


@pytest.fixture
async def telegram() -> AsyncIterator[str]:
    async with serving(World()) as url:
        yield url


async def test_invitations_of_one_office(two: CommandLine, telegram: str) -> None:
    two.set(bot_token="5000000001:conversation-of-the-tests", api_base_url=telegram)
    made = await asyncio.to_thread(two, "invite", "--all", "--office", "ZDO", "--json")
    assert [row["person"] for row in made.json] == ["马丽", "何勇"]
    page = two.folder / "page.html"
    told = await asyncio.to_thread(two, "invite", "--all", "--office", "ZDO", "--out", page)
    assert told.code == 0
    text = page.read_text(encoding="utf-8")
    assert "张店区委改革办" in text
    assert "2345678" in text
    outside = await asyncio.to_thread(two, "invite", "--unit", "ZC", "--office", "ZDO")
    assert (outside.code, "does not ask this unit" in outside.err) == (2, True)
    nobody = await asyncio.to_thread(two, "invite", "--person", "孙伟", "--office", "ZDO")
    assert nobody.code == 1
