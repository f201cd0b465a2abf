"""/publish: what would be published, to whom, and the confirmation; or nothing at all (§3)."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.going_out import not_before
from handlers.hearing import Route, on_command
from handlers.pressing import on_press
from handlers.standings import words
from handlers.standings.buttons import (
    AppealsPress,
    ConfirmPress,
    PicturePress,
    PublishPress,
    RunPress,
    Size,
)
from handlers.standings.overview import cohorts_in, notable, run_page
from handlers.standings.rank import office_month
from handlers.standings.unit_page import month, state_line
from handlers.typed_months import split_month
from handlers.view import Key, Shown, View, lines
from models.authority import Act
from models.calendar import Month
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.standings.appeals import open_appeals
from models.standings.publishing import publish, reach
from models.standings.rules import Mode
from models.standings.runs import Run, newest_run, run_id, standings_of
from models.understanding.first_word import plain_word

MODE_WORDS: Mapping[str, Mode] = {
    **{one.value: one for one in Mode},
    "全部": Mode.FULL,
    "分档": Mode.BANDS,
    "本单位": Mode.OWN,
    "不公布": Mode.NONE,
}
YES = frozenset({"yes", "确认"})


def own_run(scene: Scene, number: int) -> Run:
    """A month of this person's own office, to be published; Refused(GONE), Refused(NOT_ALLOWED)."""
    scene.me.require(Act.PUBLISH)
    run = scene.session.get(Run, number)
    if run is None:
        raise Refused(Reason.GONE)
    scene.me.require_own(Act.PUBLISH, run.office_id)
    return run


def proposal(scene: Scene, run: Run, mode: Mode) -> View:
    """What publishing in this mode means, and the other modes."""
    if run.published_at is not None:
        return run_page(scene, run)
    tr, rows = scene.tr, standings_of(scene.session, run)
    text = lines(
        tr("<b>Publish the scores of {month}?</b>", month=month(scene, run)),
        state_line(scene, run),
        tr("What is published: <b>{mode}</b>", mode=words.mode(tr, mode)),
        *_reach(scene, run, mode),
        *_cautions(scene, run),
        not_before(scene) if mode is not Mode.NONE else None,
        *notable(scene, run, rows),
    )
    return View(text, _keys(scene, run, mode))


def _reach(scene: Scene, run: Run, mode: Mode) -> Iterator[Markup]:
    tr = scene.tr
    if mode is Mode.NONE:
        yield tr("The month is closed; nobody is told anything, and units keep their own figures.")
        return
    units, people = reach(scene.session, run, mode)
    yield tr(
        "Units it reaches: {units}. People: {people}. Messages: {n}.",
        units=units,
        people=people,
        n=units + people,
    )


def _cautions(scene: Scene, run: Run) -> Iterator[Markup]:
    tr = scene.tr
    if waiting := len(open_appeals(scene.session, run.office_id, run.month)):
        yield tr("Appeals that wait: {n}. They have to be decided first.", n=waiting)
    if scene.now <= run.appeals_until:
        yield tr("Units can still appeal; what is granted later is published anew as corrected.")


def _keys(scene: Scene, run: Run, mode: Mode) -> list[list[Key]]:
    tr, number = scene.tr, run_id(run)
    others = [Key(words.mode(tr, one), PublishPress(number, one)) for one in Mode if one != mode]
    waiting = bool(open_appeals(scene.session, run.office_id, run.month))
    cohorts = cohorts_in(standings_of(scene.session, run))
    confirm = tr.plain("Close without publishing") if mode is Mode.NONE else tr.plain("Publish now")
    picture = [Key(tr.plain("As a picture"), PicturePress(number, cohorts[0], Size.PHOTO))]
    return [
        [Key(tr.plain("To the appeals"), AppealsPress(0))]
        if waiting
        else [Key(confirm, ConfirmPress(number, mode))],
        others[:2],
        others[2:],
        picture if cohorts and mode is not Mode.NONE else [],
        [Key(tr.plain("Back"), RunPress(number))],
    ]


def pressed(turn: Turn, press: PublishPress) -> View:
    """The proposal in the pressed message."""
    return proposal(turn, own_run(turn, press.run), press.mode)


def confirmed(turn: Turn, press: ConfirmPress) -> Shown:
    """Publish it; everybody is told once."""
    run = own_run(turn, press.run)
    publish(turn.session, run, press.mode, turn.me.id, turn.now)
    return Shown(run_page(turn, run), _word(turn, press.mode))


def _word(scene: Scene, mode: Mode) -> str:
    if mode is Mode.NONE:
        return scene.tr.plain("The month is closed without being published.")
    return scene.tr.plain("Published.")


def current(turn: Turn, press: ConfirmPress) -> View:
    """What holds now, when publishing was refused: the version that counts."""
    run = own_run(turn, press.run)
    newest = newest_run(turn.session, run.office_id, Month.parse(run.month)) or run
    return proposal(turn, newest, press.mode)


def command(turn: Turn) -> None:
    """`/publish`, `/publish 2026-11 bands`, and with yes after it at once.

    What is not understood might name another month, so then nothing is published yet.
    """
    turn.me.require(Act.PUBLISH)
    if answered(turn.session, turn.update_id, "publish_said"):
        return
    named, words_said = split_month(turn.text)
    run, said = office_month(turn, Act.PUBLISH, named), plain_word(words_said).split()
    modes = [MODE_WORDS[one] for one in said if one in MODE_WORDS]
    mode = modes[0] if modes else turn.at(run.office_id).office.rules.standings.mode
    if modes and YES & set(said) and set(said) <= YES | set(MODE_WORDS):
        publish(turn.session, run, mode, turn.me.id, turn.now)
    turn.say("publish_said", params={"run": run.id, "mode": mode.value})


def said(scene: Scene, row: Outbox) -> View:
    """The proposal as a new message; the month itself once it is published."""
    return proposal(scene, own_run(scene, row.params["run"]), Mode(row.params["mode"]))


ROUTES: tuple[Route, ...] = (
    on_command("publish", command),
    on_press(PublishPress, pressed),
    on_press(ConfirmPress, confirmed, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"publish_said": said}
