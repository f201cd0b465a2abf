"""How much may be asked of a unit in a month before the office is told so (DOMAIN §7)."""

from typing import Annotated

from pydantic import Field

from models.sections import Section

Cap = Annotated[int, Field(ge=1, le=10_000)]


class BurdenRules(Section):
    """Caps per unit and month: messages to it, fields it fills in, taps and texts it takes."""

    messages: Cap = 20
    fields: Cap = 60
    inputs: Cap = 60
