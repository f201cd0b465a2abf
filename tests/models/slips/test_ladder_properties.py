"""Whatever happens in whatever order, no slip is raised twice and no rung is skipped."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from models.calendar import Month
from models.dispatch.opening import open_cycle
from models.dispatch.returns import Item, Mark
from models.matters.ledger import OPEN_STATES, Matter, Milestone
from models.outbox import Outbox
from models.rules import Rules
from models.slips.extensions import Decision, Extension
from models.slips.rungs import SlipKind
from models.slips.slips import RUNNING, UNSIGNED, Slip, SlipState
from models.store import Store
from tests.models.slips.city import CALENDAR, FOUNDED, LADDER, City, found
from tests.models.slips.life import Life

DEEDS = (
    *("pass_days",) * 5,
    *("walk", "sign_newest", "owe_again") * 2,
    "set_state",
    "move",
    "hand_over",
    "reach",
    "report",
    "receive",
    "answer",
    "judge",
    "ask",
    "decide",
    "sign",
    "change",
    "reject",
    "submit",
    "withdraw",
    "assign",
    "leave",
    "name_basis",
)
EVENTS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 60), st.integers(0, 60)),
    min_size=8,
    max_size=40,
)


def city_of(store: Store) -> City:
    """An office with a matter of a bureau, one with a milestone, and one of a district."""
    with store.transaction() as session:
        city = found(session)
        city.matter("2026-001")
        stepped = city.matter("2026-002", date(2026, 10, 20))
        city.matter("2026-003", unit=city.district)
        step = Milestone(matter_id=stepped.id or 0, title="Draft", due_on=date(2026, 9, 28))
        session.add(step)
        open_cycle(session, city.office, Month(2026, 9), CALENDAR, Rules().dispatch, FOUNDED)
    return city


class Watcher:
    """Looks at everything after each deed; keeps the numbers that were given."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._numbers: dict[int, str] = {}

    def look(self, deed: str) -> None:
        """Check what must hold at any moment, and after a walk what it has to have done."""
        with Session(self._life.connection) as session:
            slips = session.exec(select(Slip).order_by(col(Slip.id))).all()
            self._each_fact_once(slips)
            self._no_rung_skipped(slips)
            self._signed_by_who_may(slips)
            self._numbers_without_gap(slips)
            self._limits_counted(slips)
            if deed == "walk":
                self._nothing_drafted_of_what_is_not_owed(session, slips)
                self._everything_owed_is_followed(session, slips)

    @staticmethod
    def _each_fact_once(slips: Sequence[Slip]) -> None:
        ruled = [one for one in slips if one.drafted_by is None]
        facts = Counter((one.kind, one.previous_id or _promise(one)) for one in ruled)
        assert not [fact for fact, count in facts.items() if count > 1]

    @staticmethod
    def _no_rung_skipped(slips: Sequence[Slip]) -> None:
        by_id = {one.id: one for one in slips}
        below = {
            SlipKind.REMINDER: {SlipKind.PROMPT, SlipKind.ASSIGNMENT},
            SlipKind.ORDER: {SlipKind.REMINDER},
        }
        for one in slips:
            if one.kind in below:
                previous = by_id[one.previous_id]
                assert previous.kind in below[one.kind]
                assert previous.number is not None
                assert (previous.unit_id, previous.matter_id) == (one.unit_id, one.matter_id)

    def _signed_by_who_may(self, slips: Sequence[Slip]) -> None:
        city = self._life.city
        signers = {
            SlipKind.ASSIGNMENT: {city.deputy_director.id, city.director.id},
            SlipKind.REMINDER: {city.director.id},
            SlipKind.ORDER: {city.head.id},
        }
        for one in slips:
            if one.kind is SlipKind.PROMPT or one.number is None:
                assert one.kind is SlipKind.PROMPT or one.signed_by is None
                continue
            by, away = self._life.signatures[one.id or 0]
            stand_in = {city.deputy_director.id} if one.kind is SlipKind.REMINDER else set()
            assert one.signed_by == by
            assert by in (signers[one.kind] - away or stand_in - away)

    def _numbers_without_gap(self, slips: Sequence[Slip]) -> None:
        given: dict[tuple[SlipKind, int | None], list[int]] = defaultdict(list)
        for one in slips:
            if one.number is not None:
                given[one.kind, one.year].append(one.number)
                kept = self._numbers.setdefault(one.id or 0, one.number_text)
                assert kept == one.number_text
        for numbers in given.values():
            assert sorted(numbers) == list(range(1, len(numbers) + 1))

    @staticmethod
    def _limits_counted(slips: Sequence[Slip]) -> None:
        for one in slips:
            if one.issued_on is None:
                assert (one.number, one.due_on, one.receipt_due_on) == (None, None, None)
                continue
            assert CALENDAR.is_working(one.issued_on)
            assert one.receipt_due_on == CALENDAR.add(one.issued_on, one.receipt_days)
            if one.kind is SlipKind.PROMPT:
                assert one.due_on is None
            else:
                assert one.first_due_on == CALENDAR.add(one.issued_on, one.answer_days)
                assert one.due_on
                assert one.issued_on < one.first_due_on <= one.due_on

    def _nothing_drafted_of_what_is_not_owed(self, session: Session, slips: Sequence[Slip]) -> None:
        """After a walk every draft of the ladder is about what is owed and ran out unanswered."""
        by_id, asked = {one.id: one for one in slips}, _asked(session)
        for one in slips:
            if one.state not in UNSIGNED or one.drafted_by is not None:
                continue
            if one.matter_id:
                assert session.get_one(Matter, one.matter_id).state in OPEN_STATES
            if one.previous_id:
                below = by_id[one.previous_id]
                assert below.state in RUNNING
                assert below.id not in asked
                assert below.issued_on
                assert max(below.due_on or below.about_on or date.max, below.issued_on) < (
                    self._life.today
                )

    def _everything_owed_is_followed(self, session: Session, slips: Sequence[Slip]) -> None:
        """After a walk nothing that is owed stands still, unless a person stopped it."""
        today = self._life.today
        last_worked = today if CALENDAR.is_working(today) else CALENDAR.add(today, -1)
        waiting = set(session.exec(select(Item.matter_id).where(Item.mark == Mark.SUBMITTED)))
        asked = _asked(session)
        for matter in session.exec(select(Matter).where(col(Matter.state).in_(OPEN_STATES))):
            if matter.due_on > CALENDAR.add(today, LADDER.prompt.days):
                continue
            (prompt,) = (
                one
                for one in slips
                if (one.kind, one.matter_id, one.milestone_id, one.about_on, one.unit_id)
                == (SlipKind.PROMPT, matter.id, None, matter.due_on, matter.lead_unit_id)
            )
            if prompt.number is None or prompt.state is SlipState.WITHDRAWN:
                continue
            assert prompt.state in RUNNING
            ran_out = max(matter.due_on, prompt.issued_on or today) < last_worked
            if ran_out and matter.id not in waiting and prompt.id not in asked:
                (reminder,) = (one for one in slips if one.previous_id == prompt.id)
                assert reminder.state is not SlipState.SETTLED
                assert reminder.state is not SlipState.WITHDRAWN or reminder.withdrawn_by

    def told_once(self) -> None:
        """Every slip that went out was said to its unit once."""
        with Session(self._life.connection) as session:
            rows = session.exec(select(Outbox).where(Outbox.kind == "slips")).all()
            told = Counter(number for row in rows for number in row.params["slips"])
            out = session.exec(select(Slip.id).where(col(Slip.number).is_not(None))).all()
            assert told == Counter(out)


def _asked(session: Session) -> set[int]:
    pending = select(Extension.slip_id).where(Extension.decision == Decision.PENDING)
    return set(session.exec(pending))


def _promise(slip: Slip) -> tuple[object, ...]:
    return (slip.matter_id, slip.milestone_id, slip.about_on, slip.unit_id)


def live(store: Store, city: City, events: Sequence[tuple[str, int, int]]) -> Life:
    """Let it happen in a transaction that is undone."""
    with store.engine.connect() as connection, connection.begin() as everything:
        life = Life(city, connection=connection)
        watcher = Watcher(life)
        for deed, one, other in events:
            life.do(deed, one, other)
            watcher.look(deed)
        watcher.told_once()
        everything.rollback()
    return life


def test_the_ladder_holds_whatever_happens(store: Store) -> None:
    city = city_of(store)
    examples = 18 if store.engine.dialect.name == "sqlite" else 4

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(EVENTS)
    def holds(events: list[tuple[str, int, int]]) -> None:
        live(store, city, events)

    holds()
