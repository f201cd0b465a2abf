"""How an office issues its circulars, as data: heading, number, who signs, whom it addresses."""

from typing import Annotated

from pydantic import Field, field_validator

from models.numbers import checked_pattern
from models.people.posts import OFFICE_ROLES, Role
from models.sections import Section


class CircularRules(Section):
    """`signers` are posts of the office; each of them may approve, `stand_in` while all are away.

    An empty `addressee` names the cohorts that are scored; empty `copies` leave their line out.
    """

    heading: Annotated[str, Field(min_length=1, max_length=40)] = "改革工作通报"
    number: Annotated[str, Field(max_length=40)] = "改通〔{year}〕{n}号"
    signers: Annotated[tuple[Role, ...], Field(min_length=1)] = (Role.DIRECTOR,)
    stand_in: Role | None = Role.DEPUTY_DIRECTOR
    addressee: str = Field(default="", max_length=200)
    copies: tuple[Annotated[str, Field(min_length=1, max_length=120)], ...] = ()

    @field_validator("stand_in", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("number")
    @classmethod
    def _has_its_places(cls, value: str) -> str:
        return checked_pattern(value)

    @field_validator("signers", "stand_in")
    @classmethod
    def _signed_in_the_office(cls, value: tuple[Role, ...] | Role) -> tuple[Role, ...] | Role:
        posts = {value} if isinstance(value, Role) else set(value or ())
        if not posts <= OFFICE_ROLES:
            raise ValueError("only posts of an office sign")
        return value
