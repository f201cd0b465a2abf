"""The circular as the document that is handed over, in the office's language (DOMAIN §8)."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from sqlmodel import Session

from handlers.circulars.buttons import CircularPaperPress
from handlers.circulars.seen import issued_circular, seen_circular
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.papers import printing
from handlers.papers.circular_papers import CircularFacts, circular_paper, paper_title
from handlers.papers.official import OfficialPaper
from handlers.papers.stand_ins import drawable
from handlers.pressing import on_press
from handlers.slips.buttons import Form
from handlers.view import Ask, Paper, Shown, View, lines
from locales import Translator
from models.authority import Act
from models.circulars.circulars import (
    UNISSUED,
    Circular,
    CircularState,
    circular_by_id,
    circular_id,
    text_now,
)
from models.focus import Topic
from models.outbox import Outbox
from models.rules import Rules
from models.units import Unit

_NOT_IN_A_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


def facts_of(session: Session, circular: Circular, rules: Rules) -> CircularFacts:
    """What stands on a circular: the newest words, and the figures stored with them."""
    text = text_now(session, circular)
    office = session.get_one(Unit, circular.office_id)
    above = session.get(Unit, office.parent_id) if office.parent_id else None
    is_first = above is None or above.parent_id is None
    return CircularFacts(
        # The name in the rules is the first office's; a district's own goes by its unit's name.
        office=(rules.office.name if is_first else "") or office.name,
        heading=rules.circulars.heading,
        words=text.sections,
        figures=text.read_figures(),
        number=circular.number_text,
        issued_on=circular.issued_on if circular.number else None,
        addressee=rules.circulars.addressee,
        contact=rules.office.contact,
        copies=rules.circulars.copies,
    )


def paper_of(scene: Scene, circular: Circular) -> OfficialPaper:
    """The circular as an official paper; one that is not issued says that it is a draft."""
    facts = facts_of(scene.session, circular, scene.at(circular.office_id).office.rules)
    return circular_paper(official(scene), facts)


def official(scene: Scene) -> Translator:
    """The translator into the office's own language."""
    return scene.office.translator(None)


def handed(scene: Scene, circular: Circular, form: Form) -> Paper:
    """The document as a file of that form."""
    paper = paper_of(scene, circular)
    name = file_name(official(scene), circular, form)
    return Paper(name, written(official(scene), paper, form))


def written(tr: Translator, paper: OfficialPaper, form: Form) -> bytes:
    """The bytes of the document."""
    return printing.docx(paper) if form is Form.DOCX else _pdf(drawable(tr, paper))


@lru_cache(maxsize=4)
def _pdf(paper: OfficialPaper) -> bytes:
    """Printed once for all who get the same."""
    return printing.pdf(paper)


def file_name(tr: Translator, circular: Circular, form: Form) -> str:
    """改通〔2026〕12号.pdf; a draft goes by its title."""
    name = circular.number_text or paper_title(tr, circular.month)
    return f"{name.translate(_NOT_IN_A_NAME)}.{form.value}"


def readable(scene: Scene, number: int) -> Circular:
    """A circular whose document this person may have: once issued, everybody it concerns."""
    scene.me.require(Act.READ_CIRCULAR)
    if circular_by_id(scene.session, number).state is CircularState.ISSUED:
        return issued_circular(scene, number)
    return seen_circular(scene, number)


def pressed(turn: Turn, press: CircularPaperPress) -> Shown:
    """Have the document sent as a new message."""
    readable(turn, press.circular)
    turn.say("circular_paper", press.circular, {"form": press.form.value})
    return Shown(toast=turn.tr.plain("The document follows."))


def said(scene: Scene, row: Outbox) -> View:
    """The document; a draft as a Word file can be edited and sent back."""
    circular, form = readable(scene, row.subject_id or 0), Form(row.params["form"])
    edits = circular.state in UNISSUED and form is Form.DOCX
    text = lines(
        scene.tr("<b>Circular of {month}</b>", month=scene.tr.month(circular.month)),
        scene.tr(
            "Edit it in Word and send the file back here: the words are taken from it, the figures "
            "in tables are not."
        )
        if edits
        else None,
    )
    asks = Ask(Topic.CIRCULAR, circular_id(circular), circular.version) if edits else None
    return View(text, asks=asks, paper=handed(scene, circular, form))


ROUTES: tuple[Route, ...] = (on_press(CircularPaperPress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"circular_paper": said}
