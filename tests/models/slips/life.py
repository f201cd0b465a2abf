"""What can happen to a city and its slips in any order, each deed as it would come in: alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection
from sqlmodel import Session, col, select

from models.dispatch.progress import Progress, Saying
from models.dispatch.returns import Item, Mark
from models.matters.ledger import Milestone, State
from models.people.absences import come_back, take_leave
from models.people.posts import Person, person_id
from models.refusals import Refused
from models.slips.ladder import walk
from models.units import Unit, unit_id
from tests.models.slips.city import CALENDAR, LADDER, at
from tests.models.slips.paperwork import WITH_BASIS, Paperwork


@dataclass(kw_only=True)
class Life(Paperwork):
    """A city over a connection whose changes are thrown away; every deed has its own session."""

    connection: Connection

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session of its own: nothing is known from before, and a refusal undoes all of it."""
        with (
            Session(self.connection, join_transaction_mode="create_savepoint") as session,
            session.begin(),
        ):
            yield session

    def do(self, deed: str, one: int, other: int) -> None:
        """Do something to the matter, slip, answer or person the numbers choose."""
        try:
            with self.session() as session:
                getattr(self, deed)(session, one, other)
        except Refused:
            self.refused.append(deed)

    def walk(self, session: Session, *_: int) -> None:
        """The ladder's duty."""
        office = session.get_one(Unit, unit_id(self.city.office))
        try:
            walk(session, office, self.rules, CALENDAR, at(self.today))
        except Refused as refused:
            raise AssertionError("nothing may stop the whole walk") from refused

    def pass_days(self, session: Session, one: int, other: int) -> None:
        """Days pass; on the last the ladder is walked, or the program was down."""
        self.today += timedelta(days=1 + one % 6)
        if other % 4:
            self.walk(session)

    def set_state(self, session: Session, one: int, other: int) -> None:
        """A matter's state changes, to and fro."""
        self._matter(session, one).state = list(State)[other % len(State)]

    def owe_again(self, session: Session, one: int, _other: int) -> None:
        """A matter is under way."""
        self._matter(session, one).state = State.UNDER_WAY

    def move(self, session: Session, one: int, other: int) -> None:
        """An import moves a matter's date, or back to what it was."""
        matter = self._matter(session, one)
        matter.due_on = date(2026, 9, 30) + timedelta(days=(other % 4) * 9)

    def hand_over(self, session: Session, one: int, other: int) -> None:
        """Another unit leads a matter now."""
        units = (self.city.bureau, self.city.district)
        self._matter(session, one).lead_unit_id = unit_id(units[other % 2])

    def reach(self, session: Session, _one: int, other: int) -> None:
        """The milestone is reached, or that is taken back."""
        milestone = session.exec(select(Milestone)).one()
        milestone.done_on = self.today if other % 2 else None

    def report(self, session: Session, one: int, other: int) -> None:
        """A report as reached is handed in, accepted or returned."""
        item = session.exec(select(Item).order_by(col(Item.id))).all()[one % 3]
        marks = (Mark.SUBMITTED, Mark.ACCEPTED, Mark.RETURNED)
        if item.progress_id is None:
            said = Progress(
                item_id=item.id or 0,
                matter_id=item.matter_id,
                version=1,
                saying=Saying.PROGRESS,
                percent=60,
                reaches=True,
                person_id=person_id(self.city.liaison),
                said_at=self.now,
                submitted_at=self.now,
            )
            session.add(said)
            session.flush()
            item.progress_id = said.id
        item.mark = marks[other % 3]

    def leave(self, session: Session, one: int, other: int) -> None:
        """A signer goes on leave, or comes back."""
        person = session.get_one(Person, self._people()[one % 5])
        if other % 3:
            until = self.today + timedelta(days=other % 9)
            take_leave(session, person, self.today, until, self.today, self.now)
        else:
            come_back(session, person, self.today, self.now)

    def name_basis(self, _session: Session, one: int, _other: int) -> None:
        """office.toml names a basis, or none any more."""
        self.rules = WITH_BASIS if one % 2 else LADDER
