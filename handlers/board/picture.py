"""The month's board as pictures: each unit with the lights of its matters, the worst first (§3)."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby

from handlers.board.months import seen_cycle
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import BoardPicturePress
from handlers.office.light_words import light_of
from handlers.papers.pictures import drawing
from handlers.papers.pictures.board import (
    BoardMonth,
    CohortRows,
    Row,
    board_photos,
    board_picture,
)
from handlers.papers.pictures.signs import LIGHTS, Sign, sign
from handlers.pressing import on_press
from handlers.standings.buttons import Size
from handlers.view import Key, Paper, Shown, View
from models.dispatch.board import Line, board
from models.dispatch.board_cards import BoardCard, cards_of
from models.dispatch.cycles import Cycle
from models.outbox import Outbox
from models.units import unit_id

WORST_FIRST = (*(light.value for light in LIGHTS), "")


def board_month(scene: Scene, cycle: Cycle) -> BoardMonth:
    """Every unit that was asked, with its matters; the statements do not grow with the units."""
    scene = scene.at(cycle.office_id)
    by_unit = groupby(cards_of(scene.session, cycle), key=lambda card: unit_id(card.unit))
    cards = {unit: list(found) for unit, found in by_unit}
    cohorts = board(scene.session, cycle).cohorts()
    return BoardMonth(
        cycle.month,
        (),
        tuple(
            CohortRows(cohort, tuple(_row(scene, one, cards[unit_id(one.unit)]) for one in found))
            for cohort, found in cohorts.items()
        ),
    )


def _row(scene: Scene, line: Line, cards: list[BoardCard]) -> Row:
    cells = sorted(_cells(scene, line, cards), key=lambda one: WORST_FIRST.index(one.light))
    return Row(line.unit.name, tuple(cells))


def _cells(scene: Scene, line: Line, cards: list[BoardCard]) -> Iterator[Sign]:
    for card in cards:
        yield sign(light_of(scene, card.matter, card.steps).light, line.standing)


def pressed(turn: Turn, press: BoardPicturePress) -> Shown:
    """Have the board sent, in as many photos as it needs; twice within a minute it goes once."""
    cycle = seen_cycle(turn, press.cycle)
    of_photos = press.size is Size.PHOTO
    photos = len(board_photos(turn.tr, board_month(turn, cycle))) if of_photos else 1
    for page in range(photos):
        turn.hand_over("board_picture", press.cycle, {"size": press.size.value, "page": page})
    return Shown(toast=turn.tr.plain("The picture follows."))


def said(scene: Scene, row: Outbox) -> View:
    """One photo, or the file, as a new message."""
    tr, cycle = scene.tr, seen_cycle(scene, row.subject_id or 0)
    facts = board_month(scene, cycle)
    text = tr(
        "Dispatch of {month}, as of {now}.", month=tr.month(cycle.month), now=tr.moment(scene.now)
    )
    drawn = partial(drawing.drawable, tr)
    if Size(row.params["size"]) is Size.FILE:
        content = drawing.pdf(drawn(board_picture(tr, facts)))
        return View(text, paper=Paper(f"{cycle.month}.pdf", content))
    photos = board_photos(tr, facts)
    photo = photos[min(int(row.params["page"]), len(photos) - 1)]
    full = Key(tr.plain("Full size"), BoardPicturePress(cycle.id or 0, Size.FILE))
    return View(text, [[full]], paper=Paper("liaison.png", drawing.png(drawn(photo)), photo=True))


ROUTES: tuple[Route, ...] = (on_press(BoardPicturePress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"board_picture": said}
