"""四级: a district's month beside the city's, by rules of its own, from prompt to scores."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.simulator.client import Person as Phone
from models.calendar import Month
from models.dispatch.cycles import Cycle, cycle_of
from models.matters.ledger import matter_by_number
from models.slips.rungs import SlipKind
from models.slips.slips import Slip
from models.standings.runs import newest_run, standings_of
from models.store import Store
from models.units import Unit, unit_id
from tests.conversation import World, opened
from tests.desk import Desk
from tests.desk import settle as found_city
from tests.handlers.month import at
from tests.handlers.office import Phones, ask, tap

MONTH = Month(2026, 11)
OWN = """
[dispatch]
prompt_day = 19
prompt_at = "07:30"
cutoff_working_day = 1
[hours]
opens = "07:30"
closes = "16:00"
[slips.prompt]
number = "区提〔{year}〕{n}号"
"""
"""The district's office is a day earlier than the city's, at work from half past seven."""

TOP = """
[levels]
sees_down = 1
[slips]
authority_basis = "市委改革委〔2026〕3号"
"""
"""The city's office reads one level down; its slips to districts name their basis."""


@dataclass(frozen=True)
class Two:
    """A city and a district at work, with the telephones of a liaison each and of the clerks."""

    world: World
    desk: Desk
    villager: Phone
    liaison: Phone
    lin: Phone
    ma: Phone

    def cycle(self, session: Session, office: Unit) -> Cycle | None:
        """An office's month."""
        return cycle_of(session, unit_id(office), MONTH)


@pytest.fixture
async def two(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Two]:
    """The city's month is open; the district's begins on the morning after."""
    (tmp_path / "offices").mkdir()
    (tmp_path / "offices" / "DO.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "office.toml").write_text(TOP, encoding="utf-8")
    store = Store(sqlite_url)
    desk = found_city(store, units=2, matters=1)
    with store.transaction() as session:
        for number in ("2026-0000", "2026-0030"):  # of unit 0 and of the village
            matter_by_number(session, number).due_on = date(2026, 11, 27)
    async with opened(store, tmp_path) as world:
        phones = Phones(world, desk)
        people = (desk.villager, desk.liaisons[0], desk.lin, desk.ma)
        yield Two(world, desk, *[await phones.begun(person) for person in people])
    store.close()


async def test_a_district_s_month_runs_beside_the_city_s(two: Two) -> None:
    world, desk = two.world, two.desk
    await world.step(at("2026-11-19 07:29"))
    assert "Matter 3.0" not in await two.villager.told()
    await world.step(at("2026-11-19 07:31"))  # the city's office opens an hour later
    prompted = await two.villager.last()
    assert "Nov 2026" in prompted.text or "November 2026" in prompted.text
    with world.store.reading() as session:
        own = two.cycle(session, desk.district_office)
        assert own
        assert own.prompt_at == at("2026-11-19 07:30")

    await ask(world, two.villager, "2026-0030 75% 方案已印发")
    await ask(world, two.villager, "/tasks")
    await tap(world, two.villager, "Submit")
    board = await ask(world, two.ma, "/board")
    assert "Owing 1" not in board.labels

    await world.step(at("2026-12-01 18:01"))
    with world.store.reading() as session:
        own, city = two.cycle(session, desk.district_office), two.cycle(session, desk.office)
        assert own
        assert city
        assert own.closed_at
        assert not city.closed_at
        run = newest_run(session, unit_id(desk.district_office), MONTH)
        assert run
        assert [unit.name for _, unit in standings_of(session, run)] == ["Village"]
        assert newest_run(session, unit_id(desk.office), MONTH) is None
        prompts = session.exec(select(Slip).where(Slip.kind == SlipKind.PROMPT))
        numbers = {slip.office_id: slip.number_text for slip in prompts}
    assert numbers[unit_id(desk.district_office)] == "区提〔2026〕1号"
    assert numbers[unit_id(desk.office)] == "改提〔2026〕1号"


async def test_an_office_reads_as_far_down_as_its_rules_say(two: Two) -> None:
    """One level down is the district, and not the office and the towns in it."""
    refused = await ask(two.world, two.lin, "/switch District Office")
    assert "You are now at" not in refused.text
    assert "Matter 3.0" not in (await ask(two.world, two.lin, "/find 2026-0030")).text
    own = await ask(two.world, two.ma, "/find 2026-0030")
    assert "Matter 3.0" in own.text
