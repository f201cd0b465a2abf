"""A unit's figures line by line, in pages (DOMAIN §6: every figure opens to its lines)."""

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.standings import words
from handlers.standings.buttons import LinePress, LinesPress, StandingPress
from handlers.standings.gains import said
from handlers.standings.seen import Seen, seen_standing
from handlers.standings.unit_page import title_line
from handlers.view import Key, View, lines
from models.scoring.lines import Heading, Line

ON_A_PAGE = 10
POINTS = frozenset({Heading.BONUS, Heading.DEDUCTION})
"""Where a line is worth points of the total, not a part of its weight."""


def line_list(scene: Scene, seen: Seen, page: int) -> View:
    """Ten lines with their numbers; each opens."""
    tr = scene.tr
    shown = page_of(list(enumerate(seen.score.lines)), page, ON_A_PAGE)
    title = title_line(scene, seen)
    text: list[Markup] = [title]
    heading: Heading | None = None
    for at, line in shown.items:
        if line.heading is not heading:
            heading = line.heading
            text.append(tr("\n<b>{heading}</b>", heading=words.heading(tr, heading)))
        text.append(
            tr("{n}. {line} · {earned}", n=at + 1, line=said(tr, line), earned=earned(scene, line))
        )
    numbers = [Key(str(at + 1), LinePress(seen.id, at)) for at, _ in shown.items]
    turning = page_keys(tr, shown, lambda number: LinesPress(seen.id, number))
    back = Key(tr.plain("Back"), StandingPress(seen.id))
    return View(lines(*text), [numbers[:5], numbers[5:], turning, [back]])


def earned(scene: Scene, line: Line) -> str:
    """What a line earned: points of the total, or a part of its weight."""
    if line.heading in POINTS:
        return words.signed(line.points) if line.points else "0"
    if line.heading is Heading.LEFT_OUT:
        return "–"
    return scene.tr.percent(int(line.points * 100))


def pressed(turn: Turn, press: LinesPress) -> View:
    """The lines in the pressed message."""
    return line_list(turn, seen_standing(turn, press.standing), press.page)


ROUTES: tuple[Route, ...] = (on_press(LinesPress, pressed),)
