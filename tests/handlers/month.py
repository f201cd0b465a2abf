"""A month under way: two units with matters and people who answer, from the prompt to cut-off."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.simulator.client import Person as Phone
from models.dispatch.progress import Progress
from models.dispatch.returns import Item
from models.matters.ledger import Matter, Milestone
from models.people.posts import Person, Role, add_person, appoint
from models.store import Store
from models.units import Cohort, Unit, add_unit, unit_id
from tests.conversation import World

FOUNDED = datetime(2026, 1, 5, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
LATER = date(2026, 12, 31)
_DUE = {1: date(2026, 11, 27), 2: date(2026, 10, 30)}
WANG, ZHAO, SUN, LI, QIAN = 701, 702, 703, 704, 705
"""Telegram accounts: Zhangdian's liaison and deputy, Zichuan's liaison, the clerk, the director."""


def at(text: str) -> datetime:
    """A moment on the office's clock, such as 2026-11-30 17:55."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


@dataclass(frozen=True)
class Cast:
    """The phones of everybody in the month, and the world they live in."""

    world: World
    wang: Phone
    zhao: Phone
    sun: Phone
    li: Phone

    async def settle(self) -> None:
        """Wait until everything is heard and said."""
        await self.world.settle()

    async def says(self, phone: Phone, text: str, reply_to: int | None = None) -> str:
        """A person writes; the bot's last message afterwards."""
        await phone.send(text, reply_to=reply_to)
        await self.settle()
        return (await phone.last()).text

    async def taps(self, phone: Phone, *labels: str) -> str:
        """A person presses buttons one after the other; the last toast."""
        toast = ""
        for label in labels:
            query = await phone.press(label)
            toast = (await phone.answer_to(query)).text
            await self.settle()
        return toast

    def progress(self, number: str) -> list[Progress]:
        """Every version of what was said about a matter, oldest first."""
        with self.world.store.reading() as session:
            statement = (
                select(Progress)
                .join(Matter, col(Matter.id) == col(Progress.matter_id))
                .where(Matter.number == number)
                .order_by(col(Progress.id))
            )
            return list(session.exec(statement).all())

    def newest(self, number: str) -> Progress:
        """The version that stands."""
        return self.progress(number)[-1]

    def item(self, number: str) -> Item:
        """The card of a matter."""
        with self.world.store.reading() as session:
            statement = select(Item).join(Matter, col(Matter.id) == col(Item.matter_id))
            return session.exec(statement.where(Matter.number == number)).one()


def found_units(store: Store, matters: int = 4, *, pressing: bool = True) -> None:
    """Zhangdian leads so many matters from 2026-001 on, Zichuan one, 2026-901.

    When `pressing`, 2026-001 is due this month with a milestone, and 2026-002 is overdue.
    """
    with store.transaction() as session:
        city = add_unit(session, "ZB", "淄博市", Cohort.CITY)
        office = add_unit(session, "GGB", "市委改革办", Cohort.OFFICE, city)
        zhangdian = add_unit(session, "ZD", "张店区", Cohort.DISTRICT, city)
        zichuan = add_unit(session, "ZC", "淄川区", Cohort.DISTRICT, city)
        _seat(session, "王建国", zhangdian, Role.LIAISON, WANG)
        _seat(session, "赵敏", zhangdian, Role.DEPUTY, ZHAO)
        _seat(session, "孙伟", zichuan, Role.LIAISON, SUN)
        _seat(session, "李静", office, Role.CLERK, LI)
        _seat(session, "钱明", office, Role.DIRECTOR, QIAN)
        for number in range(1, matters + 1):
            due = _DUE.get(number, LATER) if pressing else LATER
            _matter(session, f"2026-{number:03d}", zhangdian, number, due)
        _matter(session, "2026-901", zichuan, 901, LATER)


def _seat(session: Session, name: str, unit: Unit, role: Role, telegram_id: int) -> Person:
    person = add_person(session, name, "en")
    person.telegram_id = telegram_id
    appoint(session, person, unit, role, None, FOUNDED)
    return person


def _matter(session: Session, number: str, unit: Unit, position: int, due: date) -> None:
    matter = Matter(
        number=number,
        title=f"Reform of service {position}",
        measure="One window for every service",
        lead_unit_id=unit_id(unit),
        start_on=date(2026, 1, 1),
        due_on=due,
        percent=40,
        position=position,
    )
    session.add(matter)
    session.flush()
    if due == _DUE[1]:
        plan = Milestone(matter_id=matter.id or 0, title="Plan issued", due_on=date(2026, 11, 25))
        session.add(plan)


async def meet(world: World, matters: int = 4, *, pressing: bool = True) -> Cast:
    """Found the units, bring everybody to the chat, and let the 20th come."""
    found_units(world.store, matters, pressing=pressing)
    phones = [
        await world.person(name, id=number)
        for name, number in (("Wang", WANG), ("Zhao", ZHAO), ("Sun", SUN), ("Li", LI))
    ]
    for phone in phones:
        await phone.send("/whoami")  # a bot may only write to whom it has met
    await world.settle()
    await world.step(at("2026-11-20 09:00"))
    await world.settle()
    return Cast(world, *phones)
