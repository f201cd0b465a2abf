"""What a slip by hand is about: a matter by its number or letters, or any other subject."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.slips.writing.buttons import AboutPress, Asked, SubjectPress
from handlers.slips.writing.form import back_key, form, own_paper, paper_id
from handlers.view import Ask, Key, View, clip, lines
from models.focus import Topic
from models.matters.ledger import Matter, find_matters, matter_by_number, matter_id
from models.outbox import Outbox, said_there
from models.parts import Part, asked_part
from models.refusals import Reason, Refused
from models.slips.manuscripts import LONGEST_LINE, Manuscript
from models.slips.writing import about_matter, about_subject
from models.units import Unit, units_by_id

MOST = 8


def page(scene: Scene, paper: Manuscript) -> View:
    """Matter or subject?"""
    text = lines(
        scene.tr("<b>What is it about?</b>"),
        scene.tr("Please send the number of a matter or letters of its title."),
        scene.tr("For anything else send the subject in your own words."),
    )
    return View(text, [[back_key(scene, paper)]], _asks(paper))


def _asks(paper: Manuscript) -> Ask:
    return Ask(Topic.MANUSCRIPT, paper_id(paper), Asked.ABOUT)


def heard(turn: Turn, paper: Manuscript) -> None:
    """A number is taken at once; letters offer what they find; other words are the subject."""
    words = turn.text.strip()
    if not words:
        raise Refused(Reason.SUBJECT_NEEDED)
    if len(words) > LONGEST_LINE:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_LINE, length=len(words))
    exact = _numbered(turn, paper, words)
    if exact:
        about_matter(turn.session, paper, exact)
    elif not find_matters(turn.session, words, _reach(turn, paper), 1):
        about_subject(turn.session, paper, words)
    else:
        turn.say("manuscript_found", params={"paper": paper_id(paper), "letters": words})
        return
    turn.say("manuscript", params={"paper": paper_id(paper)})


def matter_called(scene: Scene, paper: Manuscript, number: str) -> Matter:
    """The matter with a number within the office's reach; Refused(UNKNOWN_MATTER)."""
    matter = _numbered(scene, paper, number)
    if matter is None:
        raise Refused(Reason.UNKNOWN_MATTER, text=clip(number, 40))
    return matter


def _numbered(scene: Scene, paper: Manuscript, number: str) -> Matter | None:
    """The matter with exactly this number; what is out of reach is not known, either."""
    try:
        matter = matter_by_number(scene.session, number)
    except Refused:
        return None
    return matter if _within_reach(scene, paper, matter) else None


def _within_reach(scene: Scene, paper: Manuscript, matter: Matter) -> bool:
    lead = scene.session.get_one(Unit, matter.lead_unit_id)
    return _reach(scene, paper).covers(lead)


def _reach(scene: Scene, paper: Manuscript) -> Part:
    return asked_part(scene.session, scene.session.get_one(Unit, paper.office_id))


def found_said(scene: Scene, row: Outbox) -> View:
    """The matters that letters found, each with a key, and the words as a subject of their own."""
    tr, letters = scene.tr, str(row.params["letters"])
    paper = own_paper(scene, int(row.params["paper"]))
    matters = find_matters(scene.session, letters, _reach(scene, paper), MOST)
    leads = units_by_id(scene.session, {matter.lead_unit_id for matter in matters})
    text = lines(
        tr("Found for “{letters}”:", letters=clip(letters, 60)),
        *(
            tr(
                "<b>{number}</b> {title} · {unit}",
                number=matter.number,
                title=clip(matter.title, 60),
                unit=clip(leads[matter.lead_unit_id].name, 24),
            )
            for matter in matters
        ),
        tr("Please choose the matter, or take your words as a subject of their own."),
    )
    keys = [
        Key(clip(matter.number, 20), AboutPress(paper_id(paper), matter_id(matter)))
        for matter in matters
    ]
    own = Key(tr.plain("As a subject of its own"), SubjectPress(paper_id(paper)))
    return View(text, [keys[:4], keys[4:], [own], [back_key(scene, paper)]], _asks(paper))


def picked(turn: Turn, press: AboutPress) -> View:
    """It is about this matter."""
    paper = own_paper(turn, press.paper)
    matter = turn.session.get(Matter, press.matter)
    if matter is None:
        raise Refused(Reason.GONE)
    if not _within_reach(turn, paper, matter):
        raise Refused(Reason.NOT_ALLOWED)
    about_matter(turn.session, paper, matter)
    return form(turn, paper)


def own_words(turn: Turn, press: SubjectPress) -> View:
    """It is about the words that were looked for: the message's row holds them."""
    paper = own_paper(turn, press.paper)
    row = said_there(turn.session, turn.chat_id, turn.message_id)
    if row is None or row.kind != "manuscript_found" or row.params["paper"] != press.paper:
        raise Refused(Reason.GONE)
    about_subject(turn.session, paper, str(row.params["letters"]))
    return form(turn, paper)


ROUTES: tuple[Route, ...] = (on_press(AboutPress, picked), on_press(SubjectPress, own_words))
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"manuscript_found": found_said}
