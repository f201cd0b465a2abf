"""/circulars: what was issued, found by month; its text page by page, PDF and Word."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from handlers.circulars.buttons import CircularPaperPress, IssuedListPress, IssuedPress
from handlers.circulars.page_lines import name
from handlers.circulars.papers import official
from handlers.circulars.seen import issued_circular, offices_listed
from handlers.circulars.sending import confirm_all
from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.pages import page_keys, page_of
from handlers.papers.circular_papers import body
from handlers.pressing import on_press
from handlers.slips.buttons import Form
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.circulars.circulars import Circular, circular_id, issued_circulars, text_now
from models.circulars.standing_figures import corrected_since
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.understanding.first_word import plain_word

ON_A_PAGE = 12
LETTERS_ON_A_PAGE = 2500
CONFIRM = frozenset({"confirm", "确认", "确认收到"})


def command(turn: Turn) -> None:
    """`/circulars`, `/circulars 2026-10`, or `/circulars confirm` for all one was sent."""
    turn.me.require(Act.READ_CIRCULAR)
    said = turn.text.strip()
    if plain_word(said) in CONFIRM:
        if not answered(turn.session, turn.update_id, "circulars_confirmed"):
            turn.say("circulars_confirmed", params={"n": confirm_all(turn)})
        return
    if not said:
        turn.say("circulars")
        return
    offices = offices_listed(turn)
    found = issued_circulars(turn.session, offices, _month(said))
    if not found:
        raise Refused(Reason.UNKNOWN_CIRCULAR, text=clip(said, 20))
    nearest = min(found, key=lambda one: offices.index(one.office_id))
    turn.say("circular_read", circular_id(nearest))


def _month(said: str) -> str:
    """2026-10 of any common way to write it; what is none fits no circular."""
    digits = "".join(char if char.isdecimal() else " " for char in said).split()
    if len(digits) != 2:
        return said
    return f"{digits[0]:0>4}-{digits[1]:0>2}"[:7]


def listed(turn: Turn, press: IssuedListPress) -> View:
    """The list in the pressed message."""
    return list_page(turn, press.page)


def list_page(scene: Scene, number: int) -> View:
    """The circulars that concern this person, the newest first."""
    tr, offices = scene.tr, offices_listed(scene)
    found = issued_circulars(scene.session, offices)
    shown = page_of(found, number, ON_A_PAGE)
    text = lines(
        tr("<b>Circulars</b>"),
        *(name(scene, one) for one in shown.items),
        tr("None was issued yet.") if not found else None,
        tr("/circulars 2026-10 opens the one of a month.") if found else None,
    )
    keys = [
        Key(clip(_label(scene, one, offices), 24), IssuedPress(circular_id(one), 0))
        for one in shown.items
    ]
    pairs = in_rows(keys, 2)
    return View(text, [*pairs, page_keys(tr, shown, IssuedListPress)])


def _label(scene: Scene, circular: Circular, offices: Sequence[int]) -> str:
    """A circular on a key: its month, or where several offices issue them its number."""
    return scene.tr.month(circular.month) if len(offices) == 1 else circular.number_text


def read(turn: Turn, press: IssuedPress) -> View:
    """A page of the text in the pressed message."""
    return text_page(turn, issued_circular(turn, press.circular), press.page)


def text_page(scene: Scene, circular: Circular, number: int) -> View:
    """The words in pages, with the document in its two forms."""
    tr, key = scene.tr, circular_id(circular)
    words = text_now(scene.session, circular).sections
    shown = page_of(_pages(list(body(official(scene), words))), number, 1)
    text = lines(
        name(scene, circular),
        _corrected(scene, circular),
        *(Markup("\n").join(one) for one in shown.items),
    )
    return View(
        text,
        [
            page_keys(tr, shown, lambda at: IssuedPress(key, at)),
            [
                Key(tr.plain("PDF"), CircularPaperPress(key, Form.PDF)),
                Key(tr.plain("Word"), CircularPaperPress(key, Form.DOCX)),
            ],
            [Key(tr.plain("Back"), IssuedListPress(0))],
        ],
    )


def _corrected(scene: Scene, circular: Circular) -> Markup | None:
    """That it rests on scores which an appeal has changed, for whoever reads it."""
    if not corrected_since(scene.session, circular):
        return None
    return scene.tr("The scores it rests on were corrected since; /rank shows what holds now.")


def _pages(paragraphs: list[str]) -> list[list[str]]:
    """The paragraphs in pages of a fair length; a very long one is cut, the document has it."""
    pages: list[list[str]] = [[]]
    for paragraph in paragraphs:
        shown = clip(paragraph, LETTERS_ON_A_PAGE)
        if pages[-1] and sum(map(len, pages[-1])) + len(shown) > LETTERS_ON_A_PAGE:
            pages.append([])
        pages[-1].append(shown)
    return pages


def list_said(scene: Scene, _row: Outbox) -> View:
    """The list as a new message."""
    return list_page(scene, 0)


def read_said(scene: Scene, row: Outbox) -> View:
    """The first page of a circular as a new message."""
    return text_page(scene, issued_circular(scene, row.subject_id or 0), 0)


def confirmed_said(scene: Scene, row: Outbox) -> View:
    """How many were confirmed by text."""
    n = int(row.params["n"])
    return View(scene.tr.plural("Confirmed: {n} circular.", "Confirmed: {n} circulars.", n))


ROUTES: tuple[Route, ...] = (
    on_command("circulars", command),
    on_press(IssuedListPress, listed),
    on_press(IssuedPress, read),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "circulars": list_said,
    "circular_read": read_said,
    "circulars_confirmed": confirmed_said,
}
