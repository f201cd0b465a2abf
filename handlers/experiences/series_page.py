"""The month's series as it is looked at: what is chosen, what runs, whom it would reach (§3)."""

import zlib
from collections.abc import Sequence

from markupsafe import Markup

from handlers.context import Scene
from handlers.experiences import words
from handlers.experiences.buttons import ReadPress
from handlers.experiences.series_buttons import (
    ChoosePress,
    Move,
    SendSeriesPress,
    SeriesPress,
    StopSeriesPress,
)
from handlers.office.buttons import Sure
from handlers.pages import Page, page_keys, page_of
from handlers.view import Key, View, in_rows, lines
from models.experiences.archive import listed
from models.experiences.series import (
    ExperienceSeries,
    SeriesPart,
    SeriesState,
    candidates,
    days,
    known_draft,
    parts_of,
    running,
)
from models.experiences.telling import readers
from models.refusals import Reason, Refused
from models.units import Unit

ON_A_PAGE = 10


def series_page(scene: Scene, office: int, number: int = 0) -> View:
    """What runs, what is chosen in its order, and what can be chosen."""
    tr, scene = scene.tr, scene.at(office)
    series = known_draft(scene.session, office)
    chosen = numbers_of(parts_of(scene.session, series)) if series else []
    free = candidates(scene.session, office)
    shown = page_of(free, number, ON_A_PAGE)
    under_way = running(scene.session, office)
    text = lines(
        *(line for one in under_way for line in _running(scene, one)),
        tr("<b>The next series</b>: chosen {n}", n=len(chosen)),
        *_rows(scene, chosen),
        tr("\nAccepted and not sent yet: {n}", n=len(free)),
        *_rows(scene, shown.items),
        tr("/series with numbers sets the order: /series 12 9 15."),
    )
    return View(text, _keys(scene, series, chosen, shown, under_way))


def _rows(scene: Scene, numbers: Sequence[int]) -> list[Markup]:
    return [words.archive_line(scene, row) for row in listed(scene.session, numbers)]


def _running(scene: Scene, series: ExperienceSeries) -> list[Markup]:
    tr, parts = scene.tr, parts_of(scene.session, series)
    told = sum(part.told_at is not None for part in parts)
    head = tr("<b>Running</b>: sent {told} of {n}", told=told, n=len(parts))
    rows = zip(parts, _rows(scene, numbers_of(parts)), strict=False)
    return [head, *(tr("{mark} {line}", mark=_mark(scene, part), line=line) for part, line in rows)]


def _mark(scene: Scene, part: SeriesPart) -> str:
    if part.told_at is not None:
        return "✓"
    return scene.tr.day(part.goes_on) if part.goes_on else ""


def _keys(
    scene: Scene,
    series: ExperienceSeries | None,
    chosen: Sequence[int],
    shown: Page[int],
    under_way: Sequence[ExperienceSeries],
) -> list[list[Key]]:
    tr, number = scene.tr, (series.id or 0) if series else 0
    ups = [Key(f"↑ {one}", ChoosePress(number, one, Move.UP)) for one in chosen[1:]]
    outs = [Key(f"✕ {one}", ChoosePress(number, one, Move.OUT)) for one in chosen]
    ins = [Key(f"+ {one}", ChoosePress(number, one, Move.IN)) for one in shown.items]
    seen = fingerprint(chosen)
    go = [Key(tr.plain("Look at it and send"), SendSeriesPress(number, seen, Sure.ASK))]
    stops = [
        Key(tr.plain("Stop what has not gone"), StopSeriesPress(one.id or 0, Sure.ASK))
        for one in under_way
    ]
    picks = [*in_rows(ups, 5), *in_rows(outs, 5), *in_rows(ins, 5)]
    return [*picks, page_keys(tr, shown, SeriesPress), go if chosen else [], stops]


def numbers_of(parts: Sequence[SeriesPart]) -> list[int]:
    """The experiences of some parts."""
    return [part.experience_id for part in parts]


def fingerprint(numbers: Sequence[int]) -> int:
    """A number that changes with the order, for the button below it."""
    return zlib.crc32(" ".join(map(str, numbers)).encode()) >> 1


def look(scene: Scene, series: ExperienceSeries, numbers: Sequence[int]) -> View:
    """On which days they would go out, and to how many."""
    if series.state is not SeriesState.DRAFT:
        raise Refused(Reason.ALREADY_SENT)
    tr, scene = scene.tr, scene.at(series.office_id)
    rules, calendar = scene.office.rules.experiences, scene.office.calendar
    office = scene.session.get_one(Unit, series.office_id)
    people = readers(scene.session, office, scene.today)
    planned = zip(
        days(calendar, rules, len(numbers), scene.now), _rows(scene, numbers), strict=False
    )
    text = lines(
        tr.plural(
            "It goes to {n} person, one experience a working day at {at}:",
            "It goes to {n} people, one experience a working day at {at}:",
            len(people),
            at=f"{rules.at:%H:%M}",
        ),
        *(tr("{day}: {line}", day=tr.day(day), line=line) for day, line in planned),
    )
    read = [Key(str(one), ReadPress(one, 0)) for one in numbers]
    seen = fingerprint(numbers)
    go = Key(tr.plain("Send the series"), SendSeriesPress(series.id or 0, seen, Sure.YES))
    return View(text, [*in_rows(read, 5), [go], [Key(tr.plain("Back"), SeriesPress(0))]])
