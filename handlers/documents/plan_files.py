"""The files of a plan, sent again by Telegram's own id."""

from collections.abc import Callable, Mapping

from handlers.attached import send_again
from handlers.context import Scene, Turn
from handlers.documents import words
from handlers.documents.plan_buttons import PlanFilesPress
from handlers.documents.seen import read_duty
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.view import Paper, Shown, View, clip
from models.authority import Act
from models.documents.filings import Filing, PlanFile, PlanVersion, plan_files
from models.documents.status import Stand
from models.outbox import Outbox
from models.refusals import Reason, Refused


def pressed(turn: Turn, press: PlanFilesPress) -> Shown:
    """Have each file of the version sent as a new message."""
    version, _ = _seen(turn, press.version)
    found = plan_files(turn.session, [version])[version.id or 0]
    return send_again(turn, "plan_file", [one.id for one in found])


def said(scene: Scene, row: Outbox) -> View:
    """One file with the document and the unit it belongs to."""
    one = scene.session.get(PlanFile, row.subject_id)
    if one is None:
        raise Refused(Reason.GONE)
    version, stand = _seen(scene, one.version_id)
    text = scene.tr(
        "<b>{number}</b> {unit}, version {n}",
        number=words.name(stand.document, 80),
        unit=clip(stand.unit.name, 60),
        n=version.version,
    )
    return View(text, paper=Paper(one.name, photo=one.photo, file_id=one.file_id))


def _seen(scene: Scene, number: int) -> tuple[PlanVersion, Stand]:
    """A version with whose it is; what is not handed in yet is the unit's own."""
    scene.me.require(Act.READ_UNIT)
    version = scene.session.get(PlanVersion, number)
    if version is None:
        raise Refused(Reason.GONE)
    filing = scene.session.get_one(Filing, version.filing_id)
    stand = read_duty(scene, filing.duty_id)
    own = scene.me.may(Act.FILE_PLAN, stand.unit)
    if version.submitted_at is None and not own:
        raise Refused(Reason.GONE)
    return version, stand


ROUTES: tuple[Route, ...] = (on_press(PlanFilesPress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"plan_file": said}
