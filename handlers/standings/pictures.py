"""The pictures of a month in chat: a photo to look at, the full size as a file (DOMAIN §3, §7)."""

from collections.abc import Callable, Mapping

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.papers.pictures import drawing
from handlers.papers.pictures.bands import bands_photo, bands_picture
from handlers.papers.pictures.card import card_picture
from handlers.papers.pictures.picture import Picture
from handlers.papers.pictures.place import place_picture
from handlers.papers.pictures.ranking import ranking_photos, ranking_picture
from handlers.pressing import on_press
from handlers.standings.buttons import CardPress, Opened, OpenPress, PicturePress, Size
from handlers.standings.card_figures import unit_month
from handlers.standings.figures import bands, cohort_month
from handlers.standings.last_places import last_places, own_last_place
from handlers.standings.seen import Seen, cohort_run, seen_standing
from handlers.standings.unit_page import month, state_line, summary, title_line
from handlers.view import Key, Paper, Shown, View, lines
from models.authority import Act
from models.outbox import Outbox
from models.standings.rules import Mode
from models.standings.runs import Run, run_id
from models.units import Cohort, unit_id


def cohort_photo(scene: Scene, run: Run, mode: Mode, cohort: Cohort) -> Picture:
    """The picture of a cohort for the chat, as far as the mode shows it.

    Where it takes several, the one with a unit of this person's own, or the first.
    """
    facts = cohort_month(scene, run, cohort, _own(scene), last_places(scene, run))
    if mode is Mode.BANDS:
        return bands_photo(bands_picture(scene.tr, facts, bands(scene, run)))
    photos = ranking_photos(ranking_picture(scene.tr, facts))
    mine = (one for one in photos if any(bar.own for bar in one.bars))
    return next(mine, photos[0])


def cohort_file(scene: Scene, run: Run, mode: Mode, cohort: Cohort) -> Picture:
    """The same in full size."""
    facts = cohort_month(scene, run, cohort, _own(scene), last_places(scene, run))
    if mode is Mode.BANDS:
        return bands_picture(scene.tr, facts, bands(scene, run))
    return ranking_picture(scene.tr, facts)


def own_place(scene: Scene, seen: Seen) -> Picture:
    """A unit's own place among the others, who have no names."""
    last, number = own_last_place(scene, seen), unit_id(seen.unit)
    before = {number: last} if last else {}
    facts = cohort_month(scene, seen.run, seen.unit.cohort, {number}, before)
    return place_picture(scene.tr, facts)


def _own(scene: Scene) -> set[int]:
    return {unit_id(unit) for unit in scene.me.units(Act.READ_STANDING)}


def photo(scene: Scene, picture: Picture) -> Paper:
    """A picture as a photo."""
    content = drawing.png(drawing.drawable(scene.tr, picture))
    return Paper("liaison.png", content, photo=True)


def file(scene: Scene, picture: Picture, name: str) -> Paper:
    """A picture as a PDF to zoom and to print."""
    return Paper(f"{name}.pdf", drawing.pdf(drawing.drawable(scene.tr, picture)))


def card_view(scene: Scene, seen: Seen) -> View:
    """A unit's card as a photo, with the way to its lines."""
    tr = scene.tr
    text = lines(title_line(scene, seen), state_line(scene, seen.run), *summary(scene, seen))
    key = Key(tr.plain("Open the figures"), OpenPress(Opened.UNIT, seen.id))
    return View(text, [[key]], paper=photo(scene, card_picture(tr, unit_month(scene, seen))))


def cohort_view(scene: Scene, run: Run, mode: Mode, cohort: Cohort, size: Size) -> View:
    """The picture of a cohort."""
    tr = scene.tr
    name = terms.cohort(tr, cohort)
    text = lines(
        tr("<b>{cohort}</b>, {month}", cohort=name, month=month(scene, run)),
        state_line(scene, run),
    )
    full = Key(tr.plain("Full size"), PicturePress(run_id(run), cohort, Size.FILE))
    if size is Size.FILE:
        picture = cohort_file(scene, run, mode, cohort)
        return View(text, paper=file(scene, picture, f"{run.month}-{name}"))
    return View(text, [[full]], paper=photo(scene, cohort_photo(scene, run, mode, cohort)))


def card_pressed(turn: Turn, press: CardPress) -> Shown:
    """Have the card sent; pressed twice within a minute it is sent once."""
    seen_standing(turn, press.standing)
    turn.hand_over("standing_card", press.standing, {})
    return _follows(turn)


def picture_pressed(turn: Turn, press: PicturePress) -> Shown:
    """Have the picture of a cohort sent; pressed twice within a minute it is sent once."""
    cohort_run(turn, press.run)
    what = {"cohort": press.cohort.value, "size": press.size.value}
    turn.hand_over("run_picture", press.run, what)
    return _follows(turn)


def _follows(turn: Turn) -> Shown:
    return Shown(toast=turn.tr.plain("The picture follows."))


def card_said(scene: Scene, row: Outbox) -> View:
    """The card as a new message."""
    return card_view(scene, seen_standing(scene, row.subject_id or 0))


def picture_said(scene: Scene, row: Outbox) -> View:
    """The picture of a cohort as a new message."""
    run, mode = cohort_run(scene, row.subject_id or 0)
    return cohort_view(scene, run, mode, Cohort(row.params["cohort"]), Size(row.params["size"]))


ROUTES: tuple[Route, ...] = (
    on_press(CardPress, card_pressed),
    on_press(PicturePress, picture_pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "standing_card": card_said,
    "run_picture": picture_said,
}
