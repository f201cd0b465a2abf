"""Every button across the levels: a district's town in the city, the city in a district's round."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models.dispatch.handing_in import answer, hand_in, rest_unchanged
from models.dispatch.opening import open_cycle
from models.dispatch.progress import Source
from models.dispatch.returns import Return, items_of
from models.people.posts import person_id
from models.scoring.scheme import Scheme
from models.standings.computing import compute
from models.standings.rules import StandingRules
from models.standings.runs import run_id, standing_of
from models.store import Store
from models.units import Unit, unit_id
from tests.conversation import START, opened
from tests.desk import CALENDAR, HALF, MONTHS, OPENED, RULES, Desk
from tests.handlers.authority_table import BUTTONS
from tests.handlers.everybody import Everybody, everybody_of
from tests.handlers.office import Phones
from tests.handlers.standings.prepared import NOVEMBER

TOP_STAFF = ("clerk", "director", "deputy_director")


@pytest.fixture
async def everybody(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Everybody]:
    """All kinds of people in a city at work, and the liaison of a district's town."""
    store = Store(sqlite_url)
    async with opened(store, tmp_path) as world:
        made = await everybody_of(world)
        villager = await Phones(world, made.desk).begun(made.desk.villager)
        made.phones["villager"] = villager
        made.pressed["villager"] = (await villager.last()).id
        yield made
    store.close()


async def test_across_the_levels_nobody_does_anything(everybody: Everybody) -> None:
    """What a liaison of the city may not press, one of a town elsewhere may not either.

    What a district's office does, the city's office may read and not do.
    """
    theirs = await asyncio.to_thread(of_the_district, everybody.desk)
    facts, row = done(everybody), everybody.last_row()
    for code, one in BUTTONS.items():
        if "other" not in one.may:
            pressed = await everybody.press("villager", one.sample.format(**everybody.ids))
            assert pressed.alert, f"the villager was not told that {code} is not for them"
    for sample in about(theirs):
        for who in TOP_STAFF:
            await everybody.press(who, sample.format(**theirs))
        pressed = await everybody.press("liaison", sample.format(**theirs))
        assert pressed.alert, f"a liaison of the city was not told that {sample} is not for them"
    await everybody.world.settle()
    assert done(everybody) == facts
    assert everybody.unhandled() == []
    assert everybody.kinds_since(row) <= SHOWN


def done(everybody: Everybody) -> dict[str, list[str]]:
    """Everything that is stored but for the level at which a reader stands."""
    return {name: rows for name, rows in everybody.facts().items() if name != "standpoint"}


SHOWN = {
    *("refused", "board_file", "board_picture", "standing_said", "standing_card", "run_picture"),
    *("register_file", "year_book"),
}
"""What reading makes, and refusing."""


def about(theirs: dict[str, Any]) -> Iterable[str]:
    """The samples that speak of nothing but what a district has."""
    for one in BUTTONS.values():
        names = set(re.findall(r"{(\w+)}", one.sample))
        if names and names <= set(theirs):
            yield one.sample


def of_the_district(desk: Desk) -> dict[str, Any]:
    """The district's month: the village has answered, and scores are computed."""
    with desk.store.transaction() as session:
        office = session.get_one(Unit, unit_id(desk.district_office))
        cycle = open_cycle(session, office, NOVEMBER, CALENDAR, RULES.dispatch, OPENED)
        assert cycle
        one = session.exec(select(Return).where(Return.cycle_id == cycle.id)).one()
        source = Source(person_id=person_id(desk.villager), now=OPENED)
        item, matter = items_of(session, one.id or 0)[0]
        answer(session, one, (item, matter), HALF, source, MONTHS)
        rest_unchanged(session, one, source)
        hand_in(session, one, source, MONTHS)
        run = compute(session, office, NOVEMBER, Scheme(), StandingRules(), CALENDAR, None, START)
        standing = standing_of(session, run, unit_id(desk.village))
        assert standing
        return {
            "cycle": cycle.id,
            "return": one.id,
            "open_return": one.id,
            "item": item.id,
            "open_item": item.id,
            "version": item.progress_id,
            "matter": matter.id,
            "unit": unit_id(desk.village),
            "owing": unit_id(desk.village),
            "city": unit_id(desk.district_office),
            "run": run_id(run),
            "standing": standing.id,
        }
