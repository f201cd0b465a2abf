"""方案报审, one page for both sides: the versions, the opinions, and whose turn it is."""

from collections.abc import Callable, Mapping, Sequence

from handlers.context import Scene, Turn
from handlers.desk.queues import place
from handlers.documents.buttons import DutyPress
from handlers.documents.plan_buttons import (
    Deed,
    NextPlanPress,
    PlanDeedPress,
    PlanFilesPress,
    PlanPress,
    PlansPress,
    SubmitPlanPress,
)
from handlers.documents.plan_lines import draft_lines, head
from handlers.documents.seen import is_own, read_duty
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.view import Ask, Key, View, lines
from locales import N_
from models.authority import Act
from models.documents.documents import duty_id
from models.documents.filings import (
    WRITABLE,
    Filing,
    FilingState,
    filing_id,
    may_file,
    newest_version,
    plan_files,
    versions_of,
)
from models.documents.plan_queue import waiting_ids
from models.documents.status import Stand
from models.focus import Topic
from models.outbox import Outbox
from models.units import unit_id

WRITE, EXAMINE, OPINION, APPROVAL = range(4)
"""What a text at a plan is: the plan itself, a word of the office, an opinion, a meeting."""


DEEDS: Mapping[FilingState, Sequence[Deed]] = {
    FilingState.SUBMITTED: (Deed.CLEAR, Deed.RETURN),
    FilingState.CLEARED: (Deed.APPROVE, Deed.RETURN),
    FilingState.APPROVED: (Deed.FILE,),
}
LABELS: Mapping[Deed, str] = {
    Deed.CLEAR: N_("No objection"),
    Deed.RETURN: N_("Return with an opinion"),
    Deed.APPROVE: N_("Approved at a meeting"),
    Deed.FILE: N_("File it"),
}


def pressed(turn: Turn, press: PlanPress) -> View:
    """The examination in the pressed message."""
    return plan_page(turn, read_duty(turn, press.duty))


def said(scene: Scene, row: Outbox) -> View:
    """The examination as a new message."""
    return plan_page(scene, read_duty(scene, int(row.params["duty"])))


def plan_page(scene: Scene, stand: Stand) -> View:
    """To the office that examines it, or to the unit whose it is; others only read."""
    if is_own(scene, stand.document, Act.EXAMINE_PLAN):
        return _examining(scene, stand)
    return _writing(scene, stand)


def _examining(scene: Scene, stand: Stand) -> View:
    filing = stand.filing
    if filing is None or filing.state not in DEEDS:
        keys = [*_files(scene, filing), [_back(scene, stand)], _way_on(scene, filing)]
        return View(lines(*head(scene, stand)), keys)
    newest = versions_of(scene.session, filing)[-1]
    deeds = [
        Key(
            scene.tr.plain(LABELS[deed]),
            PlanDeedPress(filing_id(filing), newest.id or 0, deed),
        )
        for deed in DEEDS[filing.state]
    ]
    return View(
        lines(*head(scene, stand), place(scene, _queue(scene), filing.id)),
        [deeds, *_files(scene, filing), [_back(scene, stand)], _way_on(scene, filing)],
        Ask(Topic.FILING, duty_id(stand.duty), EXAMINE),
    )


def _queue(scene: Scene) -> Sequence[int | None]:
    offices = [unit_id(unit) for unit in scene.me.units(Act.EXAMINE_PLAN)]
    return waiting_ids(scene.session, offices)


def _way_on(scene: Scene, filing: Filing | None) -> list[Key]:
    """To the next plan that waits for the office, and to the list of them."""
    every = Key(scene.tr.plain("Plans to examine"), PlansPress(0))
    if filing is None:
        return [every]
    return [Key(scene.tr.plain("Next"), NextPlanPress(filing_id(filing))), every]


def _writing(scene: Scene, stand: Stand) -> View:
    tr, filing = scene.tr, stand.filing
    writable = filing is None or filing.state in WRITABLE
    may = scene.me.may(Act.FILE_PLAN, stand.unit) and may_file(scene.session, stand.duty)
    if not (writable and may):
        return View(lines(*head(scene, stand)), [*_files(scene, filing), [_back(scene, stand)]])
    draft = newest_version(scene.session, filing) if filing else None
    if draft is not None and draft.submitted_at is not None:
        draft = None
    text = lines(
        *head(scene, stand),
        *draft_lines(scene, draft),
        tr("\nPlease send the plan as a text or as files; then hand it in."),
    )
    hand_in = Key(tr.plain("Hand in"), SubmitPlanPress(draft.id or 0)) if draft else None
    return View(
        text,
        [[hand_in] if hand_in else [], *_files(scene, filing), [_back(scene, stand)]],
        Ask(Topic.FILING, duty_id(stand.duty), WRITE),
    )


def _files(scene: Scene, filing: Filing | None) -> list[list[Key]]:
    """The files of the newest version that was handed in."""
    versions = versions_of(scene.session, filing) if filing else []
    if not versions:
        return []
    n = len(plan_files(scene.session, versions[-1:])[versions[-1].id or 0])
    return (
        [[Key(scene.tr.plain("Files {n}", n=n), PlanFilesPress(versions[-1].id or 0))]] if n else []
    )


def _back(scene: Scene, stand: Stand) -> Key:
    return Key(scene.tr.plain("Back"), DutyPress(duty_id(stand.duty)))


ROUTES: tuple[Route, ...] = (on_press(PlanPress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"plan_page": said}
