"""A slip as the office sees it: its facts on the first page, its whole history on the others."""

from collections.abc import Callable, Mapping, Sequence

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import MatterPress, Origin
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import (
    AnswerCardPress,
    DraftPress,
    ExtensionPress,
    Form,
    KindPick,
    OfficeSlipPress,
    RegisterPress,
)
from handlers.slips.papers import handed
from handlers.slips.register.buttons import OfficePaperPress
from handlers.slips.register.history import entries
from handlers.slips.register.page_facts import facts, last_versions, pending
from handlers.slips.register.shelves import key_name
from handlers.slips.register.withdrawing_buttons import WithdrawPress
from handlers.slips.seen import office_slip
from handlers.view import Key, Shown, View, clip, in_rows, lines
from models.authority import Act
from models.outbox import Outbox
from models.slips.register import Shelf, above
from models.slips.slips import OPEN, UNSIGNED, Slip, chain, slip_id
from models.units import Unit, unit_id

ON_A_PAGE = 8


def pressed(turn: Turn, press: OfficeSlipPress) -> View:
    """The page in the pressed message."""
    slip, unit = office_slip(turn, press.slip)
    return office_page(turn, slip, unit, press.page)


def office_page(scene: Scene, slip: Slip, unit: Unit, number: int = 0) -> View:
    """Page 0 holds the facts, the others the history, the newest first."""
    tr, told = scene.tr, entries(scene, slip)
    shown = page_of(told, number - 1, ON_A_PAGE)
    head = tr("<b>{name}</b> · {unit}", name=words.name(tr, slip), unit=clip(unit.name, 60))
    history = [tr("<b>What happened</b>, the newest first"), *shown.items]
    body = history if number > 0 else facts(scene, slip)
    turning = page_keys(tr, shown, lambda page: OfficeSlipPress(slip_id(slip), page + 1))
    other = (
        Key(tr.plain("Facts"), OfficeSlipPress(slip_id(slip), 0))
        if number > 0
        else Key(tr.plain("What happened {n}", n=len(told)), OfficeSlipPress(slip_id(slip), 1))
    )
    keys = [turning] if number > 0 else _keys(scene, slip)
    return View(lines(head, *body), [*keys, [other, _back(scene)]])


def _back(scene: Scene) -> Key:
    return Key(scene.tr.plain("Register"), RegisterPress(Shelf.ALL, KindPick.ALL, 0, 0))


def _keys(scene: Scene, slip: Slip) -> list[Sequence[Key]]:
    tr, number = scene.tr, slip_id(slip)
    papers = [
        Key(tr.plain("Document (PDF)"), OfficePaperPress(number, Form.PDF)),
        Key(tr.plain("Document (Word)"), OfficePaperPress(number, Form.DOCX)),
    ]
    related = [
        Key(key_name(scene, one), OfficeSlipPress(slip_id(one), 0))
        for one in [*chain(scene.session, slip), *above(scene.session, slip)]
    ]
    matter = slip.matter_id
    return [
        _deciding(scene, slip),
        papers,
        *in_rows(related, 2),
        [Key(tr.plain("Matter"), MatterPress(matter, 0, Origin.NOWHERE, 0))] if matter else [],
        _withdrawing(scene, slip),
    ]


def _own(scene: Scene, slip: Slip, act: Act) -> bool:
    """Whether a post in the office that wrote it allows that; the office above only reads."""
    return slip.office_id in {unit_id(unit) for unit in scene.me.units(act)}


def _deciding(scene: Scene, slip: Slip) -> list[Key]:
    """What waits: the draft for whoever signs or wrote it, answers and a request for the staff."""
    tr = scene.tr
    if slip.state in UNSIGNED:
        mine = _own(scene, slip, Act.SIGN_SLIP) or _own(scene, slip, Act.WRITE_SLIP)
        return [Key(tr.plain("To the draft"), DraftPress(slip_id(slip)))] if mine else []
    if slip.state not in OPEN or not _own(scene, slip, Act.DECIDE_SLIP):
        return []
    answers = [one for one in last_versions(scene, slip) if one.verdict is None]
    return [
        *(Key(tr.plain("To the answer"), AnswerCardPress(one.id or 0)) for one in answers),
        *(
            Key(tr.plain("To the extension"), ExtensionPress(one.id or 0))
            for one in pending(scene, slip)
        ),
    ]


def _withdrawing(scene: Scene, slip: Slip) -> list[Key]:
    if slip.state not in OPEN | UNSIGNED or not _own(scene, slip, Act.WRITE_SLIP):
        return []
    return [Key(scene.tr.plain("Withdraw"), WithdrawPress(slip_id(slip)))]


def paper_wanted(turn: Turn, press: OfficePaperPress) -> Shown:
    """Have the document sent as a new message."""
    slip, _ = office_slip(turn, press.slip)
    turn.say("office_slip_paper", slip.id, {"form": press.form.value})
    return Shown(toast=turn.tr.plain("The document is on its way."))


def paper_said(scene: Scene, row: Outbox) -> View:
    """The document as it is, a draft with its mark."""
    slip, unit = office_slip(scene, row.subject_id or 0)
    text = scene.tr("<b>{name}</b> · {unit}", name=words.name(scene.tr, slip), unit=unit.name)
    return View(text, paper=handed(scene, slip, Form(row.params["form"])))


ROUTES: tuple[Route, ...] = (
    on_press(OfficeSlipPress, pressed),
    on_press(OfficePaperPress, paper_wanted),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"office_slip_paper": paper_said}
