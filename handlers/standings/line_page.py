"""One line of a score: rule, item, facts, version, dates, and what would have earned more (§6)."""

from collections.abc import Iterator

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.standings import words
from handlers.standings.buttons import AppealCardPress, AppealPress, LinePress, LinesPress
from handlers.standings.facts import fact_lines
from handlers.standings.gains import better, item
from handlers.standings.line_list import ON_A_PAGE, earned
from handlers.standings.seen import Seen, can_appeal, seen_standing
from handlers.standings.unit_page import title_line
from handlers.view import Key, View, lines
from models.refusals import Reason, Refused
from models.scoring.lines import Heading, Line
from models.standings.appeals import Appeal, appeal_about
from models.standings.corrections import line_of
from models.units import unit_id


def line_at(seen: Seen, at: int) -> Line:
    """A line by its place; Refused(GONE)."""
    if not 0 <= at < len(seen.score.lines):
        raise Refused(Reason.GONE)
    return seen.score.lines[at]


def line_page(scene: Scene, seen: Seen, at: int) -> View:
    """The line with all that it rests on, and the way to appeal."""
    tr, line = scene.tr, line_at(seen, at)
    about = line_of(line.fact)
    made = appeal_about(scene.session, unit_id(seen.unit), seen.run.month, about)
    text = lines(
        title_line(scene, seen),
        tr(
            "<b>{n}. {item}</b>",
            n=at + 1,
            item=item(line.fact, 200),
        ),
        tr(
            "{heading}: {rule}",
            heading=words.heading(tr, line.heading),
            rule=words.rule(tr, line.rule),
        ),
        *fact_lines(scene, line.fact),
        *_worth(scene, line),
        Markup("\n") + tr("{text}", text=better(tr, seen.score, line)),
    )
    return View(text, _keys(scene, seen, at, made))


def _worth(scene: Scene, line: Line) -> Iterator[Markup]:
    tr = scene.tr
    if line.heading is Heading.LEFT_OUT:
        return
    if line.heading in {Heading.BONUS, Heading.DEDUCTION}:
        yield tr("Points: {points}", points=earned(scene, line))
        return
    yield tr("Weight: {weight}", weight=line.weight)
    yield tr("Earned: {earned}", earned=earned(scene, line))


def _keys(scene: Scene, seen: Seen, at: int, made: Appeal | None) -> list[list[Key]]:
    tr, most = scene.tr, len(seen.score.lines)
    turning = [
        Key("◀", LinePress(seen.id, (at - 1) % most)),
        Key("▶", LinePress(seen.id, (at + 1) % most)),
    ]
    appeal = Key(tr.plain("Appeal against this line"), AppealPress(seen.id, at))
    known = Key(tr.plain("To the appeal"), AppealCardPress(made.id or 0)) if made else None
    return [
        [known] if known else [appeal] if can_appeal(scene, seen) else [],
        turning if most > 1 else [],
        [Key(tr.plain("Back"), LinesPress(seen.id, at // ON_A_PAGE))],
    ]


def pressed(turn: Turn, press: LinePress) -> View:
    """The line in the pressed message."""
    return line_page(turn, seen_standing(turn, press.standing), press.at)


ROUTES: tuple[Route, ...] = (on_press(LinePress, pressed),)
