"""One experience: its text page by page, its files, and what the reader may do about it."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from handlers.attached import send_again
from handlers.context import Scene, Turn
from handlers.experiences import words
from handlers.experiences.buttons import (
    AcceptPress,
    ArchivePress,
    AskBackPress,
    DeclinePress,
    DraftPress,
    FilesPress,
    OwnPress,
    QueuePress,
    ReadPress,
    Shelf,
    SubmitPress,
    WithdrawPress,
)
from handlers.experiences.seen import is_own, read_experience, reviewing
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Ask, Key, Paper, Shown, View, lines
from models.experiences.experiences import (
    WITH_UNIT,
    Experience,
    ExperienceFile,
    ExperienceState,
    ExperienceVersion,
    experience_id,
    files_of,
    versions,
)
from models.focus import Topic
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.units import Unit

LETTERS_ON_A_PAGE = 2500


def pressed(turn: Turn, press: ReadPress) -> View:
    """A page in the pressed message."""
    return page(turn, press.experience, press.page)


def said(scene: Scene, row: Outbox) -> View:
    """The first page as a new message; after a deed by text with a word about it."""
    return page(scene, int(row.params["experience"]))


def page(scene: Scene, number: int, at: int = 0) -> View:
    """The experience with the part of its text that is looked at."""
    one, unit, version = read_experience(scene, number)
    tr = scene.tr
    shown = page_of(pieces(version.text), at, 1)
    text = lines(
        words.head(scene, one, version, unit.name),
        words.standing(scene, one),
        tr("Version {n}, not submitted yet.", n=version.version)
        if version.submitted_at is None
        else None,
        *_answer(scene, one, unit),
        tr("\n{text}", text=shown.items[0]) if version.text else None,
    )
    turning = page_keys(tr, shown, lambda to: ReadPress(number, to))
    keys = [turning, _file_key(scene, one, version), *_deeds(scene, one, unit, version)]
    return View(text, [*keys, [_back(scene, one, unit)]], _asks(scene, one, unit))


def pieces(text: str) -> Sequence[str]:
    """A long text in parts that fit a message, cut at paragraphs where they allow it."""
    parts, rest = [], text
    while len(rest) > LETTERS_ON_A_PAGE:
        at = rest.rfind("\n", LETTERS_ON_A_PAGE // 2, LETTERS_ON_A_PAGE)
        at = at if at > 0 else LETTERS_ON_A_PAGE
        parts.append(rest[:at])
        rest = rest[at:].lstrip("\n")
    return [*parts, rest]


def _answer(scene: Scene, one: Experience, unit: Unit) -> list[Markup]:
    """What the office said last, for the unit and the office only."""
    if not is_own(scene, unit) and one.office_id not in reviewing(scene):
        return []
    answered = [each for each in versions(scene.session, one) if each.answer]
    return [scene.tr("The office: {text}", text=answered[-1].answer)] if answered else []


def _file_key(scene: Scene, one: Experience, version: ExperienceVersion) -> list[Key]:
    n = len(version.files)
    label = scene.tr.plain_plural("{n} file", "{n} files", n)
    return [Key(label, FilesPress(experience_id(one)))] if n else []


def _deeds(
    scene: Scene, one: Experience, unit: Unit, version: ExperienceVersion
) -> list[list[Key]]:
    tr, number = scene.tr, experience_id(one)
    if is_own(scene, unit):
        return _unit_deeds(scene, one, version)
    if one.office_id not in reviewing(scene) or one.state is not ExperienceState.SUBMITTED:
        return []
    looked_at = (number, version.version)
    return [
        [Key(tr.plain("Take it"), AcceptPress(*looked_at))],
        [
            Key(tr.plain("Ask back"), AskBackPress(*looked_at)),
            Key(tr.plain("Do not take it"), DeclinePress(*looked_at)),
        ],
    ]


def _unit_deeds(scene: Scene, one: Experience, version: ExperienceVersion) -> list[list[Key]]:
    tr, number = scene.tr, experience_id(one)
    withdraw = [Key(tr.plain("Withdraw"), WithdrawPress(number, Sure.ASK))]
    if one.state is ExperienceState.SUBMITTED:
        return [withdraw]
    if one.state not in WITH_UNIT:
        return []
    write = Key(tr.plain("Go on writing"), DraftPress(number))
    ready = version.submitted_at is None and version.title and version.text
    submit = [Key(tr.plain("Submit"), SubmitPress(number, words.fingerprint(version)))]
    return [[*(submit if ready else []), write], withdraw]


def _asks(scene: Scene, one: Experience, unit: Unit) -> Ask | None:
    """A text in reply is more of the draft; nothing is asked of a reader."""
    writes = is_own(scene, unit) and one.state in WITH_UNIT
    return Ask(Topic.EXPERIENCE, experience_id(one)) if writes else None


def _back(scene: Scene, one: Experience, unit: Unit) -> Key:
    if is_own(scene, unit):
        return Key(scene.tr.plain("Back"), OwnPress(0))
    if one.state is ExperienceState.ACCEPTED:
        return Key(scene.tr.plain("Archive"), ArchivePress(Shelf.ALL, 0))
    return Key(scene.tr.plain("Back"), QueuePress(0))


def files(turn: Turn, press: FilesPress) -> Shown:
    """Every file of what is read, as new messages."""
    return send_files(turn, press.experience)


def send_files(turn: Turn, number: int) -> Shown:
    """Have the files of an experience sent; Refused(GONE) without any."""
    _, _, version = read_experience(turn, number)
    found = files_of(turn.session, version)
    return send_again(turn, "experience_file", [file.id for file in found])


def file_said(scene: Scene, row: Outbox) -> View:
    """One file under the title of its experience."""
    file = scene.session.get(ExperienceFile, row.subject_id)
    if file is None:
        raise Refused(Reason.GONE)
    one, unit, version = read_experience(scene, file.experience_id)
    text = words.head(scene, one, version, unit.name)
    return View(text, paper=Paper(file.name, photo=file.photo, file_id=file.file_id))


ROUTES: tuple[Route, ...] = (on_press(ReadPress, pressed), on_press(FilesPress, files))
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "experience_page": said,
    "experience_file": file_said,
}
