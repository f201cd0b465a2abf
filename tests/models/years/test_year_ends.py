"""Year-end scores are entered in versions, by the office that asks the unit, within 0 and 100."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from sqlmodel import Session

from models.audit import history
from models.refusals import Reason, Refused
from models.store import Store
from models.units import Cohort, Unit, add_unit, unit_id
from models.years.year_ends import Entry, enter, entries_of, newest_entries
from tests.models.at_once import Deed, at_once
from tests.models.years.published import NOW

Town = tuple[Session, Unit, Unit, Unit]


@pytest.fixture
def town(store: Store) -> Iterator[Town]:
    """The office, a district, and a town that the district's own office asks."""
    with store.transaction() as session:
        root = add_unit(session, "C", "City", Cohort.CITY)
        office = add_unit(session, "O", "Office", Cohort.OFFICE, root)
        east = add_unit(session, "E", "East", Cohort.DISTRICT, root)
        add_unit(session, "EO", "East's office", Cohort.OFFICE, east)
        yield session, office, east, add_unit(session, "T", "Town", Cohort.TOWN, east)


def one(text: str, basis: str = "minutes") -> Entry:
    return Entry(Decimal(text), basis)


def test_a_new_entry_keeps_the_old_one(town: Town) -> None:
    session, office, east, _ = town
    assert enter(session, office, 2026, {unit_id(east): one("92.5")}, None, NOW) == 1
    assert enter(session, office, 2026, {unit_id(east): one("92.50")}, None, NOW) == 0
    assert enter(session, office, 2026, {unit_id(east): one("93")}, None, NOW) == 1
    assert enter(session, office, 2026, {unit_id(east): one("93", "letter")}, None, NOW) == 1
    stored = entries_of(session, unit_id(office), unit_id(east), 2026)
    assert [(row.version, row.score, row.basis) for row in stored] == [
        (1, Decimal("92.50"), "minutes"),
        (2, Decimal("93.00"), "minutes"),
        (3, Decimal("93.00"), "letter"),
    ]
    newest = newest_entries(session, unit_id(office), 2026)
    assert newest[unit_id(east)].version == 3
    assert newest_entries(session, unit_id(office), 2025) == {}


def test_of_two_at_once_the_second_follows_upon_the_first(store: Store) -> None:
    with store.transaction() as session:
        root = add_unit(session, "C", "City", Cohort.CITY)
        office = add_unit(session, "O", "Office", Cohort.OFFICE, root)
        east = unit_id(add_unit(session, "E", "East", Cohort.DISTRICT, root))

    def enters(text: str) -> Deed:
        return lambda session: enter(session, office, 2026, {east: one(text)}, None, NOW)

    assert at_once(store, enters("92.5"), enters("93")) == []
    with store.reading() as session:
        stored = entries_of(session, unit_id(office), east, 2026)
        assert [(row.version, row.score) for row in stored] == [
            (1, Decimal("92.50")),
            (2, Decimal("93.00")),
        ]
        assert history(session, "unit", east)[-1].detail["before"] == "92.50"


def test_it_is_audited_with_what_stood_before(town: Town) -> None:
    session, office, east, _ = town
    for text in ("92.5", "93"):
        enter(session, office, 2026, {unit_id(east): one(text)}, None, NOW)
    deeds = history(session, "unit", unit_id(east))
    assert [deed.deed for deed in deeds] == ["enter_year_end"] * 2
    assert deeds[1].detail["before"] == "92.50"
    assert deeds[1].detail["score"] == "93"


@pytest.mark.parametrize(
    ("text", "basis", "reason"),
    [
        ("100.01", "b", Reason.SCORE_RANGE),
        ("-1", "b", Reason.SCORE_RANGE),
        ("90.125", "b", Reason.SCORE_RANGE),
        ("90", " ", Reason.BASIS_NEEDED),
        ("90", "b" * 301, Reason.TEXT_TOO_LONG),
    ],
)
def test_what_is_no_entry(text: str, basis: str, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        one(text, basis)
    assert refused.value.reason is reason


def test_another_offices_unit_is_refused_and_nothing_is_written(town: Town) -> None:
    session, office, east, below = town
    with pytest.raises(Refused) as refused:
        enter(
            session, office, 2026, {unit_id(east): one("90"), unit_id(below): one("90")}, None, NOW
        )
    assert refused.value.reason is Reason.UNIT_ELSEWHERE
    assert newest_entries(session, unit_id(office), 2026) == {}
