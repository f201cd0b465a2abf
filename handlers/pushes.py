"""What each kind of outbox row looks like when it goes out; made from the facts at that moment."""

from collections.abc import Callable, Mapping

from handlers import turned_away
from handlers.brief import conversations as brief
from handlers.burden import conversations as burden
from handlers.circulars import conversations as circulars
from handlers.context import Scene
from handlers.dispatch import conversations as unit_side
from handlers.documents import conversations as documents
from handlers.enrolment import blocks, invitations, personal
from handlers.enrolment import start as enrolment
from handlers.experiences import conversations as experiences
from handlers.groups import conversations as groups
from handlers.leave import days_off as leave
from handlers.levels import switch
from handlers.notices import conversations as notices
from handlers.office import conversations as office_side
from handlers.slips import conversations as slips
from handlers.standings import conversations as standings
from handlers.view import Said
from handlers.years import conversations as years
from models.outbox import Outbox

PUSHES: Mapping[str, Callable[[Scene, Outbox], Said | None]] = {
    **turned_away.PUSHES,
    **enrolment.PUSHES,
    **personal.PUSHES,
    **leave.PUSHES,
    **switch.PUSHES,
    **invitations.PUSHES,
    **groups.PUSHES,
    **blocks.PUSHES,
    **office_side.PUSHES,
    **brief.PUSHES,
    **slips.PUSHES,
    **standings.PUSHES,
    **years.PUSHES,
    **burden.PUSHES,
    **documents.PUSHES,
    **circulars.PUSHES,
    **notices.PUSHES,
    **experiences.PUSHES,
    **unit_side.PUSHES,
}
"""The view of each kind; None means that it is no longer true and must not be sent."""
