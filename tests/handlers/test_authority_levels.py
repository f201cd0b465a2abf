"""Every button and command across the levels: what a district's is, tried by everybody else.

A district's office does everything in its subtree, and nobody outside learns of it: the city reads
as far down as its rules say, and does nothing there.
"""

import io
import shutil
import zipfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from models.groups import group_at
from models.people.absences import take_leave
from models.people.posts import Person, Post, Role, appoint, person_id, step_down
from models.rules import LevelRules
from models.units import Unit, unit_id
from tests.conversation import START
from tests.databases import Databases
from tests.desk import CALENDAR, OPENED, Desk, settle
from tests.handlers.authority_levels_table import (
    OF_THE_TOP,
    OWN,
    PUBLISHED,
    SEEN,
    SEEN_BY_THE_HEAD,
    SEEN_THERE,
    SENTENCES,
)
from tests.handlers.authority_table import BUTTONS, COMMANDS, NOBODY, Row
from tests.handlers.crowd import STRANGER, Crowd, office_at
from tests.handlers.districts import Cast, District, found_district, planting
from tests.handlers.everybody import cast_of, may_all, prepare
from tests.handlers.straight import Straight, Told

TOP = ("clerk", "director", "deputy_director", "head", "inspector")
"""The posts of the city's office."""

ONLY_READING = frozenset({"head", "inspector"})
"""Those of them who do nothing in an office: they are tried where there is more to read."""

BENEATH = ("town", "village")
"""Who belongs to the district, but to other units than the one that the samples are about."""


@dataclass(frozen=True)
class Founded:
    """A city and its two districts in a file: the east is at work, with something of everything."""

    path: Path
    city: Desk
    east: District
    ids: dict[str, Any]
    outside: dict[str, int]


@pytest.fixture(scope="module")
def founded(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """Found them once; each test plays on a copy."""
    folder = tmp_path_factory.mktemp("levels")
    path = folder / "liaison.db"
    office = office_at(databases.sqlite(path), folder)
    city = settle(office.store, 4, 3)
    west = found_district(city, "West", "Beihe", 6, city.ma)
    east = found_district(city, "East", SECRET, 5, west.lin)
    with planting(SECRET, "东"):
        ids = prepare(east)
    outside = _outside(city, west, east)
    office.store.close()
    return Founded(path, city, east, ids, outside)


SECRET = "Yaxi"


def _outside(city: Desk, west: District, east: District) -> dict[str, int]:
    """The accounts of everybody to whom the east's things are nothing, by what they are."""
    with city.store.transaction() as session:
        cast = Cast(session, 790_000_001)
        district = session.get_one(Unit, east.office.parent_id)
        both = cast.join("Both", session.get_one(Unit, unit_id(city.units[1])), Role.LIAISON)
        appoint(session, both, session.get_one(Unit, unit_id(west.office)), Role.CLERK, None, START)
        people = {
            **{who: cast_of(city)[who] for who in TOP},
            "liaison": city.liaisons[0],
            "leader": city.leader,
            "district": cast.join("District Liaison", district, Role.LIAISON),
            "west_clerk": west.lin,
            "west_director": west.qian,
            "west_liaison": west.liaisons[0],
            "both": both,
            "town": east.liaisons[1],
            "village": east.liaisons[2],
            "former_clerk": _former(session, cast, east.office, Role.CLERK),
            "away": west.sun,
        }
        today = CALENDAR.today(START)
        take_leave(session, session.get_one(Person, west.sun.id), today, today, today, OPENED)
        accounts = {who: person.telegram_id or 0 for who, person in people.items()}
    return accounts | {"stranger": STRANGER}


def _former(session: Session, cast: Cast, unit: Unit, role: Role) -> Person:
    """Somebody who held a post there until now."""
    person = cast.join(f"Former {role}", session.get_one(Unit, unit_id(unit)), role)
    post = session.exec(select(Post).where(Post.person_id == person_id(person))).one()
    step_down(session, post, None, OPENED)
    return person


@asynccontextmanager
async def played(
    founded: Founded, folder: Path, accounts: dict[str, int], sees_down: int | None = None
) -> AsyncIterator[Crowd]:
    """The program at work over a copy, with the city's rules of how far down it reads."""
    shutil.copyfile(founded.path, folder / "liaison.db")
    office = office_at(f"sqlite:///{folder}/liaison.db", folder)
    rules = office.rules.model_copy(update={"levels": LevelRules(sees_down=sees_down)})
    practice = replace(office.practice, rules=rules)
    office = replace(office, practice=practice, practices=replace(office.practices, top=practice))
    east = replace(founded.east, store=office.store)
    straight = await Straight(office).begin()
    crowd = Crowd(east, founded.ids, straight, accounts)
    await crowd.deliver()
    yield crowd
    await straight.end()


async def test_a_district_s_own_do_everything_in_its_subtree(
    founded: Founded, tmp_path: Path
) -> None:
    own = {who: one.telegram_id or 0 for who, one in cast_of(founded.east).items()}
    async with played(founded, tmp_path, own | {"stranger": STRANGER}) as crowd:
        await may_all(crowd, OF_THE_TOP)
        await crowd.deliver()
        assert crowd.undelivered(own.values()) == []


def test_every_row_across_the_levels_is_of_a_button_that_there_is() -> None:
    named = OF_THE_TOP | OWN | PUBLISHED | SEEN_THERE | SEEN_BY_THE_HEAD
    assert named <= set(BUTTONS), named - set(BUTTONS)


async def test_nobody_outside_does_or_learns_anything(founded: Founded, tmp_path: Path) -> None:
    """Where the city reads one level down, which is the district and not what lies in it."""
    async with played(founded, tmp_path, founded.outside, sees_down=1) as crowd:
        await crowd.say("both", "/switch O")
        facts = done(crowd)
        for who in sorted(set(founded.outside) - ONLY_READING):
            await try_foreign(crowd, who, PUBLISHED if who == "district" else NOBODY)
        assert done(crowd) == facts
        for who in sorted(set(founded.outside) - ONLY_READING):
            await try_own(crowd, who)
        assert undone(facts, done(crowd)) == {}
        await in_the_group(crowd)
        for who in sorted(set(crowd.heard) - {*BENEATH, "district"}):
            assert leaks(crowd.heard[who]) == [], who


async def test_the_city_reads_down_and_does_nothing(founded: Founded, tmp_path: Path) -> None:
    """Where its rules let it read all the way: at its own level, and looking at the district's."""
    async with played(founded, tmp_path, founded.outside) as crowd:
        facts = done(crowd)
        for who in TOP:
            await try_foreign(crowd, who, SEEN | SEEN_BY_THE_HEAD if who == "head" else SEEN)
        await crowd.say("clerk", "/switch East Office")
        await try_foreign(crowd, "clerk", SEEN_THERE)
        assert done(crowd) == facts
        assert any(SECRET in text for told in crowd.heard["clerk"] for text in told.shown)
        await try_own(crowd, "clerk")
        assert undone(facts, done(crowd)) == {}


async def try_foreign(crowd: Crowd, who: str, seen: frozenset[str]) -> None:
    """Press and say whatever names something of the district's; it can be read if it is `seen`."""
    for code, one in BUTTONS.items():
        if is_foreign(one, who) and code not in OF_THE_TOP | OWN:
            told = await crowd.press(who, one.sample.format(**crowd.ids))
            assert told.alert != (code in seen), f"{who} presses {code}: {told.text}"
            assert code in seen or leaks([told]) == [], f"{who} reads {code}"
    for one in [*COMMANDS.values(), *SENTENCES]:
        if is_foreign(one, who):
            await crowd.say(who, one.sample.format(**crowd.ids))
    heard = len(crowd.heard[who])
    await crowd.deliver()
    assert seen or leaks(crowd.heard[who][heard:]) == [], f"{who} reads what is not theirs"


def is_foreign(one: Row, who: str) -> bool:
    """Whether a sample names something of the district's that is not this person's."""
    return "{" in one.sample and not (who in BENEATH and "other" in one.may)


async def try_own(crowd: Crowd, who: str) -> None:
    """Press and say whatever names nothing: it is about one's own."""
    for code, one in BUTTONS.items():
        if "{" not in one.sample and code not in OWN:
            await crowd.press(who, one.sample)
    for one in [*COMMANDS.values(), *SENTENCES]:
        if "{" not in one.sample:
            await crowd.say(who, one.sample)
    await crowd.deliver()


async def in_the_group(crowd: Crowd) -> None:
    """Write commands into the notice board of the district's office: it stays what it is."""
    board = crowd.ids["board_chat"]
    for account in crowd.accounts.values():
        for text in ("/bind", "/unbind", "/groups", "/board", "/rank"):
            assert leaks([await crowd.straight.say(account, text, board)]) == []
    await crowd.deliver()
    with crowd.desk.store.reading() as session:
        group = group_at(session, board)
        assert group
        assert (group.office_id, group.asked_by) == (crowd.desk.office.id, crowd.desk.lin.id)


def done(crowd: Crowd) -> dict[str, set[str]]:
    """Everything that is stored but for the level at which a reader stands."""
    return {name: set(rows) for name, rows in crowd.facts().items() if name != "standpoint"}


def undone(before: dict[str, set[str]], after: dict[str, set[str]]) -> dict[str, set[str]]:
    """The rows that are no more as they were."""
    return {name: rows - after[name] for name, rows in before.items() if rows - after[name]}


def leaks(heard: Iterable[Told]) -> list[str]:
    """Whatever of it holds the district's word."""
    texts = [text for told in heard for text in [told.text, *told.shown]]
    files = [text for told in heard for file in told.files for text in texts_in(file)]
    return [text[:300] for text in [*texts, *files] if SECRET in text]


def texts_in(file: bytes) -> Iterable[str]:
    """The parts of a workbook or a Word file; a picture or a PDF has none that can be searched."""
    if file.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            return [parts.read(name).decode(errors="replace") for name in parts.namelist()]
    return []
