"""The figures of a month's circular: text, table and ranking are all made from this one value."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from models.matters.ledger import Kind, Light, State
from models.sections import Section
from models.slips.rungs import SlipKind
from models.standings.rules import Mode
from models.units import Cohort

_TENTH = Decimal("0.1")


def share(n: int, total: int) -> Decimal:
    """The percentage of a count, rounded half-up to one decimal; 0 of nothing."""
    whole = Decimal(100 * n) / total if total else Decimal(0)
    return whole.quantize(_TENTH, ROUND_HALF_UP)


class StateCount(Section):
    """How many matters are in a state, and their share in percent."""

    state: State
    n: int
    share: Decimal


class LightCount(Section):
    """How many matters show a light, and their share in percent."""

    light: Light
    n: int
    share: Decimal


class KindCount(Section):
    """How one kind of matter goes: done are those closed, `share` is theirs in percent."""

    kind: Kind
    total: int
    done: int
    share: Decimal
    closing: int
    red: int
    yellow: int


class Missed(Section):
    """A date that was missed: met so many working days late, or still open at cut-off."""

    matter: str
    title: str
    step: str
    unit: str
    due_on: date
    days: int
    handed_in_on: date | None


class Closed(Section):
    """A matter that was closed in the month."""

    matter: str
    title: str
    unit: str


class Place(Section):
    """A unit's line in the full ranking."""

    rank: int
    unit: str
    total: Decimal
    progress: Decimal | None
    quality: Decimal | None
    slips: Decimal | None
    returns: Decimal | None
    bonus: Decimal
    deduction: Decimal


class Band(Section):
    """The units whose score begins at `least`, in roster order; below all bands it is None."""

    least: Decimal | None
    units: tuple[str, ...]


class CohortRanking(Section):
    """What is published of one cohort: places or bands by the mode, and how many are ranked."""

    cohort: Cohort
    ranked: int
    places: tuple[Place, ...] = ()
    bands: tuple[Band, ...] = ()
    unranked: tuple[str, ...] = ()


class IssuedSlip(Section):
    """A slip that went out in the month."""

    number: str
    unit: str


class SlipCount(Section):
    """The slips of one kind that went out in the month."""

    kind: SlipKind
    slips: tuple[IssuedSlip, ...]


class Returns(Section):
    """How the units answered: so many asked, and who answered late or not at all."""

    asked: int
    on_time: int
    late: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def answered(self) -> int:
        """Who answered at all."""
        return self.on_time + len(self.late)


class Arrangements(Section):
    """The next month's dates by the calendar, and how many matters are due in it."""

    month: str
    prompt_at: datetime
    due_at: datetime
    cutoff_at: datetime
    provisional: bool
    matters_due: int


class Figures(Section):
    """A month's figures as they were read at `read_at`, in one transaction.

    `run` and `version` are the scores they rest on; `cutoff_at` ended the month. `matters` counts
    what is in the denominators, `aside` what is not (DOMAIN §2). `mode` is what is published of the
    ranking; while the scores are not published it is none.
    """

    month: str
    run: int
    version: int
    read_at: datetime
    cutoff_at: datetime
    cohorts: tuple[Cohort, ...]
    returns: Returns
    matters: int
    aside: tuple[StateCount, ...]
    states: tuple[StateCount, ...]
    lights: tuple[LightCount, ...]
    kinds: tuple[KindCount, ...]
    missed: tuple[Missed, ...]
    closed: tuple[Closed, ...]
    mode: Mode
    published: bool
    ranking: tuple[CohortRanking, ...]
    slips: tuple[SlipCount, ...]
    coming: Arrangements
