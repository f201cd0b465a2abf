"""A unit writes an experience by buttons, texts and files, hands it in, takes it back."""

from handlers.context import Scene, Turn
from handlers.experiences import words
from handlers.experiences.buttons import (
    ClearPress,
    DraftPress,
    NewPress,
    SubmitPress,
    TitlePress,
    What,
    WithdrawPress,
)
from handlers.experiences.draft import draft_view
from handlers.experiences.own import own_list
from handlers.experiences.page import page
from handlers.experiences.seen import own_experience
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, lines
from models.authority import Act
from models.experiences.experiences import Experience, ExperienceVersion, experience_id, newest
from models.experiences.writing import begin, clear_files, clear_text, draft_of, submit, withdraw
from models.focus import Topic
from models.refusals import Reason, Refused
from models.units import Unit


def begun(turn: Turn, press: NewPress) -> View:
    """A new one of this unit's."""
    turn.me.require(Act.WRITE_EXPERIENCE)
    unit = turn.session.get(Unit, press.unit)
    if unit is None:
        raise Refused(Reason.GONE)
    turn.me.require(Act.WRITE_EXPERIENCE, unit)
    one = begin(turn.session, unit, turn.me.id, turn.now)
    return draft_view(turn, experience_id(one))


def draft_at(turn: Turn, number: int) -> ExperienceVersion:
    """The draft of a unit's own experience; a new version where the last was handed in."""
    one, _ = own_experience(turn, number)
    return draft_of(turn.session, one, turn.me.id, turn.now)


def continued(turn: Turn, press: DraftPress) -> View:
    """Go on with the draft, or with another version."""
    draft_at(turn, press.experience)
    return draft_view(turn, press.experience)


def title_asked(turn: Turn, press: TitlePress) -> View:
    """Which title instead?"""
    draft_at(turn, press.experience)
    return draft_view(turn, press.experience, Topic.EXPERIENCE_TITLE)


def cleared(turn: Turn, press: ClearPress) -> View:
    """Without its text or its files."""
    draft = draft_at(turn, press.experience)
    if press.what is What.TEXT:
        clear_text(turn.session, draft)
    else:
        clear_files(turn.session, draft)
    return draft_view(turn, press.experience)


def submitted(turn: Turn, press: SubmitPress) -> View | Shown:
    """提交 by button; a second tap shows what came of the first."""
    one, _ = own_experience(turn, press.experience)
    version = newest(turn.session, one)
    if words.fingerprint(version) != press.seen:
        raise Refused(Reason.STALE_PREVIEW)
    if version.submitted_at is None:
        submit(turn.session, one, turn.me.id, turn.now)
    return Shown(page(turn, press.experience), turn.tr.plain("Submitted."))


def taken_back(turn: Turn, press: WithdrawPress) -> View | Shown:
    """撤回 after one more look; a draft that was never handed in is thrown away."""
    one, _ = own_experience(turn, press.experience)
    if press.sure is Sure.ASK:
        return _sure(turn, one)
    withdraw(turn.session, one, turn.me.id, turn.now)
    return Shown(own_list(turn, 0), turn.tr.plain("Withdrawn."))


def _sure(scene: Scene, one: Experience) -> View:
    tr, number = scene.tr, experience_id(one)
    version = newest(scene.session, one)
    question = tr("Withdraw experience {n}: {title}?", n=number, title=version.title)
    keys = [
        Key(tr.plain("Withdraw"), WithdrawPress(number, Sure.YES)),
        Key(tr.plain("Back"), DraftPress(number)),
    ]
    return View(lines(question), [keys])


def current(
    turn: Turn, press: DraftPress | TitlePress | ClearPress | SubmitPress | WithdrawPress
) -> View:
    """How it stands, when something was refused."""
    return draft_view(turn, press.experience)


ROUTES: tuple[Route, ...] = (
    on_press(NewPress, begun),
    on_press(DraftPress, continued, current),
    on_press(TitlePress, title_asked, current),
    on_press(ClearPress, cleared, current),
    on_press(SubmitPress, submitted, current),
    on_press(WithdrawPress, taken_back, current),
)
