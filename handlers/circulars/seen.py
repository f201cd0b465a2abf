"""Which circular a person may see, and which they may do something about, by the database alone."""

from handlers.context import Scene
from models.authority import Act, Seat
from models.circulars.approving import approver
from models.circulars.circulars import Circular, CircularState, circular_by_id
from models.people.posts import Role
from models.refusals import Reason, Refused
from models.units import Unit, asking_office, offices, place_of, unit_id


def writing_offices(scene: Scene) -> set[int]:
    """The offices whose circulars a person writes."""
    return {unit_id(unit) for unit in scene.me.units(Act.WRITE_CIRCULAR)}


def seen_circular(scene: Scene, number: int) -> Circular:
    """A circular for the staff of its office and who approves it today.

    Refused(NOT_ALLOWED), Refused(GONE).
    """
    scene.me.require(Act.APPROVE_CIRCULAR)
    circular = circular_by_id(scene.session, number)
    if circular.office_id not in writing_offices(scene) and not approves_as(scene, circular):
        raise Refused(Reason.NOT_ALLOWED)
    return circular


def approves_as(scene: Scene, circular: Circular) -> Role | None:
    """The post by which this person approves it today; None when somebody else does."""
    office = scene.at(circular.office_id).office
    rules, calendar = office.rules.circulars, office.calendar
    return approver(scene.session, circular, rules, scene.me.person, calendar, scene.now)


def own_circular(scene: Scene, number: int) -> Circular:
    """A circular of the person's own office, to do something about as its staff."""
    scene.me.require(Act.WRITE_CIRCULAR)
    circular = circular_by_id(scene.session, number)
    scene.me.require_own(Act.WRITE_CIRCULAR, circular.office_id)
    return circular


def may_change(scene: Scene, circular: Circular) -> bool:
    """The staff until it is submitted, afterwards who approves it."""
    if circular.state is CircularState.DRAFT:
        return circular.office_id in writing_offices(scene)
    waits = circular.state is CircularState.AWAITING_APPROVAL
    return waits and approves_as(scene, circular) is not None


def changeable(scene: Scene, number: int, version: int) -> Circular:
    """A circular whose words this person may change, as it was looked at.

    Refused as `seen_circular`, Refused(NOT_THE_SIGNER), Refused(ALREADY_DECIDED),
    Refused(STALE_PREVIEW).
    """
    circular = seen_circular(scene, number)
    if not may_change(scene, circular):
        waits = circular.state is CircularState.AWAITING_APPROVAL
        raise Refused(Reason.NOT_THE_SIGNER if waits else Reason.ALREADY_DECIDED)
    if circular.version != version:
        raise Refused(Reason.STALE_PREVIEW)
    return circular


def to_approve(scene: Scene, number: int) -> Circular:
    """A circular that this person may approve today; Refused(NOT_THE_SIGNER), or as above."""
    circular = seen_circular(scene, number)
    if approves_as(scene, circular) is None:
        raise Refused(Reason.NOT_THE_SIGNER)
    return circular


def offices_read(scene: Scene) -> list[int]:
    """The offices whose issued circulars concern this person.

    Those that ask a unit of theirs or belong to it, and those an office's post may read about.
    """
    scene.me.require(Act.READ_CIRCULAR)
    seats = scene.me.seats
    asking = [asking_office(scene.session, seat.unit) for seat in seats]
    own = {unit_id(office) for office in asking if office}
    return [
        unit_id(office)
        for office in offices(scene.session)
        if unit_id(office) in own or any(_concerns(office, seat) for seat in seats)
    ]


def offices_listed(scene: Scene) -> list[int]:
    """Of `offices_read` those of the level stood at, the one that asks first: what lists are about.

    What lower offices issue stands in their own lists, to which /switch goes.
    """
    scene.me.require(Act.READ_CIRCULAR)
    if scene.me.reads:
        return [unit_id(scene.me.reads)]
    here = [seat.unit for seat in scene.me.seats[: scene.me.here]]
    asking = [asking_office(scene.session, unit) for unit in here]
    own = {unit.path for unit in here}
    belonging = [office for office in offices(scene.session) if place_of(office) in own]
    return list(dict.fromkeys(unit_id(one) for one in (*asking, *belonging) if one))


def _concerns(office: Unit, seat: Seat) -> bool:
    if seat.in_office:
        return seat.part(Act.READ_CIRCULAR).covers(office)
    return place_of(office) == seat.unit.path


def issued_circular(scene: Scene, number: int) -> Circular:
    """An issued circular that concerns this person; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(Act.READ_CIRCULAR)
    circular = circular_by_id(scene.session, number)
    if circular.office_id not in offices_read(scene):
        raise Refused(Reason.NOT_ALLOWED)
    if circular.state is not CircularState.ISSUED:
        raise Refused(Reason.GONE)
    return circular
