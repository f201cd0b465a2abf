"""Sending a slip by hand: before whoever signs it, or, a prompt, straight to its units."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import KindPick, RegisterPress
from handlers.slips.writing.buttons import SendPress
from handlers.slips.writing.form import any_own_paper, back_key, form, own_paper, paper_id
from handlers.slips.writing.preview import ready, say_preview, to_whom, who_signs
from handlers.view import Key, Shown, View, clip, lines
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.slips.manuscript_sending import send
from models.slips.manuscripts import Manuscript, units_of
from models.slips.register import Shelf
from models.slips.rungs import SlipKind
from models.slips.slips import Slip
from models.understanding.first_word import plain_word

SEND_WORDS = frozenset({"send", "to signature", "送签", "发出"})
"""What can be sent as a text in place of the key."""


def sending(turn: Turn, press: SendPress) -> View | Shown:
    """Send them; a prompt after one more look, because nobody looks at it after that."""
    paper = own_paper(turn, press.paper)
    if paper.revision != press.revision:
        raise Refused(Reason.STALE_PREVIEW)
    if press.sure is Sure.ASK:
        return _sure(turn, paper)
    send_now(turn, paper)
    return Shown(sent(turn, paper), turn.tr.plain("Done."))


def _sure(scene: Scene, paper: Manuscript) -> View:
    tr, units = scene.tr, ready(scene, paper)
    text = lines(
        tr("A prompt by hand goes out without a signature."),
        tr.plural("Send it to {n} unit?", "Send it to {n} units?", len(units)),
        tr("{names}", names=to_whom(scene, units)),
    )
    sure = Key(tr.plain("Confirm"), SendPress(paper_id(paper), paper.revision, Sure.YES))
    return View(text, [[sure, back_key(scene, paper)]])


def send_now(turn: Turn, paper: Manuscript) -> list[Slip]:
    """Make the slips; refused as `models.slips.manuscripts.send`."""
    office = turn.at(paper.office_id).office
    return send(turn.session, paper, office.rules.slips, office.calendar, turn.me.id, turn.now)


def sent(scene: Scene, paper: Manuscript) -> View:
    """What has become of it."""
    tr, units = scene.tr, units_of(scene.session, paper)
    prompt = paper.kind is SlipKind.PROMPT
    done = (
        tr.plural("{n} prompt goes out.", "{n} prompts go out.", len(units))
        if prompt
        else tr.plural(
            "{n} slip waits for a signature.", "{n} slips wait for a signature.", len(units)
        )
    )
    text = lines(
        tr("<b>{kind}</b>: {subject}", kind=words.kind(tr, paper.kind), subject=_subject(paper)),
        done,
        who_signs(scene, paper) if not prompt else None,
    )
    shelf = Shelf.OPEN if prompt else Shelf.TO_SIGN
    key = Key(tr.plain("Register"), RegisterPress(shelf, KindPick(paper.kind.value), 0, 0))
    return View(text, [[key]])


def _subject(paper: Manuscript) -> str:
    return clip(paper.subject, 120)


def heard(turn: Turn, paper: Manuscript) -> None:
    """“send” as a text sends what the preview shows; anything else shows it again."""
    ready(turn, paper)
    if plain_word(turn.text) not in SEND_WORDS:
        say_preview(turn, paper)
        return
    send_now(turn, paper)
    turn.say("manuscript_sent", params={"paper": paper_id(paper)})


def sent_said(scene: Scene, row: Outbox) -> View:
    """What has become of it, as a new message."""
    return sent(scene, any_own_paper(scene, int(row.params["paper"])))


def current(turn: Turn, press: SendPress) -> View:
    """Where it stands when something was refused: sent already, or what is missing."""
    paper = any_own_paper(turn, press.paper)
    return sent(turn, paper) if paper.sent_at else form(turn, own_paper(turn, press.paper))


ROUTES: tuple[Route, ...] = (on_press(SendPress, sending, current),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"manuscript_sent": sent_said}
