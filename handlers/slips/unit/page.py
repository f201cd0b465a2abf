"""A slip's page at its unit: what it asks, where it stands, and what can be done about it now."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.dispatch.buttons import CardPress
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.slips.buttons import Form, OfficeSlipPress, OwnSlipsPress, PaperPress, SlipPress
from handlers.slips.seen import unit_slip
from handlers.slips.unit.buttons import AnswerPress, ExtendPress, OfSlip, ReceivePress
from handlers.slips.unit.lines import answer_lines, extension_line, heading_lines, limit_lines
from handlers.slips.unit.matter import card_of
from handlers.view import Ask, Key, View, lines
from locales import N_
from models.authority import Act
from models.focus import Topic
from models.outbox import Outbox
from models.refusals import Refused
from models.slips.answers import AnswerKind, asks_for
from models.slips.extensions import check_extendable
from models.slips.rungs import SlipKind
from models.slips.slips import OPEN, RUNNING, Slip, SlipState, slip_id
from models.units import Unit

WORDS: Mapping[str, str] = {
    "arrived": N_("Your unit has received a slip from the reform office."),
    "received": N_("Receipt is confirmed."),
    "submitted": N_("Submitted. The reform office has been told."),
    "late": N_("Submitted after the limit: it is on record as late. The reform office was told."),
    "extension": N_("The extension has been asked for. Until it is decided, the date stands."),
    "over": N_("This slip is done with: nothing can be handed in any more."),
}


def opened(turn: Turn, press: SlipPress) -> View:
    """The page in the pressed message."""
    return slip_page(turn, *unit_slip(turn, press.slip))


def current(turn: Turn, press: OfSlip) -> View:
    """The page as it is now, when something about a slip was refused."""
    return slip_page(turn, *unit_slip(turn, press.slip))


def said(scene: Scene, row: Outbox) -> View:
    """The page as a new message, with what has just been done."""
    found = unit_slip(scene, row.subject_id or 0)
    code = row.params.get("word")
    return slip_page(scene, *found, scene.tr(WORDS[code]) if code else None)


def slip_page(scene: Scene, slip: Slip, unit: Unit, word: Markup | None = None) -> View:
    """Everything a unit has to know about one slip; whoever only reads gets no deeds."""
    answering = scene.me.may(Act.ANSWER_SLIP, unit)
    able = answering and slip.state in OPEN
    card = card_of(scene, slip) if able and slip.kind is SlipKind.PROMPT else None
    text = lines(
        word,
        *heading_lines(scene, slip, unit),
        *limit_lines(scene, slip),
        extension_line(scene, slip),
        *answer_lines(scene, slip),
        _report_line(scene, slip, card) if able else None,
    )
    keys = [*(_deeds(scene, slip, card) if able else ()), *_ways(scene, slip)]
    return View(text, keys, Ask(Topic.SLIP, slip_id(slip)) if answering else None)


def _report_line(scene: Scene, slip: Slip, card: int | None) -> Markup | None:
    if slip.kind is not SlipKind.PROMPT:
        return None
    if card is None:
        return scene.tr("It asks for no answer; how it goes is reported month by month in /tasks.")
    return scene.tr("It asks for no answer; how it goes is reported on the matter's card.")


def _deeds(scene: Scene, slip: Slip, card: int | None) -> Iterator[list[Key]]:
    """What may be done now, and nothing else."""
    tr, number = scene.tr, slip_id(slip)
    if slip.state is SlipState.ISSUED:
        yield [Key(tr.plain("Confirm receipt"), ReceivePress(number))]
    writing = []
    if asks_for(slip, AnswerKind.PLAN) and slip.planned_at is None:
        writing.append(Key(tr.plain("Plan"), AnswerPress(number, AnswerKind.PLAN)))
    if asks_for(slip, AnswerKind.ANSWER):
        again = slip.state not in RUNNING
        label = tr.plain("Answer again") if again else tr.plain("Answer")
        writing.append(Key(label, AnswerPress(number, AnswerKind.ANSWER)))
    yield writing
    if card is not None:
        yield [Key(tr.plain("The matter's card"), CardPress(card))]
    if _extendable(scene, slip):
        yield [Key(tr.plain("Ask for an extension"), ExtendPress(number))]


def _extendable(scene: Scene, slip: Slip) -> bool:
    try:
        check_extendable(scene.session, slip, scene.today)
    except Refused:
        return False
    return True


def _ways(scene: Scene, slip: Slip) -> list[list[Key]]:
    tr, number = scene.tr, slip_id(slip)
    papers = [
        Key(tr.plain("Document (PDF)"), PaperPress(number, Form.PDF)),
        Key(tr.plain("Document (Word)"), PaperPress(number, Form.DOCX)),
    ]
    office = scene.session.get_one(Unit, slip.office_id)
    if scene.me.may(Act.READ_REGISTER, office):
        return [papers, [Key(tr.plain("In the register"), OfficeSlipPress(number, 0))]]
    return [papers, [Key(tr.plain("All slips"), OwnSlipsPress(0))]]


ROUTES: tuple[Route, ...] = (on_press(SlipPress, opened),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"slip_page": said}
