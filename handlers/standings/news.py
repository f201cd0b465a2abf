"""What is told by itself: the preview, that a month is computed, ready, published (DOMAIN §3)."""

from collections.abc import Callable, Mapping, Sequence

from handlers import terms
from handlers.context import Scene
from handlers.standings import words
from handlers.standings.buttons import Opened, OpenPress, PicturePress, Size
from handlers.standings.overview import cohorts_in, notable, run_page
from handlers.standings.pictures import card_view, cohort_photo, own_place, photo
from handlers.standings.seen import Seen, office_run, seen_standing
from handlers.standings.unit_page import month, state_line, summary, title_line
from handlers.view import Key, Paper, View, clip, in_rows, lines
from models.authority import Act
from models.outbox import Outbox
from models.standings.rules import Mode
from models.standings.runs import Run, run_id, standings_of
from models.units import Cohort, Unit, unit_id

MOST_UNITS = 5
"""So many units fit below a photo."""


def previewed(scene: Scene, row: Outbox) -> View | None:
    """A unit's own figures before anything is published; None once the month is."""
    seen = seen_standing(scene, row.subject_id or 0)
    return card_view(scene, seen) if seen.run.published_at is None else None


def computed(scene: Scene, row: Outbox) -> View | None:
    """To the office: the month with the candidate for a consultation; None once it is published."""
    run = office_run(scene, row.subject_id or 0)
    return run_page(scene, run) if run.published_at is None else None


def ready(scene: Scene, row: Outbox) -> View | None:
    """To who may publish: the days for appeals are over; None once it is published."""
    run = office_run(scene, row.subject_id or 0)
    if run.published_at is not None:
        return None
    page = run_page(scene, run)
    word = scene.tr(
        "The days for appeals are over: the scores can be published, or the month closed."
    )
    return View(lines(word, page.text), page.keys)


def published(scene: Scene, row: Outbox) -> View | None:
    """To a unit: its own place, as far as the mode shows it."""
    seen = seen_standing(scene, row.subject_id or 0)
    if seen.run.published_at is None or seen.run.mode is Mode.NONE:
        return None
    text = lines(title_line(scene, seen), state_line(scene, seen.run), *summary(scene, seen))
    return View(text, _unit_keys(scene, seen), paper=_unit_photo(scene, seen))


def _unit_photo(scene: Scene, seen: Seen) -> Paper:
    if seen.run.mode is Mode.OWN:
        return photo(scene, own_place(scene, seen))
    mode = seen.run.mode or Mode.FULL
    return photo(scene, cohort_photo(scene, seen.run, mode, seen.unit.cohort))


def _unit_keys(scene: Scene, seen: Seen) -> list[list[Key]]:
    tr, number = scene.tr, run_id(seen.run)
    full = Key(tr.plain("Full size"), PicturePress(number, seen.unit.cohort, Size.FILE))
    return [
        [Key(tr.plain("Open the figures"), OpenPress(Opened.UNIT, seen.id))],
        [full] if seen.run.mode is not Mode.OWN else [],
    ]


def published_to_people(scene: Scene, row: Outbox) -> View | None:
    """To a leader what they answer for, to the office the whole; with the first cohort's picture.

    Where only own places are published, a leader has them as words.
    """
    run = scene.session.get(Run, row.subject_id)
    if run is None or run.published_at is None or run.mode in {None, Mode.NONE}:
        return None
    office = scene.session.get_one(Unit, run.office_id)
    if scene.me.may(Act.READ_RUN, office):
        return _to_office(scene, run)
    return _to_leader(scene, run)


def _to_office(scene: Scene, run: Run) -> View:
    rows = standings_of(scene.session, run)
    tr, cohorts = scene.tr, cohorts_in(rows)
    text = lines(
        tr("<b>Scores of {month}</b>", month=month(scene, run)),
        state_line(scene, run),
        tr("Published: {mode}", mode=words.mode(tr, run.mode or Mode.NONE)),
        *notable(scene, run, rows),
    )
    whole = Key(tr.plain("Open the figures"), OpenPress(Opened.RUN, run_id(run)))
    picture = photo(scene, cohort_photo(scene, run, Mode.FULL, cohorts[0])) if cohorts else None
    return View(text, [[whole], *_pictures(scene, run, cohorts)], paper=picture)


def _to_leader(scene: Scene, run: Run) -> View | None:
    tr = scene.tr
    units = {unit_id(unit): unit for unit in scene.me.units(Act.READ_BRIEF)}
    own = [
        Seen(one, run, unit) for one, unit in standings_of(scene.session, run) if unit.id in units
    ]
    if not own:
        return None
    text = lines(
        tr("<b>Scores of {month}</b>", month=month(scene, run)),
        state_line(scene, run),
        *(lines(title_line(scene, one), *summary(scene, one)) for one in own[:MOST_UNITS]),
    )
    keys = [
        [Key(clip(one.unit.name, 30), OpenPress(Opened.UNIT, one.id))] for one in own[:MOST_UNITS]
    ]
    if len(own) > MOST_UNITS:
        keys.append([Key(tr.plain("My units"), OpenPress(Opened.OWN, run_id(run)))])
    if run.mode is Mode.OWN:
        return View(text, keys)
    cohorts = list(dict.fromkeys(one.unit.cohort for one in own))
    paper = photo(scene, cohort_photo(scene, run, run.mode or Mode.FULL, cohorts[0]))
    return View(text, [*keys, *_pictures(scene, run, cohorts)], paper=paper)


def _pictures(scene: Scene, run: Run, cohorts: Sequence[Cohort]) -> list[list[Key]]:
    """The first cohort's picture in full size, the others' as photos."""
    tr, number = scene.tr, run_id(run)
    full = Key(tr.plain("Full size"), PicturePress(number, cohorts[0], Size.FILE))
    others = [
        Key(terms.cohort(tr, one), PicturePress(number, one, Size.PHOTO)) for one in cohorts[1:]
    ]
    return [[full], *in_rows(others, 2)]


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "standing_preview": previewed,
    "run_computed": computed,
    "run_ready": ready,
    "standing_published": published,
    "run_published": published_to_people,
}
