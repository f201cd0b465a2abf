"""Which command menu Telegram shows in each private chat, so that only what changed is set anew."""

from dataclasses import dataclass

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, col, select

from models.people.posts import Person, Post, Role


class Menu(SQLModel, table=True):
    """The menu that was set last in a chat; `shown` is a fingerprint of its words."""

    telegram_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    shown: str = Field(max_length=64)


@dataclass(frozen=True)
class Chat:
    """A private chat, what its menu shows now, and who is behind it: no `roles` is a stranger."""

    telegram_id: int
    shown: str
    language: str | None
    roles: frozenset[Role]


def chats(session: Session, only: int | None = None) -> list[Chat]:
    """Every chat that has a menu or ought to have one; or `only` one account's."""
    menus = select(Menu)
    holders = (
        select(Person, Post.role)
        .outerjoin(Post, (col(Post.person_id) == col(Person.id)) & col(Post.until).is_(None))
        .where(col(Person.telegram_id).is_not(None))
    )
    if only is not None:
        menus, holders = (
            menus.where(Menu.telegram_id == only),
            holders.where(Person.telegram_id == only),
        )
    shown = {menu.telegram_id: menu.shown for menu in session.exec(menus)}
    people: dict[int, tuple[Person, set[Role]]] = {}
    for person, role in session.exec(holders):
        _, roles = people.setdefault(person.telegram_id or 0, (person, set()))
        roles.update([Role(role)] if role else [])
    return [_chat(chat, shown.get(chat, ""), people.get(chat)) for chat in {*shown, *people}]


def _chat(telegram_id: int, shown: str, known: tuple[Person, set[Role]] | None) -> Chat:
    person, roles = known if known else (None, set())
    return Chat(telegram_id, shown, person.language if person else None, frozenset(roles))


def remember(session: Session, telegram_id: int, shown: str) -> None:
    """This menu stands there now; an empty one means the menu for strangers."""
    if shown:
        session.merge(Menu(telegram_id=telegram_id, shown=shown))
    elif menu := session.get(Menu, telegram_id):
        session.delete(menu)
