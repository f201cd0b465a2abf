"""Whom a notice is for, as the office has chosen it; who that is, is read when it is sent."""

from pydantic import BaseModel, ConfigDict

from models.people.posts import Role
from models.units import Cohort


class Audience(BaseModel):
    """Places times posts, besides groups of the office's own making and group chats.

    Places are every unit the office asks (`everybody`), cohorts, and single units. In them it is
    for whoever answers for the unit now; with `posts` for the holders of these instead. Posts
    without a place are meant everywhere.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    everybody: bool = False
    cohorts: frozenset[Cohort] = frozenset()
    units: frozenset[int] = frozenset()
    posts: frozenset[Role] = frozenset()
    groups: frozenset[int] = frozenset()
    chats: frozenset[int] = frozenset()

    @property
    def everywhere(self) -> bool:
        """Whether every unit the office asks is a place of it."""
        return self.everybody or bool(self.posts and not self.cohorts and not self.units)

    @property
    def empty(self) -> bool:
        """Whether nobody has been chosen."""
        return not (self.everywhere or self.cohorts or self.units or self.groups or self.chats)
