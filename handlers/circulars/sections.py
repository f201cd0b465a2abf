"""The sections of a circular in chat: read, changed, added to, left out."""

from collections.abc import Callable, Mapping

from handlers.circulars.buttons import How, SectionPress, WordsPress
from handlers.circulars.page import back
from handlers.circulars.page_lines import name
from handlers.circulars.phrases import title
from handlers.circulars.seen import changeable, may_change, seen_circular
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.papers.official import paragraphs
from handlers.pressing import on_press
from handlers.view import Ask, Key, View, lines
from models.blank import is_blank
from models.circulars.circulars import Circular, Origin, Part, circular_id, text_now
from models.circulars.drafting import rewrite
from models.focus import Focus, Topic
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused

PARTS = tuple(Part)
"""The sections in the order by which a question remembers what its text is for."""

MOST_SHOWN = 3300


def shown(turn: Turn, press: SectionPress) -> View:
    """One section in the pressed message."""
    return section_page(turn, seen_circular(turn, press.circular), press.part)


def section_page(scene: Scene, circular: Circular, part: Part) -> View:
    """The words of a section with what can be done to it; the document has a very long one."""
    tr, words = scene.tr, text_now(scene.session, circular).sections[part]
    text = words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"
    return View(
        lines(
            name(scene, circular),
            tr("<b>{title}</b>", title=title(tr, part)),
            tr("<blockquote>{text}</blockquote>", text=text) if text else tr("<i>Left out.</i>"),
        ),
        [_keys(scene, circular, part, words), _turning(circular, part), [back(scene, circular)]],
    )


def _keys(scene: Scene, circular: Circular, part: Part, words: str) -> list[Key]:
    if not may_change(scene, circular):
        return []
    tr, seen = scene.tr, (circular_id(circular), circular.version)
    omit = Key(tr.plain("Leave out"), WordsPress(*seen, part, How.OMIT))
    return [
        Key(tr.plain("Change"), WordsPress(*seen, part, How.CHANGE)),
        Key(tr.plain("Add a paragraph"), WordsPress(*seen, part, How.ADD)),
        *([omit] if words else []),
    ]


def _turning(circular: Circular, part: Part) -> list[Key]:
    at, number = PARTS.index(part), circular_id(circular)
    before, after = PARTS[at - 1], PARTS[(at + 1) % len(PARTS)]
    return [Key("◀", SectionPress(number, before)), Key("▶", SectionPress(number, after))]


def asked(turn: Turn, press: WordsPress) -> View:
    """Ask for the words, or leave the section out."""
    circular = changeable(turn, press.circular, press.version)
    if press.how is How.OMIT:
        put(turn, circular, press.part, "")
        return section_page(turn, circular, press.part)
    return asking(turn, circular, press.part, press.how)


def asking(scene: Scene, circular: Circular, part: Part, how: How) -> View:
    """The question for a section's words; the text of now can be copied from it."""
    tr, words = scene.tr, text_now(scene.session, circular).sections[part]
    adds = how is How.ADD
    text = lines(
        tr("<b>{title}</b>", title=title(tr, part)),
        tr("<pre>{text}</pre>", text=words[:MOST_SHOWN]) if words and not adds else None,
        tr("Please send the new paragraph.")
        if adds
        else tr("Please send the new words of this section, a paragraph a line."),
    )
    topic = Topic.CIRCULAR_PARAGRAPH if adds else Topic.CIRCULAR_SECTION
    aside = circular.version * len(PARTS) + PARTS.index(part)
    key = Key(tr.plain("Back"), SectionPress(circular_id(circular), part))
    return View(text, [[key]], Ask(topic, circular_id(circular), aside))


def heard(turn: Turn, focus: Focus) -> None:
    """The words as a text after they were asked for."""
    version, at = divmod(focus.aside or 0, len(PARTS))
    how = How.ADD if focus.topic is Topic.CIRCULAR_PARAGRAPH else How.CHANGE
    write(turn, focus.subject_id or 0, version, PARTS[at], how)


def write(turn: Turn, number: int, version: int, part: Part, how: How) -> None:
    """Put the text of the turn into a section, once."""
    if answered(turn.session, turn.update_id, "circular_section"):
        return
    circular = changeable(turn, number, version)
    new = "\n".join(paragraphs(turn.text))
    if is_blank(new):
        raise Refused(Reason.TEXT_MISSING)
    old = text_now(turn.session, circular).sections[part]
    put(turn, circular, part, "\n".join(filter(None, (old, new))) if how is How.ADD else new)
    turn.say("circular_section", params={"circular": number, "part": part.value})


def put(turn: Turn, circular: Circular, part: Part, words: str) -> None:
    """A new version with other words for one section."""
    text = text_now(turn.session, circular)
    rewrite(
        turn.session,
        circular,
        circular.version,
        {**text.sections, part: words},
        text.read_figures(),
        Origin.CHAT,
        turn.me.id,
        turn.now,
    )


def current(turn: Turn, press: WordsPress) -> View:
    """The section as it is now, when something was refused."""
    return section_page(turn, seen_circular(turn, press.circular), press.part)


def said(scene: Scene, row: Outbox) -> View:
    """The section as a new message."""
    circular = seen_circular(scene, int(row.params["circular"]))
    return section_page(scene, circular, Part(row.params["part"]))


def at_page(turn: Turn, focus: Focus) -> None:
    """A text at a circular's page means nothing yet: the page says what can be done."""
    seen_circular(turn, focus.subject_id or 0)
    turn.say("circular_page", focus.subject_id)


ROUTES: tuple[Route, ...] = (on_press(SectionPress, shown), on_press(WordsPress, asked, current))
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"circular_section": said}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    Topic.CIRCULAR: at_page,
    Topic.CIRCULAR_SECTION: heard,
    Topic.CIRCULAR_PARAGRAPH: heard,
}
