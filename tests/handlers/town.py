"""A small city and its cast: an office, two districts, and who holds which post there."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models.people.invitations import issue
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.store import Store
from models.units import Cohort, Unit, add_unit

VALID_DAYS = 14


@dataclass(frozen=True)
class Town:
    """Li is the office's clerk; Wang is Zhangdian's liaison and Zhao the deputy; Sun is alone."""

    store: Store
    now: datetime
    zhangdian: Unit
    zichuan: Unit
    li: Person
    wang: Person
    zhao: Person
    sun: Person

    def link(self, person: Person) -> str:
        """A fresh link's token for somebody."""
        with self.store.transaction() as session:
            known = session.get_one(Person, person_id(person))
            return issue(session, [known], VALID_DAYS, None, self.now)[0].token

    def join(self, person: Person, telegram_id: int, language: str = "en") -> None:
        """Let somebody be linked already."""
        with self.store.transaction() as session:
            known = session.get_one(Person, person_id(person))
            known.telegram_id, known.linked_at, known.language = telegram_id, self.now, language

    def now_of(self, person: Person) -> Person:
        """What is stored about somebody at this moment."""
        with self.store.reading() as session:
            return session.get_one(Person, person_id(person))


def settle_town(store: Store, now: datetime) -> Town:
    """Found the city in an empty database."""
    with store.transaction() as session:
        city = add_unit(session, "ZB", "淄博市", Cohort.CITY)
        office = add_unit(session, "GGB", "市委改革办", Cohort.OFFICE, city)
        zhangdian = add_unit(session, "ZD", "张店区", Cohort.DISTRICT, city)
        zichuan = add_unit(session, "ZC", "淄川区", Cohort.DISTRICT, city)

        def seat(name: str, unit: Unit, role: Role) -> Person:
            return _seat(session, name, unit, role, now)

        return Town(
            store=store,
            now=now,
            zhangdian=zhangdian,
            zichuan=zichuan,
            li=seat("李静", office, Role.CLERK),
            wang=seat("王建国", zhangdian, Role.LIAISON),
            zhao=seat("赵敏", zhangdian, Role.DEPUTY),
            sun=seat("孙伟", zichuan, Role.LIAISON),
        )


def _seat(session: Session, name: str, unit: Unit, role: Role, now: datetime) -> Person:
    person = add_person(session, name)
    appoint(session, person, unit, role, None, now)
    return person
