"""How an office issues its circulars, as data: heading, number, who signs, whom it addresses."""

from typing import Annotated

from pydantic import Field

from models.people.posts import Role
from models.signed_papers import SignedPaper


class CircularRules(SignedPaper):
    """`signers` are posts of the office; each of them may approve, `stand_in` while all are away.

    An empty `addressee` names the cohorts that are scored; empty `copies` leave their line out.
    """

    heading: Annotated[str, Field(min_length=1, max_length=40)] = "改革工作通报"
    number: Annotated[str, Field(max_length=40)] = "改通〔{year}〕{n}号"
    signers: Annotated[tuple[Role, ...], Field(min_length=1)] = (Role.DIRECTOR,)
    stand_in: Role | None = Role.DEPUTY_DIRECTOR
    addressee: str = Field(default="", max_length=200)
    copies: tuple[Annotated[str, Field(min_length=1, max_length=120)], ...] = ()
