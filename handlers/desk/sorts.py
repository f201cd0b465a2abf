"""Every sort of work that can wait for a person, in the order of the desk, each from its module."""

from collections.abc import Callable, Iterable, Sequence

from handlers.burden import waiting as burden
from handlers.circulars import waiting as circulars
from handlers.context import Scene
from handlers.desk.waiting import Waiting, in_order
from handlers.documents import waiting as documents
from handlers.exceptions import waiting as exceptions
from handlers.experiences import waiting as experiences
from handlers.notices import waiting as notices
from handlers.reviews import waiting as reviews
from handlers.slips import waiting as slips
from handlers.standings import waiting as standings
from handlers.years import waiting as years

Sort = Callable[[Scene], Sequence[Waiting]]
"""Some rows for the reader of a scene, authorised by what the reader may do; those of 0 are left
out."""

SORTS: tuple[Sort, ...] = (
    slips.signatures,
    slips.verdicts,
    standings.to_publish,
    standings.appeals,
    circulars.to_finish,
    circulars.corrected,
    circulars.to_begin,
    notices.to_approve,
    notices.words_to_approve,
    reviews.to_review,
    documents.plans,
    experiences.to_review,
    experiences.to_vote,
    experiences.to_confirm,
    slips.drafts,
    slips.out_at_units,
    circulars.to_confirm,
    notices.to_confirm,
    exceptions.exceptions,
    circulars.not_confirmed_yet,
    notices.past_their_date,
    years.to_enter,
    burden.over_a_cap,
)
"""What waits for an office's people."""

AT_UNITS: tuple[Sort, ...] = (
    standings.to_look_at,
    experiences.to_vote,
    circulars.to_confirm,
    notices.to_confirm,
)
"""What waits for a unit's people, beside their month's answer and their slips."""


LOOKING_DOWN: tuple[Sort, ...] = (slips.out_at_units, burden.over_a_cap)
"""What may be read of a lower office's desk."""


def at_desk(scene: Scene) -> tuple[Sort, ...]:
    """What belongs on the desk of the office that the reader stands at, or looks at."""
    return LOOKING_DOWN if scene.me.reads else SORTS


def collected(scene: Scene, sorts: Iterable[Sort]) -> list[Waiting]:
    """Every row of which anything waits, the urgent first."""
    return in_order(row for sort in sorts for row in sort(scene) if row.n)
