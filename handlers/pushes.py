"""What each kind of outbox row looks like when it goes out; made from the facts at that moment."""

from collections.abc import Callable, Mapping

from handlers import blocks, common, enrolment, invitations, leave, office_side, personal, unit_side
from handlers.context import Scene
from handlers.view import View
from models.outbox import Outbox

PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    **common.PUSHES,
    **enrolment.PUSHES,
    **personal.PUSHES,
    **leave.PUSHES,
    **invitations.PUSHES,
    **blocks.PUSHES,
    **office_side.PUSHES,
    **unit_side.PUSHES,
}
"""The view of each kind; None means that it is no longer true and must not be sent."""
