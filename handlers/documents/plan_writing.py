"""The unit writes its plan as text and files, and hands it in; also by words alone."""

from collections.abc import Callable, Mapping

from telegram import Message

from handlers.attached import Sent, say_once
from handlers.context import Turn
from handlers.documents.plan_buttons import SubmitPlanPress
from handlers.documents.plans import plan_page
from handlers.documents.seen import read_duty
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.view import Shown, View
from models import focus
from models.authority import Act
from models.documents.documents import duty_id
from models.documents.examining import submit_plan
from models.documents.filings import (
    Filing,
    PlanFile,
    PlanVersion,
    attach_plan,
    draft_of,
    write_plan,
)
from models.documents.status import Stand
from models.focus import Focus, Topic
from models.refusals import Reason, Refused
from models.understanding.first_word import plain_word

SUBMIT = frozenset({"hand in", "submit", "提交", "报审", "提交报审"})


def written(turn: Turn, asked: Focus) -> None:
    """The plan as a text, or the word that hands it in."""
    stand = _own(turn, asked.subject_id or 0)
    draft = draft_of(turn.session, stand.duty, turn.me.id, turn.now)
    if plain_word(turn.text) in SUBMIT:
        _submit(turn, stand, draft)
    else:
        write_plan(turn.session, draft, turn.text, turn.me.id)
    turn.say("plan_page", params={"duty": stand.duty.id})


def _submit(turn: Turn, stand: Stand, draft: PlanVersion) -> None:
    submit_plan(turn.session, draft, turn.me.id, turn.now)
    focus.end(turn.session, turn.me.id, Topic.FILING, duty_id(stand.duty))


def attached(turn: Turn, message: Message, sent: Sent, asked: Focus) -> None:
    """A file of the plan; its caption is the plan's text where it has none yet."""
    stand = _own(turn, asked.subject_id or 0)
    draft = draft_of(turn.session, stand.duty, turn.me.id, turn.now)
    file = PlanFile(
        version_id=draft.id or 0,
        unique_id=sent.unique_id[:80],
        file_id=sent.file_id[:250],
        photo=sent.photo,
        name=sent.name,
        added_at=turn.now,
    )
    attach_plan(turn.session, draft, file)
    if turn.text.strip() and not draft.text:
        write_plan(turn.session, draft, turn.text, turn.me.id)
    say_once(turn, message, "plan_page", None, {"duty": stand.duty.id})


def _own(turn: Turn, duty: int) -> Stand:
    return read_duty(turn, duty, Act.FILE_PLAN)


def submitted(turn: Turn, press: SubmitPlanPress) -> Shown:
    """Hand the version in that was looked at."""
    draft, stand = _version(turn, press)
    _submit(turn, stand, draft)
    return Shown(_page(turn, stand), turn.tr.plain("Handed in."))


def _version(turn: Turn, press: SubmitPlanPress) -> tuple[PlanVersion, Stand]:
    turn.me.require(Act.FILE_PLAN)
    draft = turn.session.get(PlanVersion, press.version)
    if draft is None:
        raise Refused(Reason.GONE)
    filing = turn.session.get_one(Filing, draft.filing_id)
    return draft, _own(turn, filing.duty_id)


def _page(turn: Turn, stand: Stand) -> View:
    return plan_page(turn, read_duty(turn, duty_id(stand.duty)))


def current(turn: Turn, press: SubmitPlanPress) -> View:
    """The examination as it stands, when it was refused."""
    return _page(turn, _version(turn, press)[1])


ROUTES: tuple[Route, ...] = (on_press(SubmitPlanPress, submitted, current),)
FILES: Mapping[Topic, Callable[[Turn, Message, Sent, Focus], None]] = {Topic.FILING: attached}
