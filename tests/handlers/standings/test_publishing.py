"""/publish: what, to whom, in which mode; confirmed once, or not at all (DOMAIN §3)."""

import pytest

from models.people.posts import person_id
from models.standings.appeals import appeal
from models.standings.corrections import line_of
from models.standings.looking_up import score_of
from models.standings.rules import Mode
from models.standings.runs import Run
from models.units import unit_id
from tests.conversation import START, World
from tests.desk import Desk
from tests.handlers.office import Phones, ask, tap
from tests.handlers.standings.city import city, figures, score, told


@pytest.fixture
def phones(world: World) -> Phones:
    made = Phones(world, city(world))
    score(made.desk)
    return made


def run(desk: Desk, number: int = 1) -> Run:
    """A version as it is stored."""
    with desk.store.reading() as session:
        return session.get_one(Run, number)


async def test_it_says_what_whom_and_how_many_before_it_is_done(
    world: World, phones: Phones
) -> None:
    qian = await phones.of(phones.desk.qian)
    shown = await ask(world, qian, "/publish")
    assert "Publish the scores of November 2026?" in shown.text
    assert "What is published: The full ranking" in shown.text
    assert "Units it reaches: 6. People: 6. Messages: 12." in shown.text
    assert "Units can still appeal" in shown.text
    bands = await tap(world, qian, "Bands only")
    assert "What is published: Bands only" in bands.text
    assert run(phones.desk).published_at is None
    after = await tap(world, qian, "Publish now")
    assert "Published" in after.text
    assert run(phones.desk).mode is Mode.BANDS
    await world.settle()
    assert len(told(phones.desk, "standing_published")) == 6
    assert len(told(phones.desk, "run_published")) == 6


async def test_not_at_all_is_possible(world: World, phones: Phones) -> None:
    sun = await phones.of(phones.desk.sun)
    await ask(world, sun, "/publish")
    nothing = await tap(world, sun, "Nothing is published")
    assert "nobody is told anything" in nothing.text
    await tap(world, sun, "Close without publishing")
    assert run(phones.desk).mode is Mode.NONE
    assert told(phones.desk, "standing_published") == []


async def test_by_text_with_yes(world: World, phones: Phones) -> None:
    qian = await phones.of(phones.desk.qian)
    asked = await ask(world, qian, "/publish 2026-11 own")
    assert "What is published: Own place only" in asked.text
    assert run(phones.desk).published_at is None
    for unclear in ("/publish 2026-13 full yes", "/publish October full yes"):
        assert "Publish the scores of November 2026?" in (await ask(world, qian, unclear)).text
        assert run(phones.desk).published_at is None, "it may mean another month"
    await ask(world, qian, "/publish 2026年11月 本單位 確認")
    assert run(phones.desk).mode is Mode.OWN
    again = await ask(world, qian, "/publish 2026-11 full yes")
    assert "are published; only an appeal changes one" in again.text
    missing = await ask(world, qian, "/publish 2026-09")
    assert "September 2026 are not computed yet" in missing.text


async def test_while_an_appeal_waits_it_cannot_be_published(world: World, phones: Phones) -> None:
    desk, number = phones.desk, run(phones.desk).id or 0
    standing = figures(desk, 0, number)
    with desk.store.transaction() as session:
        one = session.get_one(Run, number)
        line = line_of(score_of(one, standing).lines[0].fact)
        appeal(session, standing, one, line, "why", person_id(desk.liaisons[0]), START)
    qian = await phones.of(desk.qian)
    await ask(world, qian, "/publish")
    told_first = await qian.chat()
    (shown,) = [one for one in told_first if "Publish the scores" in one.text]
    assert "Appeals that wait: 1. They have to be decided first." in shown.text
    assert "Publish now" not in shown.labels
    refused = await qian.answer_to(await qian.press_data(shown.id, f"qy:{number}:full"))
    assert refused.alert
    assert run(desk).published_at is None
    assert unit_id(desk.units[0]) == standing.unit_id


async def test_own_places_come_as_pictures_without_names(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    leader = await phones.begun(phones.desk.leader)
    qian = await phones.of(phones.desk.qian)
    await ask(world, qian, "/publish 2026-11 own yes")
    await world.settle()
    photo = await liaison.last()
    assert photo.media
    assert "No. 1 of 2" in photo.text
    assert photo.labels == ["Open the figures"]
    words = await leader.last()
    assert words.media is None
    assert "No. 1 of 2" in words.text
