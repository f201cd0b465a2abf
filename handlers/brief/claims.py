"""一把手认领: a leader claims a matter of their unit or gives it up, by button or by text."""

from collections.abc import Callable, Mapping

from handlers.brief.buttons import ClaimPress, GiveUpPress, Part
from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.office.buttons import MatterPress, Origin
from handlers.office.matter_page import matter_page, seen_matter
from handlers.pressing import on_press
from handlers.view import Shown, View, clip
from models.authority import Act
from models.claims import claim, give_up
from models.matters.ledger import Matter, matter_by_number, matter_id
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.units import Unit


def command(turn: Turn) -> None:
    """`/claim 2026-0001`; without a number it shows what is claimed."""
    turn.me.require(Act.CLAIM)
    if not turn.text.strip():
        turn.say("brief_part", params={"part": Part.CLAIMED.value})
        return
    matter = _named(turn)
    claim(turn.session, matter, turn.me.person, turn.now)
    turn.say("claimed", matter_id(matter))


def give_up_command(turn: Turn) -> None:
    """`/unclaim 2026-0001`; without a number it shows what is claimed."""
    turn.me.require(Act.CLAIM)
    if not turn.text.strip():
        turn.say("brief_part", params={"part": Part.CLAIMED.value})
        return
    matter = _named(turn)
    give_up(turn.session, matter, turn.me.person, turn.now)
    turn.say("claimed", matter_id(matter))


def _named(turn: Turn) -> Matter:
    """The matter a text names; one of other units is not known, either."""
    number = turn.text.strip().lstrip("★☆")
    unknown = Refused(Reason.UNKNOWN_MATTER, text=clip(number, 40))
    try:
        matter = matter_by_number(turn.session, number)
    except Refused:
        raise unknown from None
    if not turn.me.may(Act.CLAIM, turn.session.get_one(Unit, matter.lead_unit_id)):
        raise unknown
    return matter


def claimed(turn: Turn, press: ClaimPress) -> Shown:
    """Claim it; the page shows whose it is."""
    matter = seen_matter(turn, press.matter, Act.CLAIM)
    claim(turn.session, matter, turn.me.person, turn.now)
    return Shown(_page(turn, matter), turn.tr.plain("Claimed."))


def given_up(turn: Turn, press: GiveUpPress) -> Shown:
    """Give it up; the matter stays with the unit."""
    matter = seen_matter(turn, press.matter, Act.CLAIM)
    give_up(turn.session, matter, turn.me.person, turn.now)
    return Shown(_page(turn, matter), turn.tr.plain("Given up."))


def current(turn: Turn, press: ClaimPress | GiveUpPress) -> View:
    """The matter's page as it is now, when something was refused."""
    return _page(turn, seen_matter(turn, press.matter, Act.CLAIM))


def said(scene: Scene, row: Outbox) -> View:
    """The matter's page as a new message."""
    return _page(scene, seen_matter(scene, row.subject_id or 0))


def _page(scene: Scene, matter: Matter) -> View:
    return matter_page(scene, matter, MatterPress(matter_id(matter), 0, Origin.CLAIMED, 0))


ROUTES: tuple[Route, ...] = (
    on_command("claim", command),
    on_command("unclaim", give_up_command),
    on_press(ClaimPress, claimed, current),
    on_press(GiveUpPress, given_up, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"claimed": said}
