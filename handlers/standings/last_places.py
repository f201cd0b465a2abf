"""The places of the month before, as far as this person was shown them (DOMAIN §7)."""

from collections.abc import Mapping

from handlers.context import Scene
from handlers.standings.seen import Seen, sees_place
from models.authority import Act
from models.standings.comparing import month_before
from models.standings.rules import Mode
from models.standings.runs import Run, standing_of, standings_of
from models.units import Unit, unit_id


def last_places(scene: Scene, run: Run) -> Mapping[int, int]:
    """Every unit's place by unit id, for the office; for others what was published in full."""
    before = month_before(scene.session, run)
    if before is None:
        return {}
    in_office = scene.me.may(Act.READ_RUN, scene.session.get_one(Unit, run.office_id))
    if not in_office and (before.published_at is None or before.mode is not Mode.FULL):
        return {}
    return {one.unit_id: one.rank for one, _ in standings_of(scene.session, before) if one.rank}


def own_last_place(scene: Scene, seen: Seen) -> int | None:
    """A unit's own place; None where it was not shown."""
    before = month_before(scene.session, seen.run)
    one = standing_of(scene.session, before, unit_id(seen.unit)) if before else None
    if before is None or one is None or not sees_place(scene, Seen(one, before, seen.unit)):
        return None
    return one.rank
