"""/start: a link shows whom it is for and is accepted or declined; strangers stay out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from markupsafe import escape

from handlers.buttons import Press
from handlers.context import Scene, Turn, office_for
from handlers.enrolment.persons import name_and_posts
from handlers.enrolment.waiting import todo
from handlers.enrolment.welcome import ask_contact, welcome
from handlers.hearing import Route, on_command, say_to_stranger
from handlers.levels.choices import switch_keys
from handlers.menus import and_menu
from handlers.pressing import on_press
from handlers.refusals import sentence
from handlers.view import Key, View, lines
from models.authority import actor
from models.outbox import Message, Outbox, put
from models.people import invitations, knocks
from models.people.invitations import Invitation
from models.people.linking import let_in
from models.people.posts import Person, choose_language, posts_of
from models.people.staff import staff_over
from models.refusals import Reason, Refused


@dataclass(frozen=True)
class AcceptPress(Press, code="iy"):
    """是我: the person is who the link is for."""

    invitation: int


@dataclass(frozen=True)
class DeclinePress(Press, code="in"):
    """不是我: the link has reached somebody else."""

    invitation: int


def start(turn: Turn) -> None:
    """`/start` with a link's token, or bare: what waits; a stranger learns nothing."""
    if turn.text:
        _open(turn)
    elif turn.actor is None:
        say_to_stranger(turn)
    else:
        if turn.me.person.blocked_at:
            let_in(turn.session, turn.me.person, turn.now)
        turn.say("home")


def _open(turn: Turn) -> None:
    if knocks.must_wait(turn.session, turn.user_id, turn.now):
        return say_to_stranger(turn)
    try:
        found = invitations.open_link(turn.session, turn.text, turn.user_id, turn.now)
    except Refused as refused:
        knocks.count(turn.session, turn.user_id, turn.now)
        return turn.say("bad_link", params={"reason": refused.reason.value})
    return turn.say("home") if found.used_at else turn.say("invitation", found.id)


def bad_link(scene: Scene, row: Outbox) -> View:
    """Why a link does not hold, and who to ask."""
    reason = Reason(row.params["reason"])
    return View(lines(escape(sentence(scene.tr, reason, {})), ask_contact(scene)))


def invitation(scene: Scene, row: Outbox) -> View | None:
    """Whom the bot takes the reader for; gone when the link does not hold any more."""
    found = scene.session.get(Invitation, row.subject_id)
    if found is None or found.opened_by != row.chat_id or found.used_at or found.revoked_at:
        return None
    person = scene.session.get_one(Person, found.person_id)
    tr = scene.tr
    text = lines(
        tr("This link is for:"),
        name_and_posts(tr, person, posts_of(scene.session, found.person_id)),
        tr("Is that you?"),
    )
    number = found.id or 0
    yes = Key(tr.plain("Yes, that is me"), AcceptPress(number))
    return View(text, [[yes], [Key(tr.plain("Not me"), DeclinePress(number))]])


def accept(turn: Turn, press: AcceptPress) -> View:
    """Link the account, keep its language, and say what this is and what waits."""
    person = invitations.accept(turn.session, press.invitation, turn.user_id, turn.now)
    knocks.forgive(turn.session, turn.user_id)
    if person.language is None:
        choose_language(turn.session, person, turn.tr.language)
    tr = turn.office.translator(person.language)
    known = actor(turn.session, person, turn.office.practices)
    office = office_for(turn.office, turn.session, known)
    return welcome(replace(turn, actor=known, office=office, tr=tr))


def decline(turn: Turn, press: DeclinePress) -> View:
    """Withdraw a link that reached the wrong person, and let the office know."""
    found = invitations.decline(turn.session, press.invitation, turn.user_id, turn.now)
    seats = posts_of(turn.session, found.person_id)
    people = staff_over(turn.session, seats[0][1])
    put(
        turn.session,
        turn.now,
        *(
            Message(
                kind="link_declined",
                key=f"link_declined:{found.id}:{one.id}",
                person_id=one.id,
                subject_id=found.id,
            )
            for one in people
        ),
    )
    thanks = turn.tr("Thank you. The link has been withdrawn, and the reform office is told.")
    return View(lines(thanks, ask_contact(turn)))


def link_declined(scene: Scene, row: Outbox) -> View:
    """To the office: a link has reached somebody else."""
    found = scene.session.get_one(Invitation, row.subject_id)
    person = scene.session.get_one(Person, found.person_id)
    text = scene.tr(
        "The link for {name} was opened by somebody who says it is not for them. It has been "
        "withdrawn; /invite makes a new one.",
        name=person.name,
    )
    return View(text)


def home(scene: Scene, _row: Outbox) -> View:
    """Who the reader is here, and what waits."""
    me = scene.me
    seats = posts_of(scene.session, me.id)
    hint, waits = scene.tr("/help shows what can be done here."), todo(scene)
    text = lines(name_and_posts(scene.tr, me.person, seats), *waits.lines, hint)
    return View(text, [*waits.keys, *switch_keys(scene)])


ROUTES: tuple[Route, ...] = (
    and_menu(on_command("start", start)),
    and_menu(on_press(AcceptPress, accept)),
    on_press(DeclinePress, decline),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "home": home,
    "bad_link": bad_link,
    "invitation": invitation,
    "link_declined": link_declined,
}
