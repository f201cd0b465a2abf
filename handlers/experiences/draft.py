"""The draft of an experience as its unit writes it: what is there, what is missing, what next."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene
from handlers.experiences import words
from handlers.experiences.buttons import (
    ClearPress,
    OwnPress,
    ReadPress,
    SubmitPress,
    TitlePress,
    What,
    WithdrawPress,
)
from handlers.experiences.page import page
from handlers.experiences.seen import own_experience
from handlers.office.buttons import Sure
from handlers.view import Ask, Key, View, clip, lines
from locales import N_
from models.experiences.experiences import (
    LONGEST_TEXT,
    WITH_UNIT,
    ExperienceFile,
    ExperienceVersion,
    files_of,
    newest,
)
from models.focus import Topic
from models.outbox import Outbox

SHOWN_WORDS = 1500
SHOWN_FILES = 10


def draft_view(scene: Scene, number: int, topic: Topic = Topic.EXPERIENCE) -> View:
    """The draft, or the page where there is nothing to write at it; `topic` is what it asks."""
    one, unit = own_experience(scene, number)
    version = newest(scene.session, one)
    if one.state not in WITH_UNIT or version.submitted_at is not None:
        return page(scene, number)
    asked = _NEXT.get(topic) or _next(version)
    text = lines(
        words.head(scene, one, version, unit.name),
        scene.tr("Version {n}, not submitted yet:", n=version.version),
        scene.tr("“{text}”", text=_end_of(version.text)) if version.text else None,
        _length(scene, version),
        *_file_lines(scene, files_of(scene.session, version)),
        scene.tr(asked),
        scene.tr("An experience never counts for the score."),
    )
    return View(text, _keys(scene, number, version), Ask(topic, number))


_NEXT: Mapping[Topic, str] = {
    Topic.EXPERIENCE_TITLE: N_("Please send the other title as a text."),
}


def _next(version: ExperienceVersion) -> str:
    if not version.title:
        return N_("Please send the title as a text; what stands below its first line is the text.")
    if not version.text:
        return N_("Please send the text, in one message or several; files can go with it.")
    return N_("Another message is added to the text; files are added, too.")


def _end_of(text: str) -> str:
    """The end of a long text: where one was last."""
    return text if len(text) <= SHOWN_WORDS else "…" + text[-SHOWN_WORDS:]


def _length(scene: Scene, version: ExperienceVersion) -> Markup | None:
    if not version.text:
        return None
    n = len(version.text)
    return scene.tr("{n} of at most {most} characters.", n=n, most=LONGEST_TEXT)


def _file_lines(scene: Scene, files: list[ExperienceFile]) -> list[Markup]:
    tr = scene.tr
    shown = [tr("📎 {name}", name=_file_name(scene, one)) for one in files[:SHOWN_FILES]]
    more = len(files) - SHOWN_FILES
    return [*shown, *([tr.plural("and {n} more", "and {n} more", more)] if more > 0 else [])]


def _file_name(scene: Scene, one: ExperienceFile) -> str:
    plain = scene.tr.plain
    return clip(one.name, 60) or (plain("photo") if one.photo else plain("file"))


def _keys(scene: Scene, number: int, version: ExperienceVersion) -> list[list[Key]]:
    tr = scene.tr
    submit = Key(tr.plain("Submit"), SubmitPress(number, words.fingerprint(version)))
    no_files = Key(tr.plain("Leave the files out"), ClearPress(number, What.FILES))
    discard = Key(tr.plain("Withdraw"), WithdrawPress(number, Sure.ASK))
    if version.version == 1:
        discard = Key(tr.plain("Discard the draft"), WithdrawPress(number, Sure.ASK))
    text_keys = [
        Key(tr.plain("Preview"), ReadPress(number, 0)),
        Key(tr.plain("Write the text anew"), ClearPress(number, What.TEXT)),
    ]
    title = Key(tr.plain("Another title"), TitlePress(number))
    return [
        [submit] if version.title and version.text else [],
        text_keys if version.text else [],
        [*([title] if version.title else []), *([no_files] if version.files else [])],
        [discard, Key(tr.plain("Back"), OwnPress(0))],
    ]


def said(scene: Scene, row: Outbox) -> View:
    """The draft as a new message."""
    return draft_view(scene, int(row.params["experience"]))


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"experience_draft": said}
