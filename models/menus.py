"""Which command menu Telegram shows in each private chat, so that only what changed is set anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, col, select

from models.authority import Actor, actor
from models.people import Person


class Menu(SQLModel, table=True):
    """The menu that was set last in a chat; `shown` names its language and commands."""

    telegram_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    shown: str = Field(max_length=400)


@dataclass(frozen=True)
class Chat:
    """A private chat with its present menu; `actor` is empty when nobody of ours is behind it."""

    telegram_id: int
    shown: str
    actor: Actor | None


def chats(session: Session, only: int | None = None) -> list[Chat]:
    """Every chat that has a menu or ought to have one; or `only` the chat of one account."""
    menus = {one.telegram_id: one.shown for one in _menus(session, only)}
    people = {one.telegram_id: one for one in _linked(session, only) if one.telegram_id}
    return [
        Chat(chat, menus.get(chat, ""), _seated(session, people.get(chat)))
        for chat in sorted(menus.keys() | people.keys())
    ]


def remember(session: Session, telegram_id: int, shown: str) -> None:
    """This menu stands there now; an empty one means the menu for strangers."""
    if shown:
        session.merge(Menu(telegram_id=telegram_id, shown=shown))
    elif menu := session.get(Menu, telegram_id):
        session.delete(menu)


def _menus(session: Session, only: int | None) -> Sequence[Menu]:
    statement = select(Menu)
    return session.exec(
        statement.where(Menu.telegram_id == only) if only is not None else statement
    ).all()


def _linked(session: Session, only: int | None) -> Sequence[Person]:
    statement = select(Person).where(col(Person.telegram_id).is_not(None))
    return session.exec(
        statement.where(Person.telegram_id == only) if only is not None else statement
    ).all()


def _seated(session: Session, person: Person | None) -> Actor | None:
    found = actor(session, person) if person else None
    return found if found and found.seats else None
