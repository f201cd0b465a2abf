"""How many plans wait for an office's examination, as a key to them."""

from handlers.context import Scene
from handlers.documents.buttons import PlansPress
from handlers.view import Key
from models.authority import Act
from models.documents.examining import waiting_plans
from models.units import unit_id


def plans_key(scene: Scene) -> list[Key]:
    """The key to the plans on which it is the turn of this person's office; none without any."""
    offices = [unit_id(office) for office in scene.me.units(Act.EXAMINE_PLAN)]
    n = sum(len(waiting_plans(scene.session, office)) for office in offices)
    return [Key(scene.tr.plain("Plans to examine {n}", n=n), PlansPress(0))] if n else []
