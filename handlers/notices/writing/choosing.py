"""What a tap on one of many does to whom a draft is for: it is chosen, or left out again."""

from handlers.context import Turn
from handlers.notices.seen import office_of
from handlers.notices.writing.buttons import Sort
from models.groups import chats_of
from models.notices.audiences import Audience
from models.notices.groups import groups_of
from models.notices.notices import Notice
from models.people.posts import Role
from models.refusals import Reason, Refused
from models.slips.addressees import addressees
from models.units import Cohort, unit_id

COHORTS, ROLES = list(Cohort), list(Role)
"""As buttons count them."""


def mark(name: str, chosen: bool) -> str:  # noqa: FBT001  it is the state, not a mode
    """A name as a key shows it, ticked when it is chosen."""
    return f"✓ {name}" if chosen else name


def toggled(turn: Turn, notice: Notice, sort: Sort, one: int) -> Audience:
    """The audience with one more, or without it; Refused(GONE) for what isn't the office's."""
    now = notice.whom
    if sort is Sort.ALL:
        return now.model_copy(update={"everybody": not now.everybody})
    if sort is Sort.NOBODY:
        return Audience()
    name, known = _known(turn, notice, sort, one)
    chosen: frozenset[object] = getattr(now, name)
    if known is None:
        raise Refused(Reason.GONE)
    return now.model_copy(update={name: chosen ^ {known}})


def _known(turn: Turn, notice: Notice, sort: Sort, one: int) -> tuple[str, object]:
    """The field of the audience, and what a button's number means there; None for nothing."""
    match sort:
        case Sort.COHORT:
            return "cohorts", next(iter(COHORTS[max(one, 0) :][:1]), None)
        case Sort.POST:
            return "posts", next(iter(ROLES[max(one, 0) :][:1]), None)
        case Sort.GROUP:
            groups = groups_of(turn.session, notice.office_id)
            return "groups", next((group.id for group in groups if group.id == one), None)
        case Sort.CHAT:
            chats = chats_of(turn.session, notice.office_id)
            known = next((chat for chat in chats if chat.id == one), None)
            noted = known.ids & notice.whom.chats if known else ()
            return "chats", next(iter(noted), known.chat_id if known else None)
        case _:
            units = addressees(turn.session, office_of(turn, notice), [one])
            return "units", next((unit_id(unit) for unit in units), None)
