"""The numbers of slips: per office, kind and year, without a gap and never twice (DOMAIN §4)."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col

from models.slips.rungs import Rung, SlipKind
from models.store import word


class Counter(SQLModel, table=True):
    """The last number an office has given to a kind of slip in a year."""

    office_id: int = Field(primary_key=True, foreign_key="unit.id")
    kind: SlipKind = Field(primary_key=True, sa_type=word(SlipKind))
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int


def take_numbers(session: Session, office: int, kind: SlipKind, year: int, count: int) -> range:
    """The next numbers, in one statement; they are given when the transaction is committed.

    Whoever takes numbers of the same kind meanwhile waits for that commit, and gets the same
    numbers when it is undone: so there is no gap.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    first = insert(Counter).values(office_id=office, kind=kind, year=year, last=count)
    taking = first.on_conflict_do_update(
        index_elements=["office_id", "kind", "year"],
        set_={"last": col(Counter.last) + first.excluded.last},
    ).returning(col(Counter.last))
    last = int(session.connection().execute(taking).scalar_one())
    return range(last - count + 1, last + 1)


def written(rung: Rung, year: int, number: int) -> str:
    """A number as it stands on the slip: 改催〔2026〕12号."""
    return rung.number.format(year=year, n=number)
