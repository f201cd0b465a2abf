"""What every fact of a score has in common: frozen, and unchanged by being stored as JSON."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict


class Fact(BaseModel):
    """What happened, without any judgement; the scheme judges (DOMAIN §6)."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _in_utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A moment, in UTC whatever zone it came in: the same moment is always stored as the same text."""
