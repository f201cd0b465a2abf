"""Group chats of the city's office, for the buttons and commands that all try."""

from typing import Any

from models.groups import come_in, group_id
from models.notice_boards import bind
from models.people.posts import person_id
from models.units import unit_id
from tests.desk import OPENED, Desk


def groups(desk: Desk) -> dict[str, Any]:
    """A group that Lin brought the bot to, and a notice board."""
    lin, chat = person_id(desk.lin), -500 - 10 * unit_id(desk.office)
    with desk.store.transaction() as session:
        made = [
            come_in(session, chat - n, title, lin, OPENED)
            for n, title in enumerate(("Loose", "Board"))
        ]
        for one in made:
            one.asked_by = lin
        session.flush()
        bind(session, made[1], unit_id(desk.office), lin, OPENED)
        return {
            "group": group_id(made[0]),
            "group_2": group_id(made[1]),
            "board_chat": made[1].chat_id,
        }
