"""Which draft a person may see, sign, change or submit, by the database alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.context import Scene
from models.authority import Act
from models.people.posts import Role
from models.refusals import Reason, Refused
from models.slips.register import Shelf, Wanted, look
from models.slips.signers import signs_as
from models.slips.slips import Slip, SlipState, seen_slip
from models.slips.to_sign import LADDER, to_sign
from models.units import Unit, unit_id


@dataclass(frozen=True)
class Draft:
    """A draft as one reader sees it.

    `signs_as` is the post by which the reader signs it today, if any; `staff` whether the reader
    works in the office that wrote it.
    """

    slip: Slip
    unit: Unit
    signs_as: Role | None
    staff: bool

    @property
    def changeable(self) -> bool:
        """Before it is submitted by the office, afterwards by whoever signs it."""
        if self.slip.state is SlipState.AWAITING_SIGNATURE:
            return self.signs_as is not None
        return self.slip.state is SlipState.DRAFT and self.staff


def seen_draft(scene: Scene, number: int) -> Draft:
    """A draft for its signer of today or the staff of its office, or what has become of it.

    Refused(NOT_ALLOWED), Refused(GONE), or Refused(NOT_THE_SIGNER) when somebody else signs.
    """
    me = scene.me
    if not (me.may(Act.SIGN_SLIP) or me.may(Act.WRITE_SLIP)):
        raise Refused(Reason.NOT_ALLOWED)
    slip, unit = seen_slip(scene.session, number)
    staff = slip.office_id in _offices(scene, Act.WRITE_SLIP)
    if not staff:
        me.require_own(Act.SIGN_SLIP, slip.office_id)
    rung = scene.at(slip.office_id).office.rules.slips.rung(slip.kind)
    post = signs_as(scene.session, slip.office_id, rung, me.person, scene.today)
    if post is None and not staff:
        raise Refused(Reason.NOT_THE_SIGNER)
    return Draft(slip, unit, post, staff)


def _offices(scene: Scene, act: Act) -> set[int]:
    return {unit_id(unit) for unit in scene.me.units(act)}


def changeable(scene: Scene, number: int) -> Draft:
    """A draft that this person may change now.

    Refused as `seen_draft`, Refused(NOT_THE_SIGNER), Refused(ALREADY_DECIDED).
    """
    draft = seen_draft(scene, number)
    if not draft.changeable:
        awaiting = draft.slip.state is SlipState.AWAITING_SIGNATURE
        raise Refused(Reason.NOT_THE_SIGNER if awaiting else Reason.ALREADY_DECIDED)
    return draft


def for_signing(scene: Scene, number: int) -> Draft:
    """A draft that this person signs today, or what became of it; Refused(NOT_THE_SIGNER)."""
    draft = seen_draft(scene, number)
    if draft.signs_as is None:
        raise Refused(Reason.NOT_THE_SIGNER)
    return draft


def same(draft: Draft, revision: int) -> Draft:
    """The draft as it was looked at; Refused(STALE_PREVIEW) when it was changed since."""
    if draft.slip.revision != revision:
        raise Refused(Reason.STALE_PREVIEW)
    return draft


def waiting(scene: Scene) -> list[tuple[Slip, Unit]]:
    """What this person may sign today; Refused(NOT_ALLOWED)."""
    scene.me.require(Act.SIGN_SLIP)
    offices: Sequence[Unit] = scene.me.listed(Act.SIGN_SLIP)
    rules = scene.at(unit_id(offices[0])).office.rules.slips
    return to_sign(scene.session, scene.me.person, offices, rules, scene.today)


def unsubmitted(scene: Scene) -> Sequence[tuple[Slip, Unit]]:
    """The drafts of this person's own office that nobody has submitted; Refused(NOT_ALLOWED)."""
    scene.me.require(Act.WRITE_SLIP)
    office = unit_id(scene.me.units(Act.WRITE_SLIP)[0])
    return look(scene.session, Wanted(office, Shelf.DRAFTS), scene.today).rows


def place(slip: Slip) -> tuple[int, int]:
    """Where a draft stands in the order in which they wait."""
    return LADDER.index(slip.kind), slip.id or 0
