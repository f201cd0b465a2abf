"""Whether a unit needs a local plan: decided one by one or for many, by key or by text."""

from collections.abc import Callable, Mapping, Sequence

from handlers.context import Scene, Turn
from handlers.documents import words
from handlers.documents.buttons import DutyPress, Group, NeedDayPress, NeedPress, UndecidedPress
from handlers.documents.days import read_date
from handlers.documents.duty import duty_page
from handlers.documents.page import document_page
from handlers.documents.seen import own_document, own_duty, read_duty, registry_of
from handlers.documents.undecided import title_of
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.view import Ask, Key, Shown, View, clip, in_rows, lines
from models import focus
from models.authority import Act
from models.documents.deciding import Decision, decide_many
from models.documents.documents import DocumentDuty, Need, SuperiorDocument, document_id
from models.documents.status import stands_of
from models.focus import Focus, Topic
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.units import Unit

TOPICS = {Need.YES: Topic.LOCAL_YES, Need.NO: Topic.LOCAL_NO}
_GROUPS = list(Group)


def asked(turn: Turn, press: NeedPress) -> View:
    """Until when (yes), or why not (no)?"""
    if press.need is Need.PENDING:
        raise Refused(Reason.GONE)
    document, duties = _meant(turn, press)
    tr = turn.tr
    yes = press.need is Need.YES
    text = lines(
        tr("<b>{number}</b> {title}", number=words.name(document, 80), title=title_of(document)),
        tr("Local plan: {need}.", need=words.need(tr, press.need)),
        tr("Units: {names}", names=_names(turn, duties)),
        tr("By when? Please send the date, or take the day the document was registered with.")
        if yes
        else tr("Why not? Please send the reason."),
    )
    day = NeedDayPress(press.document, press.duty, press.group)
    keys = [Key(tr.plain("By {day}", day=tr.date(document.plan_by)), day)] if yes else []
    asks = Ask(TOPICS[press.need], press.document, _aside(press))
    return View(text, [*in_rows(keys, 2), [_back(turn, press)]], asks)


def _aside(press: NeedPress) -> int:
    """Which units a question is about: the duty of one, or below 0 the group's place."""
    return press.duty or -1 - _GROUPS.index(press.group)


def _asked_about(asked_at: Focus) -> NeedDayPress:
    """The units a question was about, by what it remembers of them."""
    aside = asked_at.aside or 0
    group = Group.ALL if aside >= 0 else _GROUPS[-1 - aside]
    return NeedDayPress(asked_at.subject_id or 0, max(aside, 0), group)


def _back(turn: Turn, press: NeedPress) -> Key:
    back = DutyPress(press.duty) if press.duty else UndecidedPress(press.document)
    return Key(turn.tr.plain("Back"), back)


def _names(scene: Scene, duties: Sequence[DocumentDuty]) -> str:
    tr = scene.tr
    units = [scene.session.get_one(Unit, duty.unit_id).name for duty in duties[:8]]
    shown = tr.plain(", ").join(clip(name, 24) for name in units)
    return tr.plain("{names} …", names=shown) if len(duties) > len(units) else shown


def _meant(
    scene: Scene, press: NeedPress | NeedDayPress
) -> tuple[SuperiorDocument, Sequence[DocumentDuty]]:
    """The document with the unit that was meant, or with the undecided ones of the group."""
    if press.duty:
        duty, document = own_duty(scene, press.duty, Act.DECIDE_LOCAL)
        if document_id(document) != press.document:
            raise Refused(Reason.GONE)
        return document, [duty]
    document = own_document(scene, press.document, Act.DECIDE_LOCAL)
    found = [
        stand.duty
        for stand in stands_of(scene.session, document, scene.today)
        if stand.undecided and press.group.holds(stand.unit.cohort)
    ]
    if not found:
        raise Refused(Reason.NOTHING_UNDECIDED)
    return document, found


def by_day(turn: Turn, press: NeedDayPress) -> Shown:
    """Yes, by the document's own day."""
    document, duties = _meant(turn, press)
    n = _decide(turn, document, duties, Decision(plan_by=document.plan_by))
    done = turn.tr.plain_plural("Decided for {n} unit.", "Decided for {n} units.", n)
    return Shown(_after(turn, press), done)


def _decide(
    turn: Turn, document: SuperiorDocument, duties: Sequence[DocumentDuty], decision: Decision
) -> int:
    office = turn.session.get_one(Unit, document.office_id)
    n = decide_many(registry_of(turn, office), duties, decision)
    for topic in TOPICS.values():
        focus.end(turn.session, turn.me.id, topic, document_id(document))
    return n


def _after(turn: Turn, press: NeedPress | NeedDayPress) -> View:
    if press.duty:
        return duty_page(turn, read_duty(turn, press.duty))
    return document_page(turn, own_document(turn, press.document, Act.DECIDE_LOCAL), 0)


def date_by_text(turn: Turn, asked_at: Focus) -> None:
    """Yes, by the date that was sent."""
    _by_text(turn, asked_at, lambda: Decision(plan_by=read_date(turn, turn.text)))


def reason_by_text(turn: Turn, asked_at: Focus) -> None:
    """No, for the reason that was sent."""
    _by_text(turn, asked_at, lambda: Decision(basis=turn.text))


def _by_text(turn: Turn, asked_at: Focus, decision: Callable[[], Decision]) -> None:
    if answered(turn.session, turn.update_id, "local_decided"):
        return
    press = _asked_about(asked_at)
    document, duties = _meant(turn, press)
    _decide(turn, document, duties, decision())
    turn.say("local_decided", params={"document": press.document, "duty": press.duty})


def decided_said(scene: Scene, row: Outbox) -> View:
    """What was decided by text, as a new message: the unit's page, or the document's."""
    if row.params["duty"]:
        return duty_page(scene, read_duty(scene, int(row.params["duty"])))
    document = own_document(scene, int(row.params["document"]), Act.DECIDE_LOCAL)
    return document_page(scene, document, 0)


ROUTES: tuple[Route, ...] = (
    on_press(NeedPress, asked, _after),
    on_press(NeedDayPress, by_day, _after),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"local_decided": decided_said}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    Topic.LOCAL_YES: date_by_text,
    Topic.LOCAL_NO: reason_by_text,
}
