"""The circular sent back as a Word file: read, shown as a difference, taken over."""

import difflib
from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup
from sqlmodel import col, select
from telegram import Message
from telegram.ext import filters

from handlers.circulars.buttons import TakePress
from handlers.circulars.page import back, page
from handlers.circulars.page_lines import name
from handlers.circulars.papers import official, paper_of
from handlers.circulars.phrases import title
from handlers.circulars.seen import changeable, seen_circular
from handlers.circulars.word_reading import taken
from handlers.circulars.word_refusals import refused
from handlers.context import Heard, Office, Scene, Turn
from handlers.files import heard as any_file
from handlers.hearing import Route, Unfetched, on_document
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, clip, lines
from models import focus
from models.circulars.circulars import Circular, Origin, Part, Words, circular_id, text_now
from models.circulars.drafting import rewrite
from models.circulars.word_files import WordText, read_word
from models.focus import Focus, Topic
from models.outbox import Outbox, said_there
from models.people.posts import by_telegram, person_id
from models.refusals import Reason, Refused
from models.workbooks.faults import Unreadable

AT_CIRCULAR = frozenset(
    {Topic.CIRCULAR, Topic.CIRCULAR_SECTION, Topic.CIRCULAR_PARAGRAPH, Topic.CIRCULAR_REJECT}
)
"""Questions after which a Word file is a circular that comes back."""

MOST_LINES = 24
Came = WordText | Unreadable


def read(content: bytes, _name: str) -> Came:
    """A file as a circular's text, or why it cannot be read."""
    try:
        return read_word(content)
    except Unreadable as error:
        return error


def wanted(office: Office, place: Heard) -> bool:
    """Whether a circular is asked about where the file was sent; only then it is fetched."""
    with office.store.reading() as session:
        person = by_telegram(session, place.user.id)
        if person is None:
            return False
        asked = focus.asked_now(session, person_id(person), place.chat_id, place.reply_to)
        return asked is not None and asked.topic in AT_CIRCULAR


def came_back(turn: Turn, message: Message, came: Came | Unfetched) -> None:
    """A Word file: for the circular that is asked about, or else whatever a file means there."""
    asked = focus.asked_now(turn.session, turn.me.id, turn.chat_id, turn.reply_to)
    if asked is None or asked.topic not in AT_CIRCULAR:
        any_file(turn, message)
        return
    _look_at(turn, _circular(turn, asked), came)


def _circular(turn: Turn, asked: Focus) -> Circular:
    circular = seen_circular(turn, asked.subject_id or 0)
    return changeable(turn, circular_id(circular), circular.version)


def _look_at(turn: Turn, circular: Circular, came: Came | Unfetched) -> None:
    """Keep what was read beside the preview; nothing is changed before it is confirmed."""
    if isinstance(came, Unfetched):
        turn.say("circular_file_refused", circular.id, {"why": came.value})
        return
    if isinstance(came, Unreadable):
        turn.say("circular_file_refused", circular.id, {"why": came.why.value})
        return
    found = taken(official(turn), paper_of(turn, circular), came)
    if found is None:
        turn.say("circular_file_refused", circular.id, {"why": "no_section"})
        return
    words = {part.value: text for part, text in found.words.items()}
    left = [clip(line, 80) for line in found.left[:MOST_LINES]]
    seen = {"version": circular.version, "words": words, "left": left}
    turn.say("circular_file", circular.id, seen)


def preview(scene: Scene, row: Outbox) -> View:
    """What the file would change, and which of its lines are not taken."""
    circular = seen_circular(scene, row.subject_id or 0)
    tr, version = scene.tr, int(row.params["version"])
    changes = list(_changes(scene, circular, _words(row)))
    left = row.params["left"]
    text = lines(
        name(scene, circular),
        tr("<b>What the file changes</b>") if changes else tr("The file changes no words."),
        *changes[:MOST_LINES],
        Markup("…") if len(changes) > MOST_LINES else None,
        tr("<b>Not taken</b> (head, signature and tables come from the office's own data):")
        if left
        else None,
        *(tr("<i>{line}</i>", line=line) for line in left),
    )
    take = Key(tr.plain("Take over"), TakePress(circular_id(circular), version))
    return View(text, [[take] if changes else [], [back(scene, circular)]])


def _words(row: Outbox) -> Words:
    return {Part(part): str(text) for part, text in row.params["words"].items()}


def _changes(scene: Scene, circular: Circular, words: Words) -> Iterator[Markup]:
    """What goes and what comes, a paragraph a line, below the name of its section."""
    tr, now = scene.tr, text_now(scene.session, circular).sections
    for part in Part:
        old, new = now[part].splitlines(), words.get(part, "").splitlines()
        if old == new:
            continue
        yield tr("<b>{title}</b>", title=title(tr, part))
        for line in difflib.ndiff(old, new):
            if line.startswith("- "):
                yield tr("− <s>{text}</s>", text=clip(line[2:], 110))
            elif line.startswith("+ "):
                yield tr("+ {text}", text=clip(line[2:], 110))


def took(turn: Turn, press: TakePress) -> Shown:
    """Put the words of the file in the place of those of now."""
    row = said_there(turn.session, turn.chat_id, turn.message_id)
    if row is None or row.kind != "circular_file" or row.subject_id != press.circular:
        seen_circular(turn, press.circular)
        raise Refused(Reason.GONE)
    circular = take_over(turn, row)
    return Shown(page(turn, circular), turn.tr.plain("Taken over."))


def newest_file(turn: Turn, circular: Circular) -> Outbox:
    """The file that this person sent back last; Refused(GONE)."""
    statement = select(Outbox).where(
        Outbox.kind == "circular_file",
        Outbox.person_id == turn.me.id,
        Outbox.subject_id == circular.id,
    )
    row = turn.session.exec(statement.order_by(col(Outbox.id).desc()).limit(1)).first()
    if row is None:
        raise Refused(Reason.GONE)
    return row


def take_over(turn: Turn, row: Outbox) -> Circular:
    """A new version with the words of a file, if nothing has changed since its preview."""
    circular = changeable(turn, row.subject_id or 0, int(row.params["version"]))
    figures = text_now(turn.session, circular).read_figures()
    by, seen = turn.me.id, circular.version
    rewrite(turn.session, circular, seen, _words(row), figures, Origin.FILE, by, turn.now)
    return circular


def current(turn: Turn, press: TakePress) -> View:
    """The circular as it is now, when something was refused."""
    return page(turn, seen_circular(turn, press.circular))


_WORD_FILES = (
    filters.Document.FileExtension("docx")
    | filters.Document.FileExtension("docm")
    | filters.Document.FileExtension("doc")
)

ROUTES: tuple[Route, ...] = (
    on_press(TakePress, took, current),
    on_document(_WORD_FILES, read, came_back, wanted),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "circular_file": preview,
    "circular_file_refused": refused,
}
