"""The cards of an appeal in the staff's chats: decided, each of them loses its keys (DOMAIN §6)."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.standings.appeal_cards import appeal_card, own_appeal
from handlers.view import Change
from models import focus
from models.focus import Topic
from models.outbox import Message, Outbox, Urgency, put
from models.standings.appeals import Appeal

AT_CARD = (Topic.APPEAL_CARD, Topic.APPEAL_GRANT, Topic.APPEAL_REFUSE)


def bring_up_to_date(turn: Turn, made: Appeal) -> None:
    """Show on every card of a decided appeal what was decided; nobody is asked for a reason now."""
    rows = [_row(one.person_id, one.chat_id, one.message_id, made) for one in _cards(turn, made)]
    put(turn.session, turn.now, *rows)


def _cards(turn: Turn, made: Appeal) -> list[focus.Focus]:
    found = focus.standing_at(turn.session, AT_CARD, made.id)
    for one in found:
        one.topic, one.aside = Topic.APPEAL_CARD, None
        turn.session.add(one)
    return list(found)


def _row(person: int, chat: int, message: int, made: Appeal) -> Message:
    return Message(
        kind="appeal_settled",
        key=f"appeal_settled:{made.id}:{chat}:{message}",
        person_id=person,
        chat_id=chat,
        subject_id=made.id,
        params={"message": message},
        urgency=Urgency.ANSWER,
        repeatable=True,
    )


def settled(scene: Scene, row: Outbox) -> Change | None:
    """The card as it is now; None once something else stands in that message."""
    made, message = own_appeal(scene, row.subject_id or 0), int(row.params["message"])
    asked = focus.asked_at(scene.session, scene.me.id, row.chat_id or 0, message)
    there = asked is not None and (asked.topic, asked.subject_id) == (Topic.APPEAL_CARD, made.id)
    return Change(message, appeal_card(scene, made)) if there else None


PUSHES: Mapping[str, Callable[[Scene, Outbox], Change | None]] = {"appeal_settled": settled}
