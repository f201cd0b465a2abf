"""/invite: the office sees who has not joined yet, and makes links and QR codes in chat."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from handlers.buttons import Press
from handlers.context import Scene, Turn
from handlers.enrolment.persons import name_and_posts
from handlers.hearing import Route, on_command
from handlers.listing import people_listed
from handlers.office.buttons import Sure
from handlers.pages import page_keys, page_of
from handlers.papers.invitations import Slip, page, picture, slips
from handlers.pressing import on_press
from handlers.view import Key, Paper, Shown, View, clip, lines
from models.authority import Act
from models.outbox import Outbox
from models.people.holders import holders_below, unlinked_below
from models.people.invitations import issue
from models.people.posts import Person, posts_of
from models.refusals import Reason, Refused

ON_A_PAGE = 8


@dataclass(frozen=True)
class InvitesPress(Press, code="iv"):
    """Show who has not joined yet."""

    page: int


@dataclass(frozen=True)
class InvitePress(Press, code="ip"):
    """Make a link for a person; `page` is where the list stood."""

    person: int
    page: int


@dataclass(frozen=True)
class InviteAllPress(Press, code="ia"):
    """Make a page of links for everybody who has not joined yet."""

    sure: Sure


def asked(turn: Turn) -> None:
    """`/invite`, or `/invite 王` for somebody who needs a new link for a new phone."""
    turn.me.require(Act.INVITE)
    turn.say("invites", params={"letters": turn.text[:40]})


def _found(scene: Scene, row: Outbox) -> View:
    letters = str(row.params.get("letters", "")).strip()
    return _by_letters(scene, letters) if letters else listed(scene, 0)


def listed(scene: Scene, number: int) -> View:
    """A page of those who have not joined yet."""
    tr = scene.tr
    unlinked = unlinked_below(scene.session, scene.me.scope(Act.INVITE))
    found = people_listed(scene, unlinked, lambda person: person.name)
    if not found:
        return View(
            lines(
                tr("Everybody with a post has joined."),
                tr("For a new phone send the name, for example: /invite Wang"),
            )
        )
    shown = page_of(found, number, ON_A_PAGE)
    every = tr.plain("A page to print for all {n}", n=len(found))
    return View(
        lines(
            tr.plural(
                "{n} person has not joined yet. Take one for a link and a QR code.",
                "{n} people have not joined yet. Take one for a link and a QR code.",
                len(found),
            ),
            tr("For a new phone send the name, for example: /invite Wang"),
        ),
        [
            *([_key(scene, person, shown.number)] for person in shown.items),
            page_keys(tr, shown, InvitesPress),
            [Key(every, InviteAllPress(Sure.ASK))],
        ],
    )


def _by_letters(scene: Scene, letters: str) -> View:
    tr = scene.tr
    people = holders_below(scene.session, scene.me.scope(Act.INVITE))
    named = [one for one in people if letters.casefold() in one.name.casefold()]
    found = people_listed(scene, named, lambda person: person.name)
    if not found:
        return View(tr("Nobody with a post is called {letters}.", letters=letters))
    keys = [[_key(scene, person, 0)] for person in found[:ON_A_PAGE]]
    return View(tr("Who gets a new link? An older one is withdrawn."), keys)


def _key(scene: Scene, person: Person, number: int) -> Key:
    tr = scene.tr
    seats = posts_of(scene.session, person.id or 0)
    unit = clip(seats[0][1].name, 30) if seats else ""
    joined = person.telegram_id is not None
    name = clip(person.name, 24)
    label = (
        tr.plain("✓ {name}, {unit}", name=name, unit=unit)
        if joined
        else tr.plain("{name}, {unit}", name=name, unit=unit)
    )
    return Key(label, InvitePress(person.id or 0, number))


def turn_page(turn: Turn, press: InvitesPress) -> View:
    """Another page."""
    turn.me.require(Act.INVITE)
    return listed(turn, press.page)


def invite(turn: Turn, press: InvitePress) -> Shown:
    """A link for one person, with its QR code as a picture that can be passed on."""
    person = _invitable(turn, press.person)
    (one,) = _issue(turn, [person])
    toast = turn.tr.plain("The link is below. Please pass it on to this person only.")
    return Shown(listed(turn, press.page), toast, handed=[_picture(turn, person, one)])


def _invitable(turn: Turn, number: int) -> Person:
    """Somebody whose every post this office may fill: a link hands over all of them."""
    person = turn.session.get(Person, number)
    seats = posts_of(turn.session, number)
    turn.me.require(Act.INVITE)
    if person is None or not seats:
        raise Refused(Reason.NO_SUCH_POST)
    for _post, unit in seats:
        turn.me.require(Act.INVITE, unit)
    return person


def _picture(turn: Turn, person: Person, one: Slip) -> View:
    tr = turn.tr
    caption = lines(
        name_and_posts(tr, person, posts_of(turn.session, person.id or 0)),
        tr("Scan with the phone's camera, or open the link; Telegram opens."),
        tr("{link}", link=one.link),
        tr("Good until {until}, for one use.", until=tr.moment(one.expires_at)),
    )
    return View(caption, paper=Paper("invitation.png", picture(one.link), photo=True))


def invite_all(turn: Turn, press: InviteAllPress) -> Shown:
    """A page of slips for everybody who has not joined yet, after a confirmation."""
    tr = turn.tr
    turn.me.require(Act.INVITE)
    people = [
        one
        for one in unlinked_below(turn.session, turn.me.scope(Act.INVITE))
        if all(turn.me.may(Act.INVITE, unit) for _, unit in posts_of(turn.session, one.id or 0))
    ]
    if press.sure is Sure.ASK or not people:
        return Shown(_are_you_sure(turn, len(people)) if people else listed(turn, 0))
    made = _issue(turn, people)
    office = turn.office.rules.office
    content = page(tr, made, office.name, office.contact).encode()
    caption = tr("Print, cut along the lines, and hand each slip to its person only.")
    paper = View(caption, paper=Paper(tr.plain("invitations.html"), content))
    return Shown(listed(turn, 0), handed=[paper])


def _are_you_sure(turn: Turn, n: int) -> View:
    tr = turn.tr
    asks = tr.plural(
        "Make a new link for {n} person? An unused older one is withdrawn.",
        "Make new links for {n} people? Their unused older ones are withdrawn.",
        n,
    )
    sure, back = tr.plain("Make the page"), tr.plain("Back")
    return View(asks, [[Key(sure, InviteAllPress(Sure.YES))], [Key(back, InvitesPress(0))]])


def _issue(turn: Turn, people: Sequence[Person]) -> list[Slip]:
    days = turn.office.rules.invitations.valid_days
    made = issue(turn.session, people, days, turn.me.id, turn.now)
    return slips(turn.tr, made, turn.office.bot_username)


ROUTES: tuple[Route, ...] = (
    on_command("invite", asked),
    on_press(InvitesPress, turn_page),
    on_press(InvitePress, invite),
    on_press(InviteAllPress, invite_all),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"invites": _found}
