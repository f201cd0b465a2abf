"""What office.toml says of the leaders' monthly brief."""

from datetime import time
from typing import Annotated

from pydantic import Field, field_validator

from models.sections import Section


class BriefRules(Section):
    """When the brief goes out in the month after: the first working morning after the month was
    published; where there are no scores on a plain day of the month, and where they are not
    published yet a few working days later. No time turns it off.
    """

    at: time | None = time(9, 0)
    day: Annotated[int, Field(ge=1, le=28)] = 15

    @field_validator("at", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value
