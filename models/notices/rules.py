"""How an office sends its notices, as data."""

from typing import Annotated

from pydantic import Field

from models.sections import Section


class NoticeRules(Section):
    """A notice to more recipients than `second_above` needs a second pair of eyes; 0: every one."""

    second_above: Annotated[int, Field(ge=0, le=1_000_000)] = 50
