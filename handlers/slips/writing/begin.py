"""/slip: how a slip by hand is begun: empty, in one go, about a matter, or gone on with."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.office.buttons import Sure
from handlers.office.matter_page import seen_matter
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.writing.about import matter_called
from handlers.slips.writing.buttons import ManuscriptPress, Place, ThrowPress, WriteAboutPress
from handlers.slips.writing.form import form, own_paper, paper_id
from handlers.slips.writing.preview import say_preview_or_form
from handlers.view import Key, View, clip, lines
from models.authority import Act
from models.matters.ledger import State, matter_id
from models.outbox import Outbox, answered
from models.parts import asked_part
from models.refusals import Reason, Refused
from models.slips.manuscripts import begin, is_empty, unfinished
from models.slips.rungs import SlipKind
from models.slips.writing import about_matter, write_demand
from models.understanding.first_word import plain_word, split_word
from models.units import Unit, unit_id

KIND_WORDS: Mapping[str, SlipKind] = {
    **{kind.value: kind for kind in SlipKind},
    **dict.fromkeys(("提示", "提示单"), SlipKind.PROMPT),
    **dict.fromkeys(("交办", "交办单"), SlipKind.ASSIGNMENT),
    **dict.fromkeys(("催办", "催办单"), SlipKind.REMINDER),
    **dict.fromkeys(("责令", "责令书"), SlipKind.ORDER),
}
"""How a kind is named after the command, in either language."""


def command(turn: Turn) -> None:
    """`/slip`; or in one go `/slip KIND NUMBER demand…`, which shows the preview at once."""
    turn.me.require(Act.WRITE_SLIP)
    if any(answered(turn.session, turn.update_id, kind) for kind in STARTED):
        return
    office = unit_id(turn.me.units(Act.WRITE_SLIP)[0])
    if turn.text.strip():
        _in_one_go(turn, office)
        return
    paper = unfinished(turn.session, office, turn.me.id)
    if paper is None or is_empty(paper):
        paper = paper or begin(turn.session, office, turn.me.id, SlipKind.ASSIGNMENT, turn.now)
        turn.say("manuscript", params={"paper": paper_id(paper)})
    else:
        turn.say("manuscript_offer", params={"paper": paper_id(paper)})


STARTED = ("manuscript", "manuscript_offer", "manuscript_preview")
"""What the command answers with: an update that is heard twice begins nothing twice."""


def _in_one_go(turn: Turn, office: int) -> None:
    """The kind may be left out, then it is an assignment; so may the demand, then it is asked."""
    first, rest = split_word(turn.text)
    kind = KIND_WORDS.get(plain_word(first))
    number, demand = split_word(rest if kind else turn.text)
    paper = begin(turn.session, office, turn.me.id, kind or SlipKind.ASSIGNMENT, turn.now)
    if number:
        about_matter(turn.session, paper, matter_called(turn, paper, number))
    if demand.strip():
        write_demand(turn.session, paper, demand)
        say_preview_or_form(turn, paper)
    else:
        turn.say("manuscript", params={"paper": paper_id(paper)})


def offer_said(scene: Scene, row: Outbox) -> View:
    """What was begun before: go on with it, or throw it away?"""
    tr, paper = scene.tr, own_paper(scene, int(row.params["paper"]))
    text = lines(
        tr("You began a slip on {when}:", when=tr.moment(paper.begun_at)),
        tr(
            "<b>{kind}</b>: {subject}",
            kind=words.kind(tr, paper.kind),
            subject=clip(paper.subject, 120) or tr.plain("no subject yet"),
        ),
    )
    go_on = Key(tr.plain("Go on writing"), ManuscriptPress(paper_id(paper), Place.FORM, 0))
    throw = Key(tr.plain("Throw away"), ThrowPress(paper_id(paper), Sure.ASK))
    return View(text, [[go_on, throw]], form(scene, paper).asks)


def about_pressed(turn: Turn, press: WriteAboutPress) -> View:
    """From a matter's page: a sheet with the matter and its lead unit filled in.

    What was begun about the same matter is gone on with. Refused(STALE_PREVIEW) once it is closed.
    """
    matter = seen_matter(turn, press.matter, Act.WRITE_SLIP)
    if matter.state is State.CLOSED:
        raise Refused(Reason.STALE_PREVIEW)
    lead = turn.session.get_one(Unit, matter.lead_unit_id)
    office = next(
        unit
        for unit in turn.me.units(Act.WRITE_SLIP)
        if asked_part(turn.session, unit).covers(lead)
    )
    paper = unfinished(turn.session, unit_id(office), turn.me.id)
    if paper is None or paper.matter_id != matter_id(matter):
        kind = SlipKind.ASSIGNMENT
        paper = begin(turn.session, unit_id(office), turn.me.id, kind, turn.now)
        about_matter(turn.session, paper, matter)
    return form(turn, paper)


ROUTES: tuple[Route, ...] = (
    on_command("slip", command),
    on_press(WriteAboutPress, about_pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"manuscript_offer": offer_said}
