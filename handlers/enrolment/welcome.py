"""What somebody reads who has just been linked: what this is, what waits, what can be done."""

from collections.abc import Mapping

from markupsafe import Markup

from handlers.context import Scene
from handlers.enrolment.persons import name_and_posts
from handlers.enrolment.waiting import todo
from handlers.menus import commands_for
from handlers.view import View, lines
from locales import N_
from models.authority import AT_UNIT, STAFF
from models.people.posts import OFFICE_ROLES, Role, posts_of

_AT_UNIT = (
    N_("On day {day} of each month your unit's matters come here; answer by tap or by text."),
    N_("What you said last month is filled in; nothing is asked twice, evidence is optional."),
    N_("Whoever has answered is not reminded; nothing is sent outside working hours."),
    N_("When you are away, /leave hands over to your deputy."),
)
_STAFF = (
    N_("On day {day} of each month every unit with open matters gets one prompt."),
    N_("/board shows who has answered and who owes; one tap nudges those who owe."),
    N_("What is handed in waits for you there: accept it, or return it with a reason."),
    N_("/invite lists who has not joined yet and makes their links."),
)
_READERS = (
    N_("On day {day} of each month every unit with open matters gets one prompt."),
    N_("/board shows who has answered and who owes."),
    N_("/find opens a matter or a unit with everything that was said about it."),
)
_LEADER = (
    N_("This chat carries the month's dispatch between the reform office and the units."),
    N_("Your liaison answers for the matters; you need not do anything."),
    N_("/brief shows how your units stand."),
    N_("/leave tells the office when you are away."),
)
_ABOUT: Mapping[Role, tuple[str, ...]] = {
    **dict.fromkeys(AT_UNIT, _AT_UNIT),
    **dict.fromkeys(OFFICE_ROLES, _READERS),
    **dict.fromkeys(STAFF, _STAFF),
    Role.LEADER: _LEADER,
}


def welcome(scene: Scene) -> View:
    """The first message after linking."""
    me, tr = scene.me, scene.tr
    seats = posts_of(scene.session, me.id)
    waits = todo(scene)
    day = scene.office.rules.dispatch.prompt_day
    about = [tr(line, day=day) for line in _ABOUT[seats[0][0].role]]
    return View(
        lines(
            tr("Welcome. From now on you are here:"),
            name_and_posts(tr, me.person, seats),
            Markup(""),
            *about,
            Markup(""),
            *waits.lines,
            Markup(""),
            *command_lines(scene),
        ),
        waits.keys,
    )


def command_lines(scene: Scene) -> list[Markup]:
    """The commands the reader may use, a row each."""
    tr = scene.tr
    roles = {seat.role for seat in scene.me.seats}
    return [
        tr("/{command} – {words}", command=one.name, words=tr.plain(one.words))
        for one in commands_for(roles)
    ]


def ask_contact(scene: Scene) -> Markup | None:
    """Who to ask when somebody is stuck; None when the office has not said."""
    office = scene.office.rules.office
    if not office.contact:
        return None
    if not office.name:
        return scene.tr("Contact: {contact}", contact=office.contact)
    return scene.tr("Contact: {office}, {contact}", office=office.name, contact=office.contact)
