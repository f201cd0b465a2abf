"""/help, /whoami and /language: what can be done here, who one is, and in which language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from handlers.buttons import Press
from handlers.context import Scene, Turn
from handlers.enrolment.persons import name_and_posts
from handlers.enrolment.welcome import ask_contact, command_lines
from handlers.hearing import Route, on_command
from handlers.leave.words import leave_lines
from handlers.levels.choices import switch_keys
from handlers.menus import and_menu
from handlers.pressing import on_press
from handlers.view import Key, View, lines
from locales import LANGUAGES, language_named, own_name
from models.outbox import Outbox
from models.people.absences import deputies_of
from models.people.posts import choose_language, posts_of
from models.refusals import Reason, Refused


@dataclass(frozen=True)
class LanguagePress(Press, code="lg"):
    """This language from now on."""

    language: str


def help_asked(turn: Turn) -> None:
    """/help."""
    turn.say("help", turn.me.id)


def who_am_i(turn: Turn) -> None:
    """/whoami."""
    turn.say("whoami", turn.me.id)


def language_asked(turn: Turn) -> None:
    """/language, or at once `/language en` or `/language 繁體中文`."""
    me = turn.me.person
    if turn.text:
        choose_language(turn.session, me, language_named(turn.text, _spoken(turn)))
    turn.say("language", turn.me.id)


def choose(turn: Turn, press: LanguagePress) -> View:
    """Speak this language from now on; the message answers in it."""
    if press.language not in LANGUAGES:
        raise Refused(Reason.GONE)
    choose_language(turn.session, turn.me.person, press.language)
    return _languages(turn, press.language)


def help_view(scene: Scene, _row: Outbox) -> View:
    """What the reader can do, by command and by text, and who to ask."""
    tr = scene.tr
    hint = tr("Every button can also be said: reply to the message in your own words.")
    return View(
        lines(tr("What can be done here:"), *command_lines(scene), hint, ask_contact(scene))
    )


def whoami(scene: Scene, _row: Outbox) -> View:
    """Name, posts, units, language, leave, deputy."""
    me, tr = scene.me, scene.tr
    deputies = deputies_of(scene.session, me.id)
    rows: list[Markup] = [
        name_and_posts(tr, me.person, posts_of(scene.session, me.id)),
        tr("Language: {language}", language=own_name(_spoken(scene))),
        *leave_lines(scene),
        *(tr("Deputy: {name}", name=deputy.name) for deputy in deputies),
    ]
    return View(lines(*rows), switch_keys(scene))


def language_view(scene: Scene, _row: Outbox) -> View:
    """The languages to choose from, each in its own words."""
    return _languages(scene, _spoken(scene))


def _languages(scene: Scene, spoken: str) -> View:
    tr = scene.office.translator(spoken)
    keys = [
        Key(
            tr.plain("✓ {language}", language=own_name(one)) if one == spoken else own_name(one),
            LanguagePress(one),
        )
        for one in LANGUAGES
    ]
    return View(tr("Language: {language}", language=own_name(spoken)), [keys])


def _spoken(scene: Scene) -> str:
    return scene.me.person.language or scene.office.language


ROUTES: tuple[Route, ...] = (
    on_command("help", help_asked),
    on_command("whoami", who_am_i),
    and_menu(on_command("language", language_asked)),
    and_menu(on_press(LanguagePress, choose)),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "help": help_view,
    "whoami": whoami,
    "language": language_view,
}
