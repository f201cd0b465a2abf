"""One row of the desk: so many of one sort of work that wait, and the button that opens them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.buttons import Press
from handlers.context import Scene
from models.backlog import Backlog


class Group(StrEnum):
    """Whose turn it is: this person's, somebody else's on whom the office waits, or the month's."""

    YOURS = "yours"
    OTHERS = "others"
    MONTH = "month"


@dataclass(frozen=True)
class Waiting:
    """So many of one sort of work. A sort of which nothing waits has no row.

    `words` is the sort's name in the catalogue, without the number: N_("Returns to review"); the
    desk puts the number after it, in the line as on the key. `press` opens the list, or the card
    when there is one only. `oldest` is since when the first of them waits. `urgent` stands first
    and is marked; who only knows `oldest` leaves that to `late`. `announced`: each came with a
    message of its own, so that the morning's digest need not repeat what is new. `calm`: it may
    wait long, so the digest does not go out for it alone every morning, but once a week and when
    more of it came at `newest`.
    """

    words: str
    n: int
    press: Press
    urgent: bool = False
    oldest: datetime | None = None
    group: Group = Group.YOURS
    announced: bool = False
    calm: bool = False
    newest: datetime | None = None


def to_judge(scene: Scene, words: str, found: Backlog, press: Press) -> Waiting:
    """What units handed in, each with a message of its own, and the office has to judge."""
    return Waiting(
        words,
        found.n,
        press,
        urgent=late(scene, found.oldest),
        oldest=found.oldest,
        announced=True,
    )


def late(scene: Scene, oldest: datetime | None) -> bool:
    """Whether something waits for longer than the office wants anything to wait (office.toml)."""
    if oldest is None:
        return False
    calendar, rules = scene.office.calendar, scene.office.rules.desk
    return calendar.count(calendar.today(oldest), scene.today) >= rules.late_days


def in_order(rows: Iterable[Waiting]) -> list[Waiting]:
    """The urgent rows first, else as they came."""
    return sorted(rows, key=lambda row: not row.urgent)
