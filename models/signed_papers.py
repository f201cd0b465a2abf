"""What office.toml says of every paper that is numbered and signed: a slip, a circular."""

from typing import Annotated

from pydantic import Field, field_validator

from models.numbers import checked_pattern
from models.people.posts import OFFICE_ROLES, Role
from models.sections import Section


class SignedPaper(Section):
    """`signers` are posts of the office; each of them may sign, `stand_in` while all are on leave.

    `number` holds {year} and {n} once each.
    """

    heading: Annotated[str, Field(min_length=1, max_length=40)]
    number: Annotated[str, Field(max_length=40)]
    signers: tuple[Role, ...] = ()
    stand_in: Role | None = None

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
