"""Document numbers: per office, series and year, without a gap and never twice (DOMAIN §4)."""

from string import Formatter

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col


class Counter(SQLModel, table=True):
    """The last number an office has given in a series in a year; each kind of slip is a series."""

    office_id: int = Field(primary_key=True, foreign_key="unit.id")
    series: str = Field(primary_key=True, max_length=32)
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int


def take_numbers(session: Session, office: int, series: str, year: int, count: int) -> range:
    """The next numbers, in one statement; they are given when the transaction is committed.

    Whoever takes numbers of the same series meanwhile waits for that commit, and gets the same
    numbers when it is undone: so there is no gap.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    first = insert(Counter).values(office_id=office, series=series, year=year, last=count)
    taking = first.on_conflict_do_update(
        index_elements=["office_id", "series", "year"],
        set_={"last": col(Counter.last) + first.excluded.last},
    ).returning(col(Counter.last))
    last = int(session.connection().execute(taking).scalar_one())
    return range(last - count + 1, last + 1)


def written(pattern: str, year: int, number: int) -> str:
    """A number as it stands on the document: 改催〔2026〕12号."""
    return pattern.format(year=year, n=number)


def checked_pattern(value: str) -> str:
    """A pattern with its two places; ValueError for any other. §4: {n} without padding."""
    try:
        places = [place[1:] for place in Formatter().parse(value) if place[1] is not None]
    except ValueError:
        places = []
    if sorted(places, key=str) != [("n", "", None), ("year", "", None)]:
        raise ValueError("write {year} and {n} once each, like 改催〔{year}〕{n}号")
    return value
