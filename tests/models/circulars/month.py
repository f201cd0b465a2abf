"""A city whose November is scored: the ground on which its circular is written."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session

from models.calendar import Month
from models.circulars.circulars import Circular, Part, circular_by_id
from models.circulars.drafting import begin, submit
from models.circulars.figures import Figures
from models.circulars.reading import figures_of
from models.dispatch.cycles import Cycle
from models.dispatch.opening import close_cycle
from models.matters.ledger import Matter, State
from models.people.posts import Person, person_id
from models.scoring.scheme import RankingScheme, Scheme
from models.standings.computing import compute
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.standings.runs import Run, newest_run, run_id
from models.store import Store
from models.units import Unit, unit_id
from tests.desk import CALENDAR, DONE, RULES, Desk, settle

NOVEMBER = Month(2026, 11)
AFTER = datetime(2026, 12, 4, 2, 0, tzinfo=UTC)
"""Friday 10:00, when the circular is written."""

SCHEME = Scheme(ranking=RankingScheme(fewest_items=1))
"""Units of so small a city are ranked, too."""

WORDS = {Part.OPENING: "现将有关情况通报如下。", Part.OVERALL: "总体平稳。"}


@dataclass
class City:
    """Four units: unit 0 answered, the others did not. A matter of unit 1 was due and is open."""

    store: Store
    desk: Desk

    def score(self, mode: Mode | None = Mode.FULL) -> int:
        """Score November, and publish it in a mode unless that is None; the run's id."""
        with self.store.transaction() as session:
            office = session.get_one(Unit, unit_id(self.desk.office))
            run = compute(session, office, NOVEMBER, SCHEME, RULES.standings, CALENDAR, None, AFTER)
            if mode:
                publish(session, run, mode, person_id(self.desk.qian), AFTER)
            return run_id(run)

    def figures(self, session: Session) -> Figures:
        """November's figures as they stand."""
        office = session.get_one(Unit, unit_id(self.desk.office))
        return figures_of(session, office, NOVEMBER, RULES, CALENDAR, AFTER)

    def draft(self, session: Session, now: datetime = AFTER) -> Circular:
        """A circular of November, written by the clerk."""
        figures = self.figures(session)
        return begin(session, unit_id(self.desk.office), figures, WORDS, self.clerk, now)

    def submitted(self) -> int:
        """A circular that waits for the director; its id."""
        with self.store.transaction() as session:
            circular = self.draft(session)
            submit(session, circular, 1, RULES.circulars, CALENDAR, self.clerk, AFTER)
            return circular.id or 0

    def circular(self, session: Session, number: int) -> Circular:
        """A circular."""
        return circular_by_id(session, number)

    def run(self, session: Session) -> Run:
        """November's newest scores."""
        run = newest_run(session, unit_id(self.desk.office), NOVEMBER)
        assert run
        return run

    @property
    def clerk(self) -> int:
        """Lin's id."""
        return person_id(self.desk.lin)

    def stored(self, session: Session, person: Person) -> Person:
        """Somebody, in this session."""
        return session.get_one(Person, person_id(person))


def found(store: Store, units: int = 4) -> City:
    """Found the city; November is cut off."""
    return over(settle(store, units=units))


def over(desk: Desk) -> City:
    """Let November of a city end: unit 0 answers, and it is cut off."""
    desk.hand_in(0, (0, DONE))
    with desk.store.transaction() as session:
        _overdue(session, desk)
        cycle = session.get_one(Cycle, desk.cycle.id)
        close_cycle(session, cycle, cycle.cutoff_at)
    return City(desk.store, desk)


def _overdue(session: Session, desk: Desk) -> None:
    """A matter that was due on 20 November, one that was closed, and one that is set aside."""
    for number, state, closed in (
        ("2026-901", State.UNDER_WAY, None),
        ("2026-902", State.CLOSED, date(2026, 11, 12)),
        ("2026-903", State.SUSPENDED, None),
    ):
        session.add(
            Matter(
                number=number,
                title=f"Reform {number}",
                lead_unit_id=unit_id(desk.units[1]),
                start_on=date(2026, 1, 1),
                due_on=date(2026, 11, 20),
                state=state,
                closed_on=closed,
            )
        )
