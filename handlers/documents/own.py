"""What a unit's people have to do about superior documents: each with its steps."""

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.documents import words
from handlers.documents.buttons import DutyPress, OwnDutiesPress
from handlers.hearing import Route
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.documents.documents import duty_id
from models.documents.status import Stand, own_stands
from models.matters.ledger import OPEN_STATES
from models.units import unit_id

ON_A_PAGE = 8


def pressed(turn: Turn, press: OwnDutiesPress) -> View:
    """The list in the pressed message."""
    return own_list(turn, press.page)


def own_list(scene: Scene, number: int) -> View:
    """Overdue documents first, then the open ones, the newest first."""
    scene.me.require(Act.READ_DUTIES)
    tr, units = scene.tr, scene.me.units(Act.READ_DUTIES)
    found = own_stands(scene.session, [unit_id(unit) for unit in units], scene.today)
    shown = page_of(found, number, ON_A_PAGE)
    text = lines(
        tr("<b>Superior documents</b>"),
        *(_row(scene, stand) for stand in shown.items),
        tr("There is none for your units.") if not shown.items else None,
    )
    keys = [
        Key(words.name(stand.document, 24), DutyPress(duty_id(stand.duty))) for stand in shown.items
    ]
    return View(text, [*in_rows(keys, 2), page_keys(tr, shown, OwnDutiesPress)])


def _row(scene: Scene, stand: Stand) -> Markup:
    tr = scene.tr
    sign = "🔴" if stand.overdue(scene.today) else "🟢"
    return lines(
        tr(
            "\n{sign} <b>{number}</b> {title}",
            sign=sign if stand.matter.state in OPEN_STATES else "⚪",
            number=words.name(stand.document, 40),
            title=clip(stand.document.title, 60),
        ),
        tr(
            "{unit}: {marks}",
            unit=clip(stand.unit.name, 30),
            marks=words.marks(tr, stand),
        ),
    )


ROUTES: tuple[Route, ...] = (on_press(OwnDutiesPress, pressed),)
