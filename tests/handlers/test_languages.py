"""The same script in every language: nobody reads a word of another one."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
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


@pytest.mark.parametrize("world", ["zh_CN"], indirect=True)
async def test_every_button_and_command_answers_in_the_readers_language(world: World) -> None:
    """In Chinese; the authority table presses and says them all in English."""
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
    month = await _begun(world)
    await month.enrolment()
    await month.reply_and_review()
    await month.slip()
    await month.ranking()
    await month.circular_and_desk()
    assert month.readers.faults == [], "\n".join(month.readers.faults)


@dataclass
class Month:
    """The clerk, the director, a leader and four liaisons with their telephones."""

    world: World
    readers: Readers
    desk: Desk
    token: str
    phones: list[Chatter]

    async def read(self, what: str) -> None:
        """Everybody reads everything."""
        for phone in self.phones:
            await self.readers.read_chat(what, phone)

    async def says(self, who: int, text: str) -> None:
        """Somebody writes."""
        await ask(self.world, self.phones[who], text)

    async def taps(self, who: int, english: str) -> None:
        """Somebody presses a button of this English name."""
        await tap(self.world, self.phones[who], self.readers.tr.plain(english))

    async def enrolment(self) -> None:
        """A newcomer follows the link; the client's language is none of ours."""
        self.phones.append(await self.world.person("New", id=900, language_code="fr"))
        await self.says(-1, f"/start {self.token}")
        await self.taps(-1, "Yes, that is me")
        await self.read("enrolment")

    async def reply_and_review(self) -> None:
        """One unit answers by two taps, one in words, the others are reminded; one is returned."""
        await self.world.step(at("2026-11-20 09:00"))
        await self.says(TWO, "/tasks")
        await self.taps(TWO, "No change at all")
        await self.taps(TWO, "Confirm and submit")
        await self.says(ONE, "\n".join(f"{self.desk.number(0, matter)} 60%" for matter in range(3)))
        await self.taps(ONE, "Submit")
        await self.world.step(at("2026-11-30 18:00"))
        await self.says(LIN, "/approve")
        await self.says(LIN, f"/return {self.desk.number(0, 1)} 1")
        await self.read("reply and review")

    async def slip(self) -> None:
        """A slip is received, read as a document, answered, and the answer accepted."""
        number = issued(self.desk, 2, 0).number_text
        await self.world.step(at("2026-12-01 10:00"))
        await self.says(THREE, "/slips")
        await self.says(THREE, f"/receive {number}")
        await self.taps(THREE, "Document (PDF)")
        await self.document(THREE, "slip")
        await self.says(THREE, f"/answer {number} 1")
        await self.taps(THREE, "Submit")
        await self.says(LIN, f"/accept {number}")
        await self.read("slip")

    async def ranking(self) -> None:
        """The scores are previewed and published."""
        await self.world.step(at("2026-12-15 10:00"))
        await self.says(ONE, "/rank")
        await self.says(QIAN, "/publish")
        await self.taps(QIAN, "Publish now")
        await self.says(ONE, "/year")
        await self.read("ranking")

    async def circular_and_desk(self) -> None:
        """The circular is drafted, approved and sent; the desk and the brief are opened."""
        await self.says(LIN, "/circular")
        for who, word in ((LIN, "submit"), (QIAN, "approve"), (LIN, "send")):
            await self.says(who, f"/circular {word}")
        await self.document(ONE, "circular")
        for who, command in ((LIN, "office"), (LIN, "board"), (QIAN, "office"), (LEADER, "brief")):
            await self.says(who, f"/{command}")
        await self.read("circular and desk")

    async def document(self, who: int, what: str) -> None:
        """Read the newest PDF that somebody has got."""
        found = [one.media for one in await self.phones[who].chat() if one.media]
        files = [one for one in found if one.mime_type == "application/pdf"]
        await self.readers.read_document(what, files[-1])


LIN, QIAN, LEADER, ONE, TWO, THREE = range(6)


async def _begun(world: World) -> Month:
    office, desk = world.app.office, settle(world.store)
    with world.store.transaction() as session:
        matter_by_number(session, desk.number(0, 0)).due_on = at("2026-11-24 00:00").date()
        all_speak(session, office.language)
        token = _invitation(session, desk)
    people = [desk.lin, desk.qian, desk.leader, *desk.liaisons[:4]]
    opened_chats = [await Phones(world, desk).begun(who) for who in people]
    return Month(world, Readers(world, office.translator(None)), desk, token, opened_chats)


def _invitation(session: Session, desk: Desk) -> str:
    unit = session.get_one(Unit, unit_id(desk.units[3]))
    person = add_person(session, "New")
    appoint(session, person, unit, Role.DEPUTY, None, START)
    return issue(session, [person], 14, None, START)[0].token
