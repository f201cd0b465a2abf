"""A unit writes an experience by buttons, texts and files, hands it in, takes it back."""

from collections.abc import Callable, Mapping

from telegram import Message

from handlers.attached import Sent, say_once
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
from models.experiences.experiences import (
    Experience,
    ExperienceFile,
    ExperienceVersion,
    experience_id,
    newest,
)
from models.experiences.writing import (
    add_text,
    attach,
    begin,
    clear_files,
    clear_text,
    draft_of,
    name_it,
    submit,
    withdraw,
)
from models.focus import Focus, Topic
from models.outbox import answered
from models.refusals import Reason, Refused
from models.understanding.wishes import Wish, read_wish
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


def _draft(turn: Turn, number: int) -> ExperienceVersion:
    one, _ = own_experience(turn, number)
    return draft_of(turn.session, one, turn.me.id, turn.now)


def continued(turn: Turn, press: DraftPress) -> View:
    """Go on with the draft, or with another version."""
    _draft(turn, press.experience)
    return draft_view(turn, press.experience)


def title_asked(turn: Turn, press: TitlePress) -> View:
    """Which title instead?"""
    _draft(turn, press.experience)
    return draft_view(turn, press.experience, Topic.EXPERIENCE_TITLE)


def cleared(turn: Turn, press: ClearPress) -> View:
    """Without its text or its files."""
    draft = _draft(turn, press.experience)
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


def by_text(turn: Turn, focus: Focus) -> None:
    """A text at the draft: 提交 hands in, the first is the title, all others are the text."""
    if answered(turn.session, turn.update_id, "experience_draft"):
        return
    number = focus.subject_id or 0
    if read_wish(turn.text) is Wish.SUBMIT:
        say_submitted(turn, number)
    else:
        write(turn, number, turn.text)


def say_submitted(turn: Turn, number: int) -> None:
    """Hand in by text."""
    if not answered(turn.session, turn.update_id, "experience_page"):
        one, _ = own_experience(turn, number)
        submit(turn.session, one, turn.me.id, turn.now)
        turn.say("experience_page", params={"experience": number})


def write(turn: Turn, number: int, text: str) -> None:
    """Put what was typed where it belongs, and show the draft."""
    draft = _draft(turn, number)
    _take(turn, draft, text)
    turn.say("experience_draft", params={"experience": number})


def _take(turn: Turn, draft: ExperienceVersion, text: str) -> None:
    """The first line of the first message is the title."""
    if draft.title:
        add_text(turn.session, draft, text, turn.me.id)
        return
    title, _, rest = text.strip().partition("\n")
    name_it(turn.session, draft, title, turn.me.id)
    if rest.strip():
        add_text(turn.session, draft, rest, turn.me.id)


def retitled(turn: Turn, focus: Focus) -> None:
    """Another title as a text."""
    if not answered(turn.session, turn.update_id, "experience_draft"):
        say_title(turn, focus.subject_id or 0, turn.text)


def say_title(turn: Turn, number: int, title: str) -> None:
    """Give it this title, and show the draft."""
    name_it(turn.session, _draft(turn, number), title, turn.me.id)
    turn.say("experience_draft", params={"experience": number})


def attached(turn: Turn, message: Message, sent: Sent, focus: Focus) -> None:
    """A photo or file at the draft; words below it are taken as a text is, once."""
    number = focus.subject_id or 0
    draft = _draft(turn, number)
    file = ExperienceFile(
        experience_id=number,
        unique_id=sent.unique_id[:80],
        file_id=sent.file_id[:250],
        photo=sent.photo,
        name=sent.name,
        added_at=turn.now,
    )
    attach(turn.session, draft, file)
    caption = turn.text.strip()
    if caption and caption not in {draft.title, draft.text} and caption not in draft.text:
        _take(turn, draft, caption)
    say_once(turn, message, "experience_draft", None, {"experience": number})


ROUTES: tuple[Route, ...] = (
    on_press(NewPress, begun),
    on_press(DraftPress, continued, current),
    on_press(TitlePress, title_asked, current),
    on_press(ClearPress, cleared, current),
    on_press(SubmitPress, submitted, current),
    on_press(WithdrawPress, taken_back, current),
)
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    Topic.EXPERIENCE: by_text,
    Topic.EXPERIENCE_TITLE: retitled,
}
FILES: Mapping[Topic, Callable[[Turn, Message, Sent, Focus], None]] = {Topic.EXPERIENCE: attached}
