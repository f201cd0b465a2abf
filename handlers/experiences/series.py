"""/series: the month's experiences are chosen, put in order, looked at and sent, one a day (§3)."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.context import Scene, Turn
from handlers.experiences.page import page
from handlers.experiences.series_buttons import (
    ChoosePress,
    Move,
    SendSeriesPress,
    SeriesPress,
    StopSeriesPress,
)
from handlers.experiences.series_page import fingerprint, look, numbers_of, series_page
from handlers.hearing import Route, on_command
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, lines
from models.authority import Act
from models.experiences.experiences import ExperienceState, experience_by_id
from models.experiences.series import (
    ExperienceSeries,
    SeriesPart,
    SeriesState,
    choose,
    draft_series,
    parts_of,
    running,
    send,
    series_by_id,
    stop,
)
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.understanding.first_word import plain_word, split_word
from models.units import Unit, unit_id

ON_A_PAGE = 10


def _office(scene: Scene) -> Unit:
    """The office whose series the reader sees to."""
    scene.me.require(Act.REVIEW_EXPERIENCE)
    return scene.me.listed(Act.REVIEW_EXPERIENCE)[0]


def _draft(turn: Turn) -> ExperienceSeries:
    """The series that is put together; it is begun with the first choice."""
    return draft_series(turn.session, unit_id(_office(turn)), turn.me.id, turn.now)


def _own(turn: Turn, number: int) -> ExperienceSeries:
    turn.me.require(Act.REVIEW_EXPERIENCE)
    series = series_by_id(turn.session, number)
    turn.me.require_own(Act.REVIEW_EXPERIENCE, series.office_id)
    return series


def opened(turn: Turn, press: SeriesPress) -> View:
    """The series in the pressed message."""
    return series_page(turn, unit_id(_office(turn)), press.page)


def said(scene: Scene, _row: Outbox) -> View:
    """The series as a new message."""
    return series_page(scene, unit_id(_office(scene)))


def moved(turn: Turn, press: ChoosePress) -> View:
    """In, out, or one place forward."""
    series = _own(turn, press.series) if press.series else _draft(turn)
    numbers, one = numbers_of(parts_of(turn.session, series)), press.experience
    at = numbers.index(one) if one in numbers else None
    if press.move is Move.IN and at is None:
        numbers.append(one)
    elif press.move is Move.OUT and at is not None:
        numbers.remove(one)
    elif press.move is Move.UP and at:
        numbers[at - 1], numbers[at] = numbers[at], numbers[at - 1]
    choose(turn.session, series, numbers)
    return series_page(turn, series.office_id)


def send_asked(turn: Turn, press: SendSeriesPress) -> View | Shown:
    """First whom it reaches on which days, with each to read; then the deed."""
    series = _own(turn, press.series)
    numbers = numbers_of(parts_of(turn.session, series))
    if fingerprint(numbers) != press.seen:
        raise Refused(Reason.STALE_PREVIEW)
    if press.sure is Sure.ASK:
        return look(turn, series, numbers)
    start(turn, series)
    toast = turn.tr.plain("The series runs.")
    return Shown(series_page(turn, series.office_id), toast)


def start(turn: Turn, series: ExperienceSeries) -> None:
    """Let a series run by its office's rules."""
    office = turn.at(series.office_id).office
    rules = office.rules.experiences
    send(turn.session, series, office.calendar, rules, turn.me.id, turn.now)


def stop_asked(turn: Turn, press: StopSeriesPress) -> View | Shown:
    """停止: asked once more, then nothing more of it goes out."""
    series = _own(turn, press.series)
    tr = turn.tr
    if press.sure is Sure.ASK:
        left = [part for part in parts_of(turn.session, series) if part.told_at is None]
        question = tr("Stop the series? Not sent yet: {n}. They can be chosen again.", n=len(left))
        sure = Key(tr.plain("Stop it"), StopSeriesPress(press.series, Sure.YES))
        return View(question, [[sure, Key(tr.plain("Back"), SeriesPress(0))]])
    stop(turn.session, series, turn.me.id, turn.now)
    return Shown(series_page(turn, series.office_id), tr.plain("Stopped."))


def current(turn: Turn, _press: ChoosePress | SendSeriesPress | StopSeriesPress) -> View:
    """How it stands, when something was refused."""
    return series_page(turn, unit_id(_office(turn)))


def told(scene: Scene, row: Outbox) -> View | None:
    """To a reader; nothing when the series was stopped meanwhile."""
    part = scene.session.get(SeriesPart, row.subject_id)
    if part is None:
        return None
    series = series_by_id(scene.session, part.series_id)
    one, _ = experience_by_id(scene.session, part.experience_id)
    if series.state is not SeriesState.RUNNING or one.state is not ExperienceState.ACCEPTED:
        return None
    found = parts_of(scene.session, series)
    head = scene.tr(
        "📣 <b>Experiences of the month</b>, {n} of {total}",
        n=numbers_of(found).index(part.experience_id) + 1,
        total=len(found),
    )
    view = page(scene, part.experience_id)
    return replace(view, text=lines(head, view.text), asks=None)


def command(turn: Turn) -> None:
    """`/series`, `/series 12 9 15`, `/series send`, `/series stop`."""
    _office(turn)
    if answered(turn.session, turn.update_id, "series"):
        return
    said = turn.text.split()
    if said and all(one.isascii() and one.isdigit() for one in said):
        choose(turn.session, _draft(turn), [int(one[:9]) for one in said])
    elif said:
        word, _ = split_word(turn.text)
        _deed(turn, plain_word(word))
    turn.say("series")


def _deed(turn: Turn, word: str) -> None:
    if word in {"send", "下发"}:
        start(turn, _draft(turn))
    elif word in {"stop", "停止"}:
        under_way = running(turn.session, unit_id(_office(turn)))
        if not under_way:
            raise Refused(Reason.ALREADY_DECIDED)
        for one in under_way:
            stop(turn.session, one, turn.me.id, turn.now)
    else:
        raise Refused(Reason.EXPERIENCE_UNCLEAR)


ROUTES: tuple[Route, ...] = (
    on_command("series", command),
    on_press(SeriesPress, opened),
    on_press(ChoosePress, moved, current),
    on_press(SendSeriesPress, send_asked, current),
    on_press(StopSeriesPress, stop_asked, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "series": said,
    "experience_told": told,
}
