"""What `tests.proofs.notices` sends: a notice to a thousand, not all of them within reach."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session

from bot.simulator.client import Door
from models.groups import GroupChat
from models.migrating import upgrade
from models.notices.audiences import Audience
from models.notices.content import Content, Text
from models.notices.drafting import Terms, address, draft, settle_terms
from models.notices.notices import notice_id
from models.notices.rules import NoticeRules
from models.notices.sending import send
from models.people.posts import Role, add_person, appoint, person_id
from models.rules import HoursRules, Rules
from models.store import Store
from models.units import Cohort, Unit, add_unit, unit_id
from tests.proofs.stage import OFFICE_TOML, ZONE, Stage, simulator

PEOPLE, GROUPS, BLOCKED = 980, 20, 50
"""A thousand recipients: 5 % have blocked the bot, 2 % are groups that became supergroups."""

FIRST_CHAT = 10_000
CALENDAR = Rules(hours=HoursRules(opens=None, closes=None)).calendar_in(ZONE)
SAYS = Content(parts=(Text(html="Please send the <b>list</b> &amp; the plan."),))


@dataclass(frozen=True)
class Broadcast(Stage):
    """A stage with a notice on its way; `moved` is each group's chat by what it was before."""

    notice: int
    people: frozenset[int]
    blocked: frozenset[int]
    moved: dict[int, int]

    def environment(self) -> dict[str, str]:
        """The settings of a program, with the database of this stage."""
        return super().environment() | {"LIAISON_DATABASE_URL": self.store.url}

    @property
    def reachable(self) -> frozenset[int]:
        """Every chat that can have it."""
        return (self.people - self.blocked) | frozenset(self.moved.values())


@asynccontextmanager
async def announced(folder: Path, database: str) -> AsyncIterator[Broadcast]:
    """An office with its people and groups in a simulator, and a notice to all of them."""
    (folder / "office.toml").write_text(OFFICE_TOML)
    upgrade(database)
    store = Store(database)
    async with simulator() as url, Door(url) as door:
        people = range(FIRST_CHAT, FIRST_CHAT + PEOPLE)
        moved = await _gather(door, people)
        blocked = frozenset(people[7 :: PEOPLE // BLOCKED][:BLOCKED])
        for chat in blocked:
            await (await door.person("", id=chat)).block()
        with store.transaction() as session:
            notice = _send(session, people, sorted(moved))
        await door.limits(per_second=30, per_chat_seconds=1, per_group_minute=20)
        try:
            yield Broadcast(door, store, folder, (), notice, frozenset(people), blocked, moved)
        finally:
            store.close()


async def _gather(door: Door, people: range) -> dict[int, int]:
    chatters = [await door.person(f"Liaison {chat}", id=chat, started=True) for chat in people]
    moved = {}
    for n in range(GROUPS):
        old = await door.group(f"Group {n}", chatters[n : n + 2])
        moved[old] = int((await door.ask("POST", f"/groups/{old}/migrate"))["id"])
    return moved


def _send(session: Session, people: range, groups: list[int]) -> int:
    now = datetime.now(UTC)
    office = add_unit(session, "OFFICE", "Reform Office", Cohort.OFFICE)
    clerk = add_person(session, "Clerk", "en")
    appoint(session, clerk, office, Role.CLERK, None, now)
    for chat in people:
        _liaison(session, office, chat, now)
    for chat in groups:
        session.add(GroupChat(chat_id=chat, office_id=unit_id(office), member_since=now))
    session.flush()
    by = person_id(clerk)
    notice = draft(session, unit_id(office), SAYS, by, now)
    address(session, notice, Audience(everybody=True, chats=frozenset(groups)))
    settle_terms(session, notice, Terms(confirm=True), now)
    send(session, notice, office, NoticeRules(second_above=10_000), CALENDAR, by, now)
    return notice_id(notice)


def _liaison(session: Session, office: Unit, chat: int, now: datetime) -> None:
    unit = add_unit(session, f"U{chat}", f"Bureau {chat}", Cohort.DEPARTMENT, office)
    person = add_person(session, f"Liaison {chat}", "en")
    person.telegram_id, person.linked_at = chat, now
    appoint(session, person, unit, Role.LIAISON, None, now)
