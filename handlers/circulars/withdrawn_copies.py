"""The copies of a withdrawn circular in its readers' chats say that it holds no longer (§3)."""

from collections.abc import Callable, Mapping

from sqlmodel import col, select

from handlers.circulars.page_lines import name
from handlers.context import Scene, Turn
from handlers.view import Change, Medium, View, clip, lines
from models.authority import Act
from models.circulars.circulars import Circular, CircularState, circular_by_id, circular_id
from models.outbox import Message, Outbox, Urgency, put

AS_IT_IS = Medium("document", "")
"""The document stays where it is; only the words below it are others."""


def mark(turn: Turn, circular: Circular) -> None:
    """Have every copy that is out changed without a new message; what still waits does not go."""
    number = circular_id(circular)
    out = select(Outbox).where(
        Outbox.kind == "circular",
        Outbox.subject_id == number,
        col(Outbox.message_id).is_not(None),
    )
    rows = [
        Message(
            kind="circular_withdrawn",
            key=f"circular_withdrawn:{copy.id}",
            person_id=copy.sent_to,
            chat_id=copy.sent_chat_id,
            subject_id=number,
            params={"message": copy.message_id},
            urgency=Urgency.BULK,
            repeatable=True,
        )
        for copy in turn.session.exec(out)
    ]
    put(turn.session, turn.now, *rows)


def changed(scene: Scene, row: Outbox) -> Change | None:
    """The copy without its key, with the reason."""
    scene.me.require(Act.READ_CIRCULAR)
    circular = circular_by_id(scene.session, row.subject_id or 0)
    if circular.state is not CircularState.WITHDRAWN:
        return None
    word = scene.tr(
        "It was withdrawn and holds no longer. Reason: {reason}", reason=clip(circular.reason, 600)
    )
    view = View(lines(name(scene, circular), word), media=[AS_IT_IS])
    return Change(int(row.params["message"]), view)


PUSHES: Mapping[str, Callable[[Scene, Outbox], Change | None]] = {"circular_withdrawn": changed}
