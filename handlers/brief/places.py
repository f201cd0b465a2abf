"""The units' places in the newest published month, as far as its mode shows them (DOMAIN §7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.context import Scene
from handlers.papers.pictures.place import place
from handlers.papers.pictures.standings import NO_CHANGE, Change, change
from handlers.standings import words
from handlers.standings.seen import Seen, sees_place
from models.standings.comparing import month_before, ranked_in
from models.standings.looking_up import newest_published
from models.standings.rules import Mode
from models.standings.runs import Run, run_id, standings_of
from models.units import Cohort, Unit, unit_id


@dataclass(frozen=True)
class Placed:
    """A unit's place in words, with its change; `share` is 1 for the last of its cohort.

    `rank` of `ranked` only where a place is shown.
    """

    seen: Seen
    text: str
    share: float = 0
    rank: int | None = None
    ranked: int = 0
    change: Change = NO_CHANGE


def placed(scene: Scene, units: Sequence[Unit]) -> dict[int, Placed]:
    """By unit id; those that nothing was published of are left out."""
    by_id = {unit_id(unit): unit for unit in units}
    seen = [
        Seen(one, run, by_id[one.unit_id])
        for one, run in newest_published(scene.session, list(by_id))
        if run.mode is not Mode.NONE
    ]
    runs = {run_id(one.run): one.run for one in seen}
    last = {number: _last_places(scene, run, by_id) for number, run in runs.items()}
    ranked: dict[tuple[int, Cohort], int] = {}
    found: dict[int, Placed] = {}
    for one in seen:
        number, cohort = run_id(one.run), one.unit.cohort
        if (number, cohort) not in ranked:
            ranked[number, cohort] = ranked_in(scene.session, one.run, cohort)
        before = last[number].get(unit_id(one.unit))
        found[unit_id(one.unit)] = _placed(scene, one, ranked[number, cohort], before)
    return found


def _placed(scene: Scene, seen: Seen, ranked: int, last: int | None) -> Placed:
    tr, one = scene.tr, seen.standing
    if one.total is None:
        return Placed(seen, tr.plain("no score"))
    if one.rank is None:
        return Placed(seen, tr.plain("no place: too few items"))
    if not sees_place(scene, seen):
        rules = scene.at(seen.run.office_id).office.rules.standings
        at = rules.band(one.total)
        return Placed(seen, words.band(tr, at, len(rules.bands)), share=at / len(rules.bands))
    moved = change(tr, one.rank, last) if last else NO_CHANGE
    share = one.rank / max(1, ranked)
    return Placed(seen, place(tr, one.rank, ranked), share, one.rank, ranked, moved)


def _last_places(scene: Scene, run: Run, units: Mapping[int, Unit]) -> dict[int, int]:
    """The places of the month before, of those units whose place was shown then."""
    before = month_before(scene.session, run)
    if before is None:
        return {}
    return {
        one.unit_id: one.rank
        for one, unit in standings_of(scene.session, before)
        if one.unit_id in units and one.rank and sees_place(scene, Seen(one, before, unit))
    }
