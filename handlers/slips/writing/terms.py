"""What a slip by hand demands, by when, and on what it rests: each by text, the limit by keys."""

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.slips.writing.buttons import Asked, LimitPress
from handlers.slips.writing.form import back_key, form, limit_line, own_paper, paper_id
from handlers.view import Ask, Key, View, clip, lines
from models.focus import Topic
from models.refusals import Reason, Refused
from models.slips.manuscripts import Manuscript
from models.slips.writing import set_days, set_limit, write_basis, write_demand
from models.understanding.leave_dates import read_days

DAYS = (3, 5, 10, 15, 20, 30)
"""The working days that are offered as keys."""


def demand_page(scene: Scene, paper: Manuscript) -> View:
    """What is demanded?"""
    tr = scene.tr
    text = lines(
        tr("<b>What is demanded?</b>"),
        tr("<i>{text}</i>", text=clip(paper.demand, 3000)) if paper.demand else None,
        tr("Please send the text; it takes the place of what stands here."),
        tr("Each line is a paragraph of the document."),
    )
    return View(text, [[back_key(scene, paper)]], _asks(paper, Asked.DEMAND))


def _asks(paper: Manuscript, asked: Asked) -> Ask:
    return Ask(Topic.MANUSCRIPT, paper_id(paper), asked)


def demand_heard(turn: Turn, paper: Manuscript) -> None:
    """The demand as a text."""
    write_demand(turn.session, paper, turn.text)
    say_form(turn, paper)


def say_form(turn: Turn, paper: Manuscript) -> None:
    """The first page as a new message."""
    turn.say("manuscript", params={"paper": paper_id(paper)})


def limit_page(scene: Scene, paper: Manuscript) -> View:
    """By when is it to be answered?"""
    tr, number = scene.tr, paper_id(paper)
    usual = scene.at(paper.office_id).office.rules.slips.rung(paper.kind).answer_days
    text = lines(
        tr("<b>By when?</b>"),
        limit_line(scene, paper),
        tr("Please choose working days, or send a day such as 2026-12-31."),
    )
    keys = [
        Key(tr.plain_plural("{n} working day", "{n} working days", days), LimitPress(number, days))
        for days in DAYS
        if days != usual
    ]
    own = Key(tr.plain("As usual: {n} days", n=usual), LimitPress(number, 0))
    return View(
        text,
        [[own], keys[:3], keys[3:], [back_key(scene, paper)]],
        _asks(paper, Asked.LIMIT),
    )


def limit_chosen(turn: Turn, press: LimitPress) -> View:
    """So many working days, or the rung's own."""
    paper = own_paper(turn, press.paper)
    set_days(turn.session, paper, press.days or None)
    return form(turn, paper)


def limit_heard(turn: Turn, paper: Manuscript) -> None:
    """A day, or a number of working days, as a text."""
    words = turn.text.strip()
    if words.isascii() and words.isdigit() and len(words) < 4:
        set_days(turn.session, paper, int(words))
    else:
        days = read_days(words, turn.today)
        if days is None or days.first != days.last:
            raise Refused(Reason.DATES_UNCLEAR)
        set_limit(turn.session, paper, days.first, turn.today)
    say_form(turn, paper)


def basis_page(scene: Scene, paper: Manuscript) -> View:
    """On what do the slips to districts rest?"""
    tr = scene.tr
    text = lines(
        tr("<b>On what does it rest?</b>"),
        tr("<i>{text}</i>", text=paper.authority_basis) if paper.authority_basis else None,
        tr("A slip to a district's committee or government has to name a document."),
        tr("Please send its number and title."),
    )
    return View(text, [[back_key(scene, paper)]], _asks(paper, Asked.BASIS))


def basis_heard(turn: Turn, paper: Manuscript) -> None:
    """The basis as a text."""
    write_basis(turn.session, paper, turn.text)
    say_form(turn, paper)


ROUTES: tuple[Route, ...] = (on_press(LimitPress, limit_chosen),)
