"""A circular as its office sees it: where it stands, on what it rests, and what can be done."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.circulars.buttons import (
    AnewPress,
    ApproveCircularPress,
    CircularPaperPress,
    CircularPress,
    CopiesPress,
    RejectCircularPress,
    SectionPress,
    SendPress,
    SubmitCircularPress,
    WithdrawCircularPress,
)
from handlers.circulars.phrases import title
from handlers.circulars.seen import approves_as, may_change, seen_circular, writing_offices
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.office.way_back import back_to_desk
from handlers.pressing import on_press
from handlers.slips.buttons import Form
from handlers.view import Ask, Key, View, clip, lines
from locales import N_
from models.circulars.approving import figures_stand
from models.circulars.broadcasting import copies
from models.circulars.circulars import (
    UNISSUED,
    Circular,
    CircularState,
    CircularText,
    Origin,
    Part,
    circular_id,
    text_now,
)
from models.focus import Topic
from models.outbox import Outbox
from models.people.posts import Person
from models.slips.signers import signers

STATES: Mapping[CircularState, str] = {
    CircularState.DRAFT: N_("draft"),
    CircularState.AWAITING_APPROVAL: N_("awaiting approval"),
    CircularState.ISSUED: N_("issued"),
    CircularState.WITHDRAWN: N_("withdrawn"),
}
ORIGINS: Mapping[Origin, str] = {
    Origin.FIGURES: N_("drafted from the figures"),
    Origin.CHAT: N_("changed in chat"),
    Origin.FILE: N_("taken from a file"),
}


def page(scene: Scene, circular: Circular) -> View:
    """The circular on one page; a file or a command after it is about this one."""
    asks = None
    if may_change(scene, circular):
        asks = Ask(Topic.CIRCULAR, circular_id(circular), circular.version)
    return View(_text(scene, circular), _keys(scene, circular), asks)


def name(scene: Scene, circular: Circular) -> Markup:
    """What a circular is called in messages."""
    month = scene.tr.month(circular.month)
    if circular.number_text:
        number = circular.number_text
        return scene.tr("<b>Circular of {month}</b>, {number}", month=month, number=number)
    return scene.tr("<b>Circular of {month}</b>", month=month)


def _text(scene: Scene, circular: Circular) -> Markup:
    tr, text = scene.tr, text_now(scene.session, circular)
    return lines(
        tr("{name} · {state}", name=name(scene, circular), state=tr.plain(STATES[circular.state])),
        _version(scene, text),
        _basis(scene, text),
        _stale(scene, circular),
        _waits(scene, circular),
        tr("Reason: {text}", text=clip(circular.reason, 300)) if circular.reason else None,
        *_sent(scene, circular),
    )


def _version(scene: Scene, text: CircularText) -> Markup:
    return scene.tr(
        "Version {n}, {origin}: {person}, {when}",
        n=text.version,
        origin=scene.tr.plain(ORIGINS[text.origin]),
        person=clip(scene.session.get_one(Person, text.written_by).name, 24),
        when=scene.tr.moment(text.written_at),
    )


def _basis(scene: Scene, text: CircularText) -> Markup:
    tr, figures = scene.tr, text.read_figures()
    if figures.published:
        return tr(
            "Figures of {when}, published scores, version {n}.",
            when=tr.moment(figures.read_at),
            n=figures.version,
        )
    return tr(
        "Figures of {when}; the scores are not published, so there is no ranking in it.",
        when=tr.moment(figures.read_at),
    )


def _stale(scene: Scene, circular: Circular) -> Markup | None:
    if circular.state not in UNISSUED or figures_stand(scene.session, circular):
        return None
    return scene.tr("⚠ The scores have changed since: please draft the text anew.")


def _waits(scene: Scene, circular: Circular) -> Markup | None:
    if circular.state is not CircularState.AWAITING_APPROVAL:
        return None
    rules = scene.office.rules.circulars
    able = signers(scene.session, circular.office_id, rules, scene.today)
    if not able:
        return scene.tr("Nobody who may approve it is here today.")
    people = scene.tr.plain(", ").join(clip(one.person.name, 16) for one in able)
    return scene.tr("It waits for {people}.", people=people)


def _sent(scene: Scene, circular: Circular) -> list[Markup]:
    tr = scene.tr
    if circular.state is not CircularState.ISSUED:
        return []
    if circular.broadcast_at is None:
        return [tr("It has not been sent yet.")]
    found = copies(scene.session, circular_id(circular))
    confirmed = sum(copy.confirmed_at is not None for copy, _ in found)
    when = tr.moment(circular.broadcast_at)
    return [
        tr("Sent {when}: {n} of {total} have confirmed.", when=when, n=confirmed, total=len(found))
    ]


def _keys(scene: Scene, circular: Circular) -> list[list[Key]]:
    tr, number = scene.tr, circular_id(circular)
    sections = [Key(title(tr, part), SectionPress(number, part)) for part in Part]
    return [
        *(sections[at : at + 2] for at in range(0, len(sections), 2)),
        [
            Key(tr.plain("PDF"), CircularPaperPress(number, Form.PDF)),
            Key(tr.plain("Word"), CircularPaperPress(number, Form.DOCX)),
        ],
        _changing(scene, circular),
        _deciding(scene, circular),
        _sending(scene, circular),
        [back_to_desk(tr)],
    ]


def _changing(scene: Scene, circular: Circular) -> list[Key]:
    if not may_change(scene, circular):
        return []
    tr, seen = scene.tr, (circular_id(circular), circular.version)
    anew = Key(tr.plain("Draft anew"), AnewPress(*seen, Sure.ASK))
    submit = Key(tr.plain("To approval"), SubmitCircularPress(*seen))
    return [anew, submit] if circular.state is CircularState.DRAFT else [anew]


def _deciding(scene: Scene, circular: Circular) -> list[Key]:
    waits = circular.state is CircularState.AWAITING_APPROVAL
    if not waits or approves_as(scene, circular) is None:
        return []
    tr, seen = scene.tr, (circular_id(circular), circular.version)
    return [
        Key(tr.plain("Sign and issue"), ApproveCircularPress(*seen)),
        Key(tr.plain("Return"), RejectCircularPress(*seen)),
    ]


def _sending(scene: Scene, circular: Circular) -> list[Key]:
    tr, number = scene.tr, circular_id(circular)
    over = circular.state is CircularState.WITHDRAWN
    if over or circular.office_id not in writing_offices(scene):
        return []
    withdraw = Key(tr.plain("Withdraw"), WithdrawCircularPress(number))
    if circular.state is not CircularState.ISSUED:
        return [withdraw]
    if circular.broadcast_at is None:
        return [Key(tr.plain("Send to all"), SendPress(number, Sure.ASK)), withdraw]
    return [Key(tr.plain("Confirmations"), CopiesPress(number, 0)), withdraw]


def pressed(turn: Turn, press: CircularPress) -> View:
    """The circular in the pressed message."""
    return page(turn, seen_circular(turn, press.circular))


def said(scene: Scene, row: Outbox) -> View:
    """The circular as a new message."""
    number = row.subject_id or int(row.params["circular"])
    return page(scene, seen_circular(scene, number))


def back(scene: Scene, circular: Circular) -> Key:
    """The way back to the circular's page."""
    return Key(scene.tr.plain("Back"), CircularPress(circular_id(circular)))


ROUTES: tuple[Route, ...] = (on_press(CircularPress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"circular_page": said}
