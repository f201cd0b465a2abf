"""/brief: one picture and five lines about what a leader answers for; each line opens."""

from collections.abc import Callable, Mapping

from handlers.brief.answered import Answered, answered, led
from handlers.brief.buttons import (
    BriefOpenPress,
    BriefPartPress,
    BriefPicturePress,
    BriefPress,
    Part,
)
from handlers.brief.drawn import brief_figures
from handlers.brief.lines import keys_of, text_of
from handlers.brief.parts import part_view
from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.papers.pictures import drawing
from handlers.papers.pictures.brief import brief_picture
from handlers.pressing import on_press
from handlers.view import Key, Paper, Shown, View
from models.authority import Act
from models.outbox import Outbox
from models.units import Unit


def command(turn: Turn) -> None:
    """`/brief`."""
    turn.me.require(Act.READ_BRIEF)
    turn.say("brief")


def said(scene: Scene, _row: Outbox) -> View:
    """The brief as a new message."""
    return pictured(scene, answered(scene, led(scene)))


def of_the_month(scene: Scene, row: Outbox) -> View | None:
    """The month's brief about what an office asks; None where there is nothing to answer for."""
    office = scene.session.get_one(Unit, row.subject_id)
    around = scene.at(row.subject_id or 0)
    found = answered(around, led(around, office))
    return None if found.is_empty else pictured(around, found)


def pictured(scene: Scene, found: Answered) -> View:
    """The picture with the lines below it; its keys answer with new messages."""
    picture = drawing.drawable(scene.tr, brief_picture(scene.tr, brief_figures(scene, found)))
    paper = Paper("liaison.png", drawing.png(picture), photo=True)
    return View(text_of(scene, found), keys_of(scene, found, BriefOpenPress), paper=paper)


def pressed(turn: Turn, _press: BriefPress) -> View:
    """The lines alone in the pressed message."""
    found = answered(turn, led(turn))
    keys = keys_of(turn, found, lambda part: BriefPartPress(part, 0))
    picture = Key(turn.tr.plain("As a picture"), BriefPicturePress())
    return View(text_of(turn, found), [*keys, [picture]])


def picture_pressed(turn: Turn, _press: BriefPicturePress) -> Shown:
    """Have the picture sent; pressed twice within a minute it is sent once."""
    turn.me.require(Act.READ_BRIEF)
    turn.hand_over("brief_again", turn.me.id, {})
    return Shown(toast=turn.tr.plain("The picture follows."))


def open_pressed(turn: Turn, press: BriefOpenPress) -> Shown:
    """Have a line opened as a new message."""
    turn.me.require(Act.READ_BRIEF)
    turn.say("brief_part", params={"part": press.part.value})
    return Shown()


def part_said(scene: Scene, row: Outbox) -> View:
    """A line, opened, as a new message."""
    return part_view(scene, Part(row.params["part"]), 0)


ROUTES: tuple[Route, ...] = (
    on_command("brief", command),
    on_press(BriefPress, pressed),
    on_press(BriefPicturePress, picture_pressed),
    on_press(BriefOpenPress, open_pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "brief": said,
    "brief_again": said,
    "brief_part": part_said,
    "month_brief": of_the_month,
}
