"""/experiences: the accepted ones by month, unit, series and half-year, found by words."""

import re
from collections.abc import Callable, Mapping
from datetime import time

from handlers.circulars.seen import offices_listed
from handlers.context import Scene, Turn
from handlers.experiences import words
from handlers.experiences.buttons import ArchivePress, FindPress, ReadPress, Shelf
from handlers.hearing import Route, on_command
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Ask, Key, View, clip, in_rows, lines
from locales import N_
from models.authority import Act
from models.calendar import Month
from models.experiences.archive import Wanted, accepted
from models.experiences.experiences import experience_id
from models.focus import Focus, Topic
from models.outbox import Outbox

ON_A_PAGE = 10
MOST_FOUND = 20
LONGEST_WORDS = 100
_MONTH = re.compile(r"(\d{4})[-年./](\d{1,2})月?")

SHELVES: Mapping[Shelf, str] = {
    Shelf.ALL: N_("All"),
    Shelf.TOLD: N_("In a series"),
    Shelf.SELECTED: N_("Half-year's best"),
}


def command(turn: Turn) -> None:
    """`/experiences`, or with words of the title, text or unit, or a month like 2026-11."""
    turn.me.require(Act.READ_EXPERIENCES)
    if turn.text.strip():
        turn.say("experiences_found", params={"words": clip(turn.text, LONGEST_WORDS)})
    else:
        turn.say("experiences")


def turned(turn: Turn, press: ArchivePress) -> View:
    """A page of the archive in the pressed message."""
    return shelf_page(turn, press.shelf, press.page)


def said(scene: Scene, _row: Outbox) -> View:
    """The archive as a new message."""
    return shelf_page(scene, Shelf.ALL, 0)


def shelf_page(scene: Scene, shelf: Shelf, number: int) -> View:
    """What was accepted, the newest first, of one shelf."""
    tr = scene.tr
    wanted = Wanted(told=shelf is Shelf.TOLD, selected=shelf is Shelf.SELECTED)
    found = accepted(scene.session, offices_listed(scene), wanted)
    shown = page_of(found, number, ON_A_PAGE)
    text = lines(
        tr("<b>Experiences: {shelf}</b>, {n}", shelf=tr.plain(SHELVES[shelf]), n=len(found)),
        *(words.archive_line(scene, row) for row in shown.items),
        tr("There is none yet.") if not found else None,
        tr("/experiences with words or a month like 2026-11 looks for them."),
    )
    keys = [Key(str(row.one.id), ReadPress(experience_id(row.one), 0)) for row in shown.items]
    turning = page_keys(tr, shown, lambda to: ArchivePress(shelf, to))
    shelves = [
        Key(tr.plain(name), ArchivePress(one, 0)) for one, name in SHELVES.items() if one != shelf
    ]
    find = Key(tr.plain("Search"), FindPress())
    return View(text, [*in_rows(keys, 5), turning, [*shelves, find]])


def find_asked(turn: Turn, _press: FindPress) -> View:
    """Which words?"""
    turn.me.require(Act.READ_EXPERIENCES)
    text = turn.tr("Please send words of the title, the text or the unit, or a month like 2026-11.")
    back = Key(turn.tr.plain("Back"), ArchivePress(Shelf.ALL, 0))
    return View(text, [[back]], Ask(Topic.EXPERIENCE_FIND))


def find_heard(turn: Turn, _focus: Focus) -> None:
    """The words as a text."""
    turn.say("experiences_found", params={"words": clip(turn.text, LONGEST_WORDS)})


def found_said(scene: Scene, row: Outbox) -> View:
    """What has every word, the newest first."""
    tr, letters = scene.tr, str(row.params["words"])
    found = accepted(scene.session, offices_listed(scene), _wanted(scene, letters))
    shown = found[:MOST_FOUND]
    text = lines(
        tr("Found for “{letters}”: {n}", letters=letters, n=len(found)),
        *(words.archive_line(scene, one) for one in shown),
        tr("Only the first {n} are shown.", n=MOST_FOUND) if len(found) > MOST_FOUND else None,
    )
    keys = [Key(str(one.one.id), ReadPress(experience_id(one.one), 0)) for one in shown]
    back = Key(tr.plain("Archive"), ArchivePress(Shelf.ALL, 0))
    return View(text, [*in_rows(keys, 5), [back]], Ask(Topic.EXPERIENCE_FIND))


def _wanted(scene: Scene, letters: str) -> Wanted:
    """What words mean: a month is one in which it was accepted, the others stand in it."""
    named = [_month(word) for word in letters.split()]
    month = next((one for one in named if one), None)
    rest = tuple(word for word, one in zip(letters.split(), named, strict=True) if one is None)
    if month is None:
        return Wanted(rest)
    calendar = scene.office.calendar
    since = calendar.at(month.first, time(0))
    return Wanted(rest, since=since, before=calendar.at(month.plus(1).first, time(0)))


def _month(word: str) -> Month | None:
    found = _MONTH.fullmatch(word)
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < 2000:
        return None
    return Month.parse(f"{found[1]}-{int(found[2]):02d}")


ROUTES: tuple[Route, ...] = (
    on_command("experiences", command),
    on_press(ArchivePress, turned),
    on_press(FindPress, find_asked),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "experiences": said,
    "experiences_found": found_said,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.EXPERIENCE_FIND: find_heard}
