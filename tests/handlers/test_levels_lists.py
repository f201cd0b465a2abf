"""四级: lists, searches and numbers are about the level a person stands at, or looks at."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from models.calendar import Month
from models.circulars.circulars import Circular, CircularState
from models.dispatch.opening import open_cycle
from models.experiences.experiences import (
    Experience,
    ExperienceState,
    ExperienceVersion,
    experience_id,
)
from models.media_reports import MediaReport
from models.people.posts import Person, Role, appoint, person_id
from models.slips.ladders import ladder_in_force
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState
from models.standings.runs import Run, run_id
from models.store import Store
from models.units import Unit, unit_id
from tests.conversation import START, World
from tests.desk import CALENDAR, RULES, Desk
from tests.desk import settle as found_city
from tests.handlers.office import Phones, ask, tap

NUMBER = "改提〔2026〕1号"
LISTS = ("/circulars", "/experiences", "/experiences praised", "/media", "/slips")


def plant(session: Session, office: Unit, unit: Unit, by: Person, word: str) -> None:
    """What an office has issued and accepted, each with a word of its own."""
    when: dict[str, Any] = {"office_id": unit_id(office), "month": "2026-10"}
    run = Run(
        **when,
        version=1,
        scheme="",
        scheme_digest="",
        facts_digest="",
        computed_at=START,
        appeals_until=START,
    )
    about: dict[str, Any] = {"office_id": unit_id(office), "unit_id": unit_id(unit)}
    accepted = ExperienceState.ACCEPTED
    praised = Experience(**about, state=accepted, begun_at=START, decided_at=START)
    session.add_all([run, praised])
    session.flush()
    who = person_id(by)
    slip = Slip(
        **about,
        kind=SlipKind.PROMPT,
        cause=word,
        ladder_id=ladder_in_force(session, unit_id(office), RULES.slips, START),
        subject=f"{word} matter",
        heading="改革任务提示单",
        state=SlipState.ISSUED,
        drafted_at=START,
        year=2026,
        number=1,
        number_text=NUMBER,
        signed_at=START,
        issued_on=START.date(),
    )
    circular = Circular(
        **when,
        run_id=run_id(run),
        state=CircularState.ISSUED,
        drafted_at=START,
        drafted_by=who,
        year=2026,
        number=1,
        number_text=f"{word}通〔2026〕1号",
        issued_on=START.date(),
    )
    version = ExperienceVersion(
        experience_id=experience_id(praised),
        version=1,
        title=f"{word} praised",
        person_id=who,
        begun_at=START,
        submitted_at=START,
    )
    report = MediaReport(
        **about,
        title=f"{word} report",
        medium="Daily",
        published_on=date(2026, 11, 2),
        recorded_at=START,
        recorded_by=who,
    )
    session.add_all([slip, circular, version, report])


@pytest.fixture
def desk(store: Store) -> Desk:
    """Both offices have issued the same number; Ma is the district's clerk and its liaison."""
    made = found_city(store, units=1, matters=1)
    with store.transaction() as session:
        office = session.get_one(Unit, unit_id(made.district_office))
        assert open_cycle(session, office, Month(2026, 11), CALENDAR, RULES.dispatch, START)
        plant(session, made.office, made.units[0], made.lin, "CITY")
        plant(session, office, made.village, made.ma, "DISTRICT")
        ma = session.get_one(Person, person_id(made.ma))
        appoint(session, ma, session.get_one(Unit, office.parent_id), Role.LIAISON, None, START)
    return made


async def told(world: World, phone: Any, *, slips: bool = True) -> str:
    """Everything the lists say and their keys, to one person where they stand."""
    said = [await ask(world, phone, command) for command in LISTS if slips or command != "/slips"]
    return "\n".join(f"{one.text} {' '.join(one.labels)}" for one in said)


async def nothing_recorded(world: World, phone: Any) -> None:
    """No media report where somebody only reads, neither by a key of before nor by text."""
    assert "Record one" not in (await ask(world, phone, "/media")).labels
    pressed = await phone.answer_to(await phone.press("Record one"))
    assert "not for your post" in pressed.text
    answer = await ask(world, phone, "/media U0; A window; Daily; 2026-11-02")
    assert "not for your post" in answer.text


async def test_lists_are_about_the_level_stood_at(world: World, desk: Desk) -> None:
    phones = Phones(world, desk)
    lin, ma = await phones.begun(desk.lin), await phones.begun(desk.ma)

    at_home = await told(world, lin)
    assert at_home.count("CITY") == 4
    assert "DISTRICT" not in at_home
    assert "CITY matter" in (await ask(world, lin, f"/slips {NUMBER}")).text
    found = await ask(world, lin, "/find i")
    assert {"Village", "Unit 0"} <= set(found.labels), "each by the month of its own office"

    await ask(world, lin, "/switch DO")
    below = await told(world, lin)
    assert below.count("DISTRICT") == 4
    assert "CITY" not in below
    assert "DISTRICT matter" in (await ask(world, lin, f"/slips {NUMBER}")).text
    assert (await ask(world, lin, "/find 2026")).labels == ["2026-0020"]
    assert not [one for one in (await ask(world, lin, "/selection")).labels if "Begin" in one]
    await nothing_recorded(world, lin)
    assert "/document registers" not in (await ask(world, lin, "/documents")).text
    assert "Register of slips" in (await ask(world, lin, "/slips")).text
    await tap(world, lin, "By unit or number")
    slip = await tap(world, lin, (await ask(world, lin, NUMBER)).labels[0])
    assert "DISTRICT matter" in slip.text

    assert "Circular to send" in (await ask(world, ma, "/switch DO")).text
    own = await told(world, ma)
    assert "CITY" not in own
    assert "Register of slips" in own
    assert "Circular to send" not in (await ask(world, ma, "/switch District")).text
    asked = await ask(world, ma, "/circulars")
    assert asked.labels == ["CITY通〔2026〕1号", "DISTRICT通〔2026〕1号"], "of the office that asks"
    assert "Register of slips" not in (await ask(world, ma, "/slips")).text
