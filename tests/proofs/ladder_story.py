"""What people do about six missed matters in the proof of the ladder, and when."""

from collections.abc import Callable
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from models.matters.ledger import Matter, State
from models.matters.side_states import set_aside, take_up
from models.people.posts import Person, person_id
from models.refusals import Reason, Refused
from models.slips.answers import AnswerKind, SlipAnswer, draft_of, submit_answer, write_answer
from models.slips.extension_verdicts import approve_extension, refuse_extension
from models.slips.extensions import Extension, ask_extension
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, slip_id
from models.slips.verdicts import accept_answer
from tests.conversation import World
from tests.handlers.office import ask, tap
from tests.models.slips.city import CALENDAR, City

PROMPT, REMINDER, ORDER = SlipKind.PROMPT, SlipKind.REMINDER, SlipKind.ORDER
SILENT, APPROVED, REFUSED, LATE, ASIDE, ANSWERED = (f"2026-00{n}" for n in range(1, 7))
WAYS = {
    SILENT: "answers nothing",
    APPROVED: "asked in time, approved",
    REFUSED: "asked in time, refused",
    LATE: "asked after the date",
    ASIDE: "set aside in between",
    ANSWERED: "answers the reminder in time",
}
NEW_DATE = date(2026, 10, 30)


def on(month: int, day: int, clock: str = "10:00") -> datetime:
    """A moment of 2026 on the office's clock."""
    return CALENDAR.at(date(2026, month, day), time.fromisoformat(clock))


class Story:
    """What people do about the six matters, each deed in a transaction of its own."""

    def __init__(self, world: World, city: City) -> None:
        self.world = world
        self.city = city
        self.too_late = False

    def slip(self, session: Session, number: str, kind: SlipKind) -> Slip:
        """The newest slip of a kind about a matter."""
        statement = select(Slip).where(Slip.matter_number == number, Slip.kind == kind)
        found = session.exec(statement.order_by(col(Slip.id).desc())).first()
        assert found, f"no {kind} about {number} at {self.world.clock.now()}"
        return found

    def ask_for_time(self, session: Session, number: str) -> Extension:
        """The liaison asks for the new date on the prompt."""
        now, by = self.world.clock.now(), person_id(self.city.liaison)
        slip = self.slip(session, number, PROMPT)
        return ask_extension(session, slip, NEW_DATE, "等待部委文件", by, CALENDAR.today(now), now)

    def ask_in_time(self, session: Session) -> None:
        """Two units ask a day before the date."""
        self.ask_for_time(session, APPROVED)
        self.ask_for_time(session, REFUSED)

    def ask_too_late(self, session: Session) -> None:
        """One asks on the first day after it."""
        try:
            self.ask_for_time(session, LATE)
        except Refused as refused:
            self.too_late = refused.reason is Reason.TOO_LATE

    def decide(self, session: Session) -> None:
        """The office approves one request and refuses the other."""
        now, by = self.world.clock.now(), person_id(self.city.clerk)
        approved, refused = session.exec(select(Extension).order_by(col(Extension.id))).all()
        approve_extension(session, approved, NEW_DATE, by, now)
        refuse_extension(session, refused, "理由不充分", by, now)

    def put_aside(self, session: Session) -> None:
        """暂缓, with the document it rests on."""
        now, by = self.world.clock.now(), person_id(self.city.clerk)
        set_aside(session, self.matter(session, ASIDE), State.SUSPENDED, "会议纪要", None, by, now)

    def take_up(self, session: Session) -> None:
        """It goes on."""
        now, by = self.world.clock.now(), person_id(self.city.clerk)
        take_up(session, self.matter(session, ASIDE), by, now)

    def answer(self, session: Session) -> None:
        """The unit answers the reminder."""
        now, by = self.world.clock.now(), person_id(self.city.liaison)
        slip = self.slip(session, ANSWERED, REMINDER)
        draft = draft_of(session, slip, AnswerKind.ANSWER, by, now)
        write_answer(session, draft, "文件已印发，附后。", by)
        submit_answer(session, draft, by, now)

    def accept(self, session: Session) -> None:
        """The office accepts the answer."""
        answer = session.exec(select(SlipAnswer)).one()
        accept_answer(session, answer, person_id(self.city.clerk), self.world.clock.now())

    @staticmethod
    def matter(session: Session, number: str) -> Matter:
        """A matter by its number."""
        return session.exec(select(Matter).where(Matter.number == number)).one()

    async def sign(self, by: Person, kind: SlipKind, *numbers: str) -> None:
        """Somebody signs drafts in chat."""
        phone = await self.world.person(by.name, id=by.telegram_id, language_code="en")
        with self.world.store.reading() as session:
            ids = [slip_id(self.slip(session, number, kind)) for number in numbers]
        await ask(self.world, phone, f"/sign {' '.join(map(str, ids))}")
        await tap(self.world, phone, f"Sign {len(ids)} slip{'s' if len(ids) > 1 else ''}")

    async def do(self, at: datetime, deed: Callable[[Session], None]) -> None:
        """Let the time pass until a moment, and do something then."""
        await self.world.step(at)
        with self.world.store.transaction() as session:
            deed(session)
        await self.world.settle()

    async def unfold(self) -> None:
        """Ten weeks."""
        await self.do(on(9, 21), self.put_aside)
        await self.do(on(9, 29), self.ask_in_time)
        await self.do(on(10, 8), self.ask_too_late)
        await self.sign(self.city.director, REMINDER, SILENT, ANSWERED)
        await self.do(on(10, 9), self.decide)
        await self.do(on(10, 12), self.take_up)
        await self.do(on(10, 13), self.answer)
        await self.do(on(10, 15), self.accept)
        await self.world.step(on(11, 16))
        await self.sign(self.city.head, ORDER, SILENT)
        await self.world.step(on(12, 1))
