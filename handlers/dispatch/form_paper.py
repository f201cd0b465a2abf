"""The month's form as it is handed over: last month and the drafts of this month filled in."""

from handlers import terms
from handlers.context import Scene
from handlers.dispatch.panel import title
from handlers.dispatch.sheets import seen
from handlers.view import Ask, Paper, View, clip, lines
from models.dispatch.progress import Progress, Saying
from models.dispatch.sheets import Card, Sheet
from models.focus import Topic
from models.outbox import Outbox
from models.workbooks.form import YES, Blank, write_form


def form_sent(scene: Scene, row: Outbox) -> View:
    """The form as a document, with last month and the drafts of this month filled in."""
    sheet = seen(scene, row.subject_id or 0)
    tr = scene.tr
    name = tr.plain("{month} {unit}", month=sheet.cycle.month, unit=_file_name(sheet.unit.name))
    text = lines(
        title(scene, sheet),
        tr("Fill in the form and send it back here. Empty rows mean no change."),
    )
    return View(
        text, [], Ask(Topic.FORM, sheet.id), Paper(f"{name}.xlsx", write_form(_blank(scene, sheet)))
    )


def _file_name(name: str) -> str:
    return "".join(letter for letter in clip(name, 30) if letter.isalnum() or letter in " -_")


def _blank(scene: Scene, sheet: Sheet) -> Blank:
    tr = scene.tr
    month = tr.month(sheet.cycle.month)
    return Blank(
        month=sheet.cycle.month,
        code=sheet.unit.code,
        title=tr.plain("Dispatch of {month}: form of {unit}", month=month, unit=sheet.unit.name),
        instructions=tr.plain(
            "Please fill in the yellow columns only and send the file back by {due}. A row left "
            "empty means no change; matters due, overdue or returned need an answer. Choose "
            "“{yes}” only for what is finished and to be closed.",
            due=tr.moment(sheet.cycle.due_at),
            yes=yes_word(scene),
        ),
        chinese=_chinese(scene),
        rows=[_values(scene, card) for card in sheet.cards],
    )


def _chinese(scene: Scene) -> bool:
    return scene.tr.language.startswith("zh")


def yes_word(scene: Scene) -> str:
    """What stands in the column of what is done."""
    return YES["zh" if _chinese(scene) else "en"]


def _values(scene: Scene, card: Card) -> dict[str, str | int]:
    matter, step = card.matter, next(iter(card.open_steps), None)
    return {
        "number": matter.number,
        "title": matter.title,
        "measure": matter.measure,
        "due": matter.due_on.isoformat(),
        "milestone": f"{step.due_on.isoformat()} {step.title}" if step else "",
        "last_percent": card.item.last_percent,
        "last_note": card.last_words,
        **(_draft(scene, card.said) if card.said else {}),
    }


def _draft(scene: Scene, said: Progress) -> dict[str, str | int]:
    """What is said this month already, in the columns that say it."""
    hard = said.saying is Saying.DIFFICULTY
    if said.saying is Saying.NO_CHANGE:
        return {"note": terms.saying(scene.tr, said.saying)}
    return {
        "percent": str(said.percent),
        "note": "" if hard else said.note,
        "done": yes_word(scene) if said.saying is Saying.DONE else "",
        "difficulty": said.note if hard else "",
        "helper": said.help_wanted,
    }
