"""The buttons about group chats; all of them stand in private chats."""

from dataclasses import dataclass

from handlers.buttons import Press


@dataclass(frozen=True)
class GroupsPress(Press, code="ga"):
    """Show the group chats the bot is in."""

    page: int


@dataclass(frozen=True)
class GroupPress(Press, code="gb"):
    """Show one group chat."""

    group: int


@dataclass(frozen=True)
class BindPress(Press, code="gc"):
    """Make a group chat a notice board of the office."""

    group: int


@dataclass(frozen=True)
class UnbindPress(Press, code="gf"):
    """Let a group chat be a notice board no more."""

    group: int
