"""A claim on a matter's page: whose it is, and the key to claim the matter or to give it up."""

from markupsafe import Markup

from handlers.brief.buttons import ClaimPress, GiveUpPress
from handlers.context import Scene
from handlers.view import Key, clip
from models.authority import Act
from models.claims import OVER, claim_on
from models.matters.ledger import Matter, matter_id
from models.units import Unit


def claim_line(scene: Scene, matter: Matter) -> Markup | None:
    """Who stands for a matter in person since when; None where nobody does."""
    one = claim_on(scene.session, matter)
    if one is None:
        return None
    tr, name = scene.tr, clip(one.person.name, 40)
    day = tr.date(scene.office.calendar.today(one.claim.since))
    if one.left:
        return tr("☆ Claimed by {name} on {day}, who no longer leads the unit.", name=name, day=day)
    return tr("★ Claimed by {name} on {day}.", name=name, day=day)


def claim_key(scene: Scene, matter: Matter) -> list[Key]:
    """To claim it, or to give it up, for who leads the unit."""
    lead = scene.session.get_one(Unit, matter.lead_unit_id)
    if matter.state in OVER or not scene.me.may(Act.CLAIM, lead):
        return []
    one, number = claim_on(scene.session, matter), matter_id(matter)
    if one is None or one.left:
        return [Key(scene.tr.plain("Claim"), ClaimPress(number))]
    if one.person.id == scene.me.id:
        return [Key(scene.tr.plain("Give up the claim"), GiveUpPress(number))]
    return []
