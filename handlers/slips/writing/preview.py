"""A slip by hand as its units would get it, in the message and as the document."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import Form
from handlers.slips.papers import handed
from handlers.slips.unit.lines import heading_lines, limit_lines
from handlers.slips.writing.buttons import Asked, ProofPress, SendPress
from handlers.slips.writing.form import back_key, names, own_paper, paper_id
from handlers.view import Ask, Key, Paper, Shown, View, clip, lines
from models.focus import Topic
from models.outbox import Outbox
from models.slips.issuing import leaves_at, limits_from
from models.slips.manuscript_sending import check_complete, lacking, proof
from models.slips.manuscripts import Manuscript, units_of
from models.slips.rungs import SlipKind
from models.slips.signers import signers
from models.slips.slips import Slip, SlipState
from models.units import Unit


def preview(scene: Scene, paper: Manuscript) -> View:
    """The slip as the first unit would get it, who gets one, and who will sign them.

    Refused for the first thing that is missing.
    """
    tr, units = scene.tr, ready(scene, paper)
    first = _as_issued(scene, paper, units[0])
    text = lines(
        tr("<b>Preview</b>, as {unit} gets it if it goes out today:", unit=_short(units[0])),
        tr("\n{text}", text=lines(*heading_lines(scene, first, units[0]))),
        *limit_lines(scene, first),
        tr("Basis: {text}", text=first.authority_basis) if first.authority_basis else None,
        tr.plural(
            "\n{n} slip: {names}", "\n{n} slips: {names}", len(units), names=to_whom(scene, units)
        ),
        who_signs(scene, paper),
        tr("A text “send” does the same as the key."),
    )
    asks = Ask(Topic.MANUSCRIPT, paper_id(paper), Asked.SEND)
    return View(text, _keys(scene, paper, len(units)), asks)


def _short(unit: Unit) -> str:
    return clip(unit.name, 60)


def ready(scene: Scene, paper: Manuscript) -> Sequence[Unit]:
    """The units of a manuscript that lacks nothing; refused for the first thing it lacks."""
    units = units_of(scene.session, paper)
    check_complete(paper, units, scene.at(paper.office_id).office.rules.slips, scene.today)
    return units


def to_whom(scene: Scene, units: Sequence[Unit]) -> str:
    """The units by name, as far as there is room."""
    return names(scene, units, 20)


def _proof(scene: Scene, paper: Manuscript, unit: Unit) -> Slip:
    return proof(
        scene.session, paper, unit, scene.at(paper.office_id).office.rules.slips, scene.now
    )


def _as_issued(scene: Scene, paper: Manuscript, unit: Unit) -> Slip:
    """The slip as it would stand at its unit if it were signed now."""
    slip, calendar = _proof(scene, paper, unit), scene.at(paper.office_id).office.calendar
    day = calendar.today(leaves_at(slip, calendar, scene.now))
    limits = limits_from(slip, day, calendar)
    slip.issued_on, slip.receipt_due_on = day, limits.receive_by
    slip.plan_due_on = limits.plan_by
    slip.due_on = slip.first_due_on = limits.answer_by
    slip.state = SlipState.ISSUED
    slip.number_text = scene.tr.plain("number given at signing")
    return slip


def who_signs(scene: Scene, paper: Manuscript) -> Markup:
    """Who may sign them today; a prompt goes out without a signature."""
    tr = scene.tr
    if paper.kind is SlipKind.PROMPT:
        return tr("A prompt is not signed: it goes out at once, in working hours.")
    rung = scene.at(paper.office_id).office.rules.slips.rung(paper.kind)
    able = signers(scene.session, paper.office_id, rung, scene.today)
    if not able:
        return tr("Nobody is there to sign today: it waits until somebody is.")
    people = [
        tr.plain("{name} ({post})", name=clip(one.person.name, 20), post=terms.role(tr, one.role))
        for one in able
    ]
    return tr("Signs: {names}", names=tr.plain(" or ").join(people))


def _keys(scene: Scene, paper: Manuscript, count: int) -> list[list[Key]]:
    tr, number = scene.tr, paper_id(paper)
    prompt = paper.kind is SlipKind.PROMPT
    label = tr.plain("Send out {n}", n=count) if prompt else tr.plain("For signature {n}", n=count)
    sure = Sure.ASK if prompt else Sure.YES
    return [
        [Key(label, SendPress(number, paper.revision, sure))],
        [
            Key(tr.plain("Document (PDF)"), ProofPress(number, Form.PDF)),
            Key(tr.plain("Document (Word)"), ProofPress(number, Form.DOCX)),
        ],
        [back_key(scene, paper)],
    ]


def say_preview(turn: Turn, paper: Manuscript) -> None:
    """The preview as a new message."""
    ready(turn, paper)
    turn.say("manuscript_preview", params={"paper": paper_id(paper)})


def say_preview_or_form(turn: Turn, paper: Manuscript) -> None:
    """The preview, or the first page when something is missing still, as a new message."""
    units = units_of(turn.session, paper)
    lacks = lacking(paper, units, turn.at(paper.office_id).office.rules.slips, turn.today)
    turn.say("manuscript" if lacks else "manuscript_preview", params={"paper": paper_id(paper)})


def preview_said(scene: Scene, row: Outbox) -> View:
    """The preview as a new message."""
    return preview(scene, own_paper(scene, int(row.params["paper"])))


def proof_wanted(turn: Turn, press: ProofPress) -> Shown:
    """Have the document sent as it would be printed."""
    paper = own_paper(turn, press.paper)
    ready(turn, paper)
    turn.say("manuscript_paper", params={"paper": press.paper, "form": press.form.value})
    return Shown(toast=turn.tr.plain("The document is on its way."))


def proof_said(scene: Scene, row: Outbox) -> View:
    """The document of the first unit, marked as a draft."""
    paper = own_paper(scene, int(row.params["paper"]))
    unit = ready(scene, paper)[0]
    made = handed(scene, _proof(scene, paper, unit), Form(row.params["form"]))
    kind = words.kind(scene.tr, paper.kind)
    name = scene.tr.plain("Draft {kind}.{form}", kind=kind, form=row.params["form"])
    text = scene.tr("Draft of {kind} to {unit}.", kind=kind, unit=_short(unit))
    return View(text, paper=Paper(name, made.content))


ROUTES: tuple[Route, ...] = (on_press(ProofPress, proof_wanted),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "manuscript_preview": preview_said,
    "manuscript_paper": proof_said,
}
