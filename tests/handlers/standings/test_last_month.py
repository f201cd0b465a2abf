"""What was not shown of a month is not told by the arrows of the month after it (DOMAIN §7)."""

import pytest
from sqlmodel import Session

from models.scoring.facts import MonthFacts
from models.scoring.scheme import Scheme
from models.standings.computing import store
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.standings.runs import Run, facts_of, standings_of
from tests.conversation import START, World
from tests.desk import Desk
from tests.handlers.office import Phones, ask, tap
from tests.handlers.standings.city import city, score
from tests.handlers.standings.prepared import OCTOBER

SAME = "＝"


def two_months(desk: Desk, october: Mode | None) -> None:
    """November, published in full, beside an October with the same places."""
    run = score(desk)
    with desk.store.transaction() as session:
        _october(session, run, october)
        publish(session, session.get_one(Run, run.id), Mode.FULL, desk.qian.id or 0, START)


def _october(session: Session, run: Run, mode: Mode | None) -> None:
    facts = MonthFacts(month=str(OCTOBER), units=facts_of(session, run).units)
    made = store(session, run.office_id, facts, Scheme(), run.appeals_until, None, "", START)
    places = {unit.id: one.rank for one, unit in standings_of(session, run)}
    for one, unit in standings_of(session, made):
        one.rank = places[unit.id]
    if mode:
        made.mode, made.published_at = mode, START


@pytest.mark.parametrize(
    ("october", "own", "others"),
    [
        (Mode.FULL, True, True),
        (Mode.OWN, True, False),
        (Mode.BANDS, False, False),
        (Mode.NONE, False, False),
        (None, True, False),
    ],
)
async def test_a_unit_is_told_the_changes_of_places_that_were_shown(
    world: World, october: Mode | None, *, own: bool, others: bool
) -> None:
    desk = city(world)
    two_months(desk, october)
    liaison = await Phones(world, desk).of(desk.liaisons[0])
    page = await ask(world, liaison, "/rank")
    assert "No. 1 of 2" in page.text
    assert (SAME in page.text) is own
    listed = await tap(world, liaison, "Districts and counties")
    assert "2. Unit 3" in listed.text
    assert (SAME in listed.text) is others


async def test_the_office_is_told_all(world: World) -> None:
    desk = city(world)
    two_months(desk, Mode.NONE)
    lin = await Phones(world, desk).of(desk.lin)
    await ask(world, lin, "/rank")
    assert (await tap(world, lin, "Districts and counties")).text.count(SAME) == 2
