"""The half-year's selection: shortlist, jury, votes, the tie before the director, the archive."""

import re
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import select

from bot.simulator.client import Person
from models.experiences.experiences import Experience
from models.experiences.selections import Selection
from models.experiences.voting import JuryVote
from models.outbox import Outbox
from models.rules import Rules
from tests.conversation import World
from tests.handlers.experiences.prepared import taken
from tests.handlers.office import Phones, ask, tap

TITLES = ("First", "Second", "Third")


def votes(world: World) -> int:
    """How many votes are stored."""
    with world.store.reading() as session:
        return len(session.exec(select(JuryVote)).all())


@dataclass
class Cast:
    """Those who take part, with their telephones."""

    clerk: Person
    director: Person
    juror: Person
    silent: Person
    reader: Person


async def cast_of(phones: Phones) -> Cast:
    """The clerk prepares; the director, a liaison and an inspector are the jury."""
    desk = phones.desk
    people = (desk.lin, desk.qian, desk.liaisons[0], desk.he, desk.liaisons[2])
    return Cast(*[await phones.begun(person) for person in people])


async def prepared(world: World, phones: Phones, cast: Cast) -> None:
    """Three on the shortlist, three jurors with two votes each, one place."""
    desk, clerk = phones.desk, cast.clerk
    with desk.store.transaction() as session:
        for n, title in enumerate(TITLES):
            taken(session, desk, n, title)
    await world.settle()
    none = await ask(world, cast.reader, "/selection")
    assert "No selection has been begun" in none.text
    await ask(world, clerk, "/selection begin")
    await tap(world, clerk, "Shortlist")
    for number in (1, 2, 3):
        await tap(world, clerk, f"+ {number}")
    await tap(world, clerk, "Back")
    await tap(world, clerk, "Jury")
    await ask(world, clerk, "liaison 0")
    await tap(world, clerk, "+ Liaison 0")
    await ask(world, clerk, "/selection jury He")
    await ask(world, clerk, "/selection jury Qian")
    with world.store.transaction() as session:
        selection = session.exec(select(Selection)).one()
        selection.places, selection.votes = 1, 2
    await ask(world, clerk, "/selection")
    await tap(world, clerk, "Let the jury vote")
    await tap(world, clerk, "Let the jury vote")
    await world.settle()


async def voted(world: World, cast: Cast) -> None:
    """Not for one's own unit, not twice, not more than allowed; changed until the close."""
    juror, director = cast.juror, cast.director
    called = await juror.last()
    assert "You are on the jury: 0 of 2" in called.text
    assert "Votes to cast: 1" in (await ask(world, cast.silent, "/office")).text
    assert "Votes to cast: 1" in (await ask(world, juror, "/start")).text
    called = await tap(world, juror, "Votes to cast 1")
    assert not called.button("✓ 1"), "one's own unit"

    assert "hold a post yourself" in (await ask(world, juror, "/selection vote 1")).text
    await tap(world, juror, "✓ 2")
    await ask(world, juror, "/selection vote 2")
    assert votes(world) == 1, "the same vote twice is one"
    await ask(world, juror, "/selection vote 3")
    assert votes(world) == 2
    await ask(world, juror, "/selection unvote 3")
    assert votes(world) == 1, "changed until the close"
    await ask(world, director, "/selection vote 1 3")
    assert "You have 2 votes" in (await ask(world, director, "/selection vote 2")).text
    await ask(world, director, "/selection unvote 1")
    assert "Votes to cast" not in (await ask(world, juror, "/start")).text


async def kept_secret(world: World, cast: Cast) -> None:
    """Nobody learns a count before the close."""
    clerk, director = cast.clerk, cast.director
    page = await ask(world, clerk, "/selection")
    assert "Voted: 2 of 3" in page.text
    assert "secret until the close" in page.text
    assert "✓" not in page.text
    refused = await ask(world, director, "/selection confirm")
    closes = re.search(r"The vote closes (.+)\.", page.text)
    assert closes
    assert f"still runs until {closes[1]};" in refused.text


async def closed(world: World, cast: Cast) -> None:
    """Who had not voted was reminded once; afterwards it is too late."""
    silent = cast.silent
    days = Rules().experiences.voting_days
    await world.step(world.clock.now() + timedelta(days=days + 3))
    with world.store.reading() as session:
        kinds = [row.kind for row in session.exec(select(Outbox))]
    assert kinds.count("jury_reminder") == 1, "who has not voted, once"
    assert any("0 of 2 votes given" in one.text for one in await silent.chat())
    late = await ask(world, silent, "/selection vote 2")
    assert "The vote is closed." in late.text
    assert votes(world) == 2


async def decided(world: World, cast: Cast) -> None:
    """The tie is the director's; the result is told to everybody and marked."""
    clerk, director, reader = cast.clerk, cast.director, cast.reader
    assert "Votes to confirm: 1" in (await ask(world, director, "/office")).text
    page = await ask(world, director, "/selection")
    assert "Tied for the last places (=): 2. The director chooses 1" in page.text
    assert not page.button("Confirm and announce")
    assert "choose among these first" in (await ask(world, director, "/selection confirm")).text
    assert not (await ask(world, clerk, "/selection")).button("+ 3"), "the director's alone"
    await ask(world, director, "/selection")
    await tap(world, director, "+ 3")
    await tap(world, director, "Confirm and announce")
    await tap(world, director, "Confirm and announce")
    await world.settle()
    told = (await reader.last()).text
    assert "3. Third" in told
    assert "2. Second" not in told
    with world.store.reading() as session:
        marked = [one.selected_until for one in session.exec(select(Experience).order_by("id"))]
    assert marked == ["", "", "2026-12"]
    assert "🏅" in (await ask(world, reader, "/experiences")).text


async def test_from_the_shortlist_to_the_archive(world: World, phones: Phones) -> None:
    cast = await cast_of(phones)
    await prepared(world, phones, cast)
    await voted(world, cast)
    await kept_secret(world, cast)
    await closed(world, cast)
    await decided(world, cast)
