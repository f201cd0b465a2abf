"""The same script in every language: nobody reads a word of another one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.simulator.client import Person as Chatter
from locales import LANGUAGES
from models.matters.ledger import matter_by_number
from models.people.invitations import issue
from models.people.posts import Person, Role, add_person, appoint
from models.store import Store
from models.units import Unit, unit_id
from tests.conversation import START, World, opened
from tests.desk import Desk, settle
from tests.handlers.authority_table import BUTTONS, COMMANDS
from tests.handlers.everybody import everybody_of
from tests.handlers.month import at
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import issued
from tests.handlers.tongues import Readers, foreign

OWN_CHOICE = {"lg"}
"""The button that changes the language."""


@pytest.mark.parametrize(
    ("text", "language", "odd"),
    [
        ("退回 Returned by the office", "zh_CN", ["Returned by the office"]),
        ("已審核", "zh_CN", ["審"]),
        ("已审核", "zh_Hant", ["审"]),
        ("Returned 退回", "en", ["退", "回"]),
        ("Wang Wei：发送 /tasks，见 Word 文件 a.docx", "zh_CN", []),
        ("王伟 returned it", "en", []),
    ],
)
def test_a_word_of_another_language_is_noticed(text: str, language: str, odd: list[str]) -> None:
    assert foreign(text, language, {"Wang Wei", "王伟"}) == odd


@pytest.fixture(params=LANGUAGES)
async def world(
    request: pytest.FixtureRequest, sqlite_url: str, tmp_path: Path
) -> AsyncIterator[World]:
    """A program of one language; on one database, for it is about words."""
    store = Store(sqlite_url)
    async with opened(store, tmp_path, language=request.param) as made:
        yield made
    store.close()


def all_speak(session: Session, language: str) -> None:
    """Let everybody be of one language."""
    for person in session.exec(select(Person)):
        person.language = language


async def test_every_button_and_command_answers_in_the_readers_language(world: World) -> None:
    everybody, office = await everybody_of(world), world.app.office
    with world.store.transaction() as session:
        all_speak(session, office.language)
    readers = Readers(world, office.translator(None))
    members = {who: phone for who, phone in everybody.phones.items() if who != "stranger"}
    everybody.pressed |= {
        who: (await ask(world, one, "/whoami")).id for who, one in members.items()
    }
    begun = dict(everybody.pressed)
    for code, row in BUTTONS.items():
        if row.may and code not in OWN_CHOICE:
            who = sorted(row.may)[0]
            answer = await everybody.press(who, row.sample.format(**everybody.ids))
            readers.read(f"{code} answers", answer.text)
            messages = await everybody.phones[who].chat()
            shown = next(one for one in messages if one.id == everybody.pressed[who])
            readers.read_message(f"{code} shows", shown)
    for row in COMMANDS.values():
        await everybody.phones[sorted(row.may)[0]].send(row.sample.format(**everybody.ids))
    await world.settle()
    for who, phone in members.items():
        await readers.read_chat("said", phone, begun[who])
    assert readers.faults == [], "\n".join(readers.faults)


async def test_a_month_from_the_invitation_to_the_brief(world: World) -> None:
    office = world.app.office
    readers = Readers(world, office.translator(None))
    word, desk = readers.tr.plain, settle(world.store)
    with world.store.transaction() as session:
        matter_by_number(session, desk.number(0, 0)).due_on = at("2026-11-24 00:00").date()
        all_speak(session, office.language)
        token = _invitation(session, desk)
    phones = Phones(world, desk)
    people = [desk.lin, desk.qian, desk.leader, *desk.liaisons[:4]]
    lin, qian, leader, one, two, three, four = [await phones.begun(who) for who in people]
    new = await world.person("New", id=900, language_code="fr")

    async def all_read(what: str) -> None:
        for phone in (lin, qian, leader, one, two, three, four, new):
            await readers.read_chat(what, phone)

    await ask(world, new, f"/start {token}")
    await tap(world, new, word("Yes, that is me"))
    await all_read("enrolment")
    await world.step(at("2026-11-20 09:00"))
    await ask(world, two, "/tasks")
    await tap(world, two, word("No change at all"))
    await tap(world, two, word("Confirm and submit"))
    await ask(world, one, "\n".join(f"{desk.number(0, at)} 60%" for at in range(3)))
    await tap(world, one, word("Submit"))
    await all_read("reply")
    await world.step(at("2026-11-30 18:00"))
    await all_read("reminders")
    await ask(world, lin, "/approve")
    await ask(world, lin, f"/return {desk.number(0, 1)} 1")
    await all_read("review")
    slip = issued(desk, 2, 0)
    await world.step(at("2026-12-01 10:00"))
    await ask(world, three, "/slips")
    await ask(world, three, f"/receive {slip.number_text}")
    await tap(world, three, word("Document (PDF)"))
    await _paper(readers, three, "slip")
    await ask(world, three, f"/answer {slip.number_text} 1")
    await tap(world, three, word("Submit"))
    await ask(world, lin, f"/accept {slip.number_text}")
    await all_read("slip")
    await world.step(at("2026-12-15 10:00"))
    await ask(world, one, "/rank")
    await ask(world, qian, "/publish")
    await tap(world, qian, word("Publish now"))
    await ask(world, one, "/year")
    await all_read("ranking")
    await ask(world, lin, "/circular")
    for who, said in ((lin, "submit"), (qian, "approve"), (lin, "send")):
        await ask(world, who, f"/circular {said}")
    await all_read("circular")
    await _paper(readers, one, "circular")
    for phone, command in (
        (lin, "/office"),
        (lin, "/board"),
        (qian, "/office"),
        (leader, "/brief"),
    ):
        await ask(world, phone, command)
    await all_read("desk and brief")
    assert readers.faults == [], "\n".join(readers.faults)


def _invitation(session: Session, desk: Desk) -> str:
    unit = session.get_one(Unit, unit_id(desk.units[3]))
    person = add_person(session, "New")
    appoint(session, person, unit, Role.DEPUTY, None, START)
    return issue(session, [person], 14, None, START)[0].token


async def _paper(readers: Readers, phone: Chatter, what: str) -> None:
    """Read the newest PDF that somebody has got."""
    files = [one for one in await phone.chat() if one.media and one.media.mime_type == PDF]
    await readers.read_document(what, files[-1])


PDF = "application/pdf"
