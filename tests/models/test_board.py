"""The board counts who answered, when, and what waits; with the same statements at any size."""

from datetime import UTC, datetime

from sqlmodel import Session, select

from models.calendar import Month
from models.dispatch.board import Pick, Standing, board, line_of, lines_of
from models.dispatch.board_cards import cards_of
from models.dispatch.cycles import Cycle, cycles_around
from models.dispatch.drafts import say
from models.dispatch.opening import close_cycle, open_cycle
from models.dispatch.progress import Source
from models.dispatch.returns import Stage, returns_of
from models.matters.ledger import State
from models.matters.side_states import set_aside
from models.people.posts import person_id
from models.store import Store
from models.units import Cohort, Unit, unit_id
from tests.desk import CALENDAR, DONE, HALF, HARD, OPENED, RULES, Counted, Desk, add_matter, settle

LATE = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


def standings(session: Session, desk: Desk) -> dict[str, Standing]:
    return {line.unit.name: line.standing for line in board(session, desk.cycle).lines}


def test_units_stand_as_they_answered(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0)
    desk.hand_in(1, at=LATE)
    with store.reading() as session:
        found = standings(session, desk)
        assert (found["Unit 0"], found["Unit 1"]) == (Standing.ON_TIME, Standing.LATE)
        assert found["Unit 2"] is Standing.OWES
        month = board(session, desk.cycle)
        assert month.answered() == 2
        assert len(month.lines) == 5  # four units and the town


def test_after_the_cut_off_who_owed_is_missing_and_stays_so(store: Store) -> None:
    desk = settle(store)
    with store.transaction() as session:
        close_cycle(session, session.merge(desk.cycle), LATE)
    with store.reading() as session:
        assert set(standings(session, desk).values()) == {Standing.MISSING}
    desk.hand_in(0, at=datetime(2026, 12, 8, 2, 0, tzinfo=UTC))
    with store.reading() as session:
        found = standings(session, desk)
        assert (found["Unit 0"], found["Unit 1"]) == (Standing.LATE, Standing.MISSING)


def test_picks_find_what_is_wrong(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0, (0, DONE), (1, HARD))
    desk.hand_in(1, (0, HALF))
    desk.hand_in(2, at=LATE)
    with store.reading() as session:
        month = board(session, desk.cycle)
        names = {pick: [line.unit.name for line in month.pick(pick)] for pick in Pick}
        assert names[Pick.OWING] == ["Town", "Unit 3"]
        assert names[Pick.LATE] == ["Unit 2"]
        assert names[Pick.DIFFICULTY] == ["Unit 0"]
        assert names[Pick.WAITING] == ["Unit 0"]
        assert names[Pick.DISTRICT] == ["Unit 0", "Unit 3"]
        assert len(names[Pick.ALL]) == 5
        line = month.pick(Pick.WAITING)[0]
        assert (line.cards, line.difficulties, line.closings, line.waiting) == (3, 1, 1, 2)
        assert line_of(session, line.one) == line
        assert lines_of(session, [unit_id(desk.units[0])]) == {unit_id(desk.units[0]): line}


def test_drafts_are_the_unit_s_own_until_they_are_handed_in(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0)
    with store.transaction() as session:
        item, matter = desk.card(session, 1, 0)
        source = Source(person_id=person_id(desk.liaisons[1]), now=OPENED)
        say(session, item, matter, HARD, source)
    with store.reading() as session:
        assert board(session, desk.cycle).pick(Pick.DIFFICULTY) == []
        assert standings(session, desk)["Unit 1"] is Standing.OWES


def test_a_unit_of_which_nothing_is_asked_any_more_is_left_out(store: Store) -> None:
    desk = settle(store, matters=1)
    with store.transaction() as session:
        _, matter = desk.card(session, 2, 0)
        set_aside(session, matter, State.SUSPENDED, "鲁发〔2026〕3号", None, None, OPENED)
    with store.reading() as session:
        month = board(session, desk.cycle)
        assert "Unit 2" not in [line.unit.name for line in month.lines]
        one = desk.return_of(session, 2)
        assert line_of(session, one).cards == 0
    with store.transaction() as session:
        assert close_cycle(session, session.merge(desk.cycle), LATE) == 4
        assert desk.return_of(session, 2).stage is Stage.OWED  # it missed nothing


def test_cohorts_come_in_their_own_order(store: Store) -> None:
    desk = settle(store)
    with store.reading() as session:
        cohorts = board(session, desk.cycle).cohorts()
    assert list(cohorts) == [Cohort.DISTRICT, Cohort.DEPARTMENT, Cohort.TOWN]
    assert [len(lines) for lines in cohorts.values()] == [2, 2, 1]


def test_months_lead_to_each_other(store: Store) -> None:
    desk = settle(store)
    with store.transaction() as session:
        later = open_cycle(session, desk.office, Month(2026, 12), CALENDAR, RULES.dispatch, LATE)
        assert later
    with store.reading() as session:
        assert cycles_around(session, desk.cycle)[0] is None
        after = cycles_around(session, desk.cycle)[1]
        assert after
        assert after.month == "2026-12"
        assert returns_of(session, desk.cycle, [unit_id(desk.town)])


def test_the_number_of_statements_does_not_grow(databases_of_two_sizes: tuple[Desk, Desk]) -> None:
    counted = []
    for desk in databases_of_two_sizes:
        with Counted(desk.store) as seen, desk.store.reading() as session:
            month = board(session, desk.cycle)
            cards_of(session, desk.cycle)
            lines_of(session, [unit_id(line.unit) for line in month.lines])
        counted.append(len(seen.statements))
    assert counted[0] == counted[1]


def test_no_unit_is_asked_by_two_offices(store: Store) -> None:
    """The district's own office asks its village; the district itself answers to the city."""
    desk = settle(store)
    with store.transaction() as session:
        district = session.get_one(Unit, desk.district_office.parent_id)
        add_matter(session, "2026-900", district)
        for office in (desk.office, desk.district_office):
            open_cycle(session, office, Month(2026, 12), CALENDAR, RULES.dispatch, LATE)
    with store.reading() as session:
        asked = [
            (one.office_id, unit.name)
            for one in session.exec(select(Cycle).where(Cycle.month == "2026-12"))
            for unit in (line.unit for line in board(session, one).lines)
        ]
    names = [name for _, name in asked]
    assert sorted(names) == sorted(set(names))
    assert (unit_id(desk.office), "District") in asked
    assert (unit_id(desk.district_office), "Village") in asked
    assert len(names) == 7
