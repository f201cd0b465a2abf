"""Published months of a year, as short as a test can say them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from sqlmodel import Session

from models.scoring.scheme import Scheme
from models.scoring.stored import scheme_text
from models.standings.rules import Mode
from models.standings.runs import Run, Standing, run_id
from models.units import Unit, unit_id

NOW = datetime(2026, 12, 4, 2, 0, tzinfo=UTC)
JANUARY_TO_JUNE = tuple(f"2026-{month:02d}" for month in range(1, 7))


def publish_month(
    session: Session,
    office: Unit,
    month: str,
    totals: Mapping[int, Decimal | None],
    *,
    version: int = 1,
    mode: Mode | None = Mode.FULL,
    scheme: Scheme | None = None,
) -> Run:
    """A month with these totals by unit id; without a mode it is computed and not published."""
    run = Run(
        office_id=unit_id(office),
        month=month,
        version=version,
        scheme=scheme_text(scheme or Scheme()),
        scheme_digest="",
        facts_digest="",
        computed_at=NOW,
        appeals_until=NOW,
        published_at=NOW if mode else None,
        mode=mode,
    )
    session.add(run)
    session.flush()
    for unit, total in totals.items():
        session.add(Standing(run_id=run_id(run), unit_id=unit, facts="", total=total))
    session.flush()
    return run
