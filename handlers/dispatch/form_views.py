"""How a form reads that came back: the preview before it is taken over, or why it is refused."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from handlers import faults, terms
from handlers.context import Scene
from handlers.dispatch.buttons import FormPress, PanelPress, Upload, UploadPress
from handlers.dispatch.form_paper import yes_word
from handlers.dispatch.form_plan import Plan, places
from handlers.dispatch.panel import title
from handlers.dispatch.sheets import own_returns
from handlers.view import Ask, Key, View, clip, lines
from locales import N_
from models.dispatch.form_answers import CellFault, CellWrong
from models.dispatch.progress import LONGEST_NOTE, Said, Saying
from models.dispatch.sheets import Card, Sheet
from models.focus import Topic
from models.outbox import Outbox
from models.workbooks.faults import Unreadable, Why

LISTED = 10
MOST_FORMS = 3

_WRONG: Mapping[CellWrong, str] = {
    CellWrong.PERCENT: N_("“{value}”; please write a number from 0 to 100."),
    CellWrong.DONE: N_("“{value}”; please choose “{yes}” or leave it empty."),
    CellWrong.TOO_LONG: N_("longer than {most} characters; please shorten it."),
    CellWrong.UNKNOWN_NUMBER: N_(
        "“{value}” is not in this form; please leave the numbers as they are."
    ),
    CellWrong.TWICE: N_("“{value}” stands here for the second time; please keep one row."),
    CellWrong.CLOSED: N_("“{value}” is closed or set aside; there is nothing to report."),
}
_REFUSED: Mapping[str, str] = {
    "no_form": N_(
        "This workbook is not the month's form. Please fill in the form from the button below."
    ),
    "too_many": N_("This workbook has too many rows for the month's form."),
    "other_unit": N_(
        "This form belongs to a unit you do not answer for. Nothing has been taken over."
    ),
    "other_month": N_(
        "This is the form of {month}, which is not open. Please take the present one."
    ),
    "too_large": N_("The file is larger than 20 MB. Please send the form without pictures."),
    "not_now": N_("The file could not be fetched just now. Please send it again."),
}


def preview(scene: Scene, row: Outbox, sheet: Sheet, plan: Plan) -> View:
    """What confirming would do: changed, unchanged, left open, and every fault with its cell."""
    tr = scene.tr
    text = lines(
        title(scene, sheet),
        tr("The form has been read; nothing is recorded yet."),
        *_changed(scene, plan.changed),
        _count(scene, plan),
        *_left(scene, plan.left),
        *_faults(scene, row, plan.faults),
    )
    return View(text, _keys(scene, row, sheet, plan), Ask(Topic.FORM, sheet.id))


def _changed(scene: Scene, changed: list[tuple[Card, Said]]) -> list[Markup]:
    if not changed:
        return []
    n = len(changed)
    shown = [
        scene.tr(
            "· {number} {title} · {said}",
            number=card.matter.number,
            title=clip(card.matter.title, 20),
            said=_briefly(scene, card, said),
        )
        for card, said in changed[:LISTED]
    ]
    if n > LISTED:
        shown.append(scene.tr.plural("and {n} more", "and {n} more", n - LISTED))
    return [scene.tr.plural("Changed, {n} matter:", "Changed, {n} matters:", n), *shown]


def _briefly(scene: Scene, card: Card, said: Said) -> Markup:
    tr = scene.tr
    word = terms.saying(tr, said.saying)
    if said.saying in {Saying.PROGRESS, Saying.DIFFICULTY}:
        percent = tr.percent(card.percent if said.percent is None else said.percent)
        word = (
            percent
            if said.saying is Saying.PROGRESS
            else tr.plain("{word} ({percent})", word=word, percent=percent)
        )
    return tr("{word}: {note}", word=word, note=clip(said.note, 40)) if said.note else escape(word)


def _count(scene: Scene, plan: Plan) -> Markup:
    if not plan.kept:
        return scene.tr("No change {unchanged}.", unchanged=len(plan.unchanged))
    return scene.tr(
        "No change {unchanged}, as recorded before {kept}.",
        unchanged=len(plan.unchanged),
        kept=plan.kept,
    )


def _left(scene: Scene, left: list[Card]) -> list[Markup]:
    if not left:
        return []
    numbers = scene.tr.plain(", ").join(card.matter.number for card in left[:LISTED])
    return [
        scene.tr("Due, overdue or returned, still without an answer: {numbers}", numbers=numbers)
    ]


def _faults(scene: Scene, row: Outbox, found: list[CellFault]) -> list[Markup]:
    if not found:
        return []
    columns = places(row)
    shown = []
    for fault in found[:LISTED]:
        letter, heading = columns.get(fault.field, ("", ""))
        facts: dict[str, Any] = {
            "value": clip(fault.value, 30),
            "yes": yes_word(scene),
            "most": LONGEST_NOTE,
        }
        what = scene.tr(_WRONG[fault.wrong], **facts)
        shown.append(
            scene.tr(
                "Row {row}, column {column} ({heading}): {what}",
                row=fault.row,
                column=letter,
                heading=clip(heading, 20),
                what=what,
            )
        )
    if len(found) > LISTED:
        shown.append(scene.tr.plural("and {n} more", "and {n} more", len(found) - LISTED))
    n = len(found)
    heading = scene.tr.plural("Not taken over, {n} row:", "Not taken over, {n} rows:", n)
    return [Markup(""), heading, *shown]


def _keys(scene: Scene, row: Outbox, sheet: Sheet, plan: Plan) -> list[list[Key]]:
    tr = scene.tr

    def key(label: str, upload: Upload) -> Key:
        return Key(label, UploadPress(row.id or 0, plan.seen, upload))

    whole = not plan.left and not plan.faults and (plan.changed or plan.unchanged)
    submit = [key(tr.plain("Confirm and submit"), Upload.SUBMIT)] if whole else []
    save = [key(tr.plain("Save only"), Upload.SAVE)] if plan.changed else []
    drop = [key(tr.plain("Put away"), Upload.DROP)] if submit or save else []
    back = [] if drop else [Key(tr.plain("Overview"), PanelPress(sheet.id, 0))]
    return [submit, [*save, *drop], back]


def refused(scene: Scene, row: Outbox) -> View:
    """Why a workbook was not taken, and what to do."""
    tr, params = scene.tr, row.params
    if "unreadable" in params:
        problem = Unreadable(Why(params["unreadable"]), **params["facts"])
        return View(escape(faults.refusal(tr, problem)))
    month = (
        tr.month(params["month"]) if _is_month(params.get("month", "")) else params.get("month", "")
    )
    forms = [
        [Key(tr.plain("Form (.xlsx)"), FormPress(one))] for one in own_returns(scene)[:MOST_FORMS]
    ]
    return View(tr(_REFUSED[params["why"]], month=month), forms)


def _is_month(text: str) -> bool:
    return len(text) == 7 and "01" <= text[5:] <= "12"
