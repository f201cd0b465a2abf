"""Who has confirmed a circular and who has not; one tap reminds the others, once a day each."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from handlers.circulars.buttons import ConfirmCircularPress, CopiesPress, NudgeCircularPress
from handlers.circulars.page import back, page
from handlers.circulars.page_lines import name
from handlers.circulars.seen import own_circular
from handlers.circulars.sending import MOST_NAMES
from handlers.context import Scene, Turn
from handlers.going_out import names_row, not_before
from handlers.hearing import Route
from handlers.listing import people_listed
from handlers.office.buttons import Sure
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, clip, lines
from models.authority import Act
from models.circulars.broadcasting import CircularCopy, copies, unconfirmed
from models.circulars.circulars import Circular, CircularState, circular_id
from models.circulars.nudging import nudge, planned_nudge
from models.outbox import Outbox
from models.people.absences import absent
from models.people.contacts import first_units
from models.people.posts import Person, person_id
from models.refusals import Reason, Refused

ON_A_PAGE = 30


def copies_shown(turn: Turn, press: CopiesPress) -> View:
    """Who has confirmed when, and who has not."""
    return copies_page(turn, own_circular(turn, press.circular), press.page)


def copies_page(scene: Scene, circular: Circular, number: int) -> View:
    """The counts, then the people: who has not confirmed first."""
    tr, key = scene.tr, circular_id(circular)
    sent = people_listed(scene, copies(scene.session, key), lambda one: one[1].name)
    found = sorted(sent, key=lambda one: one[0].confirmed_at is not None)
    done = sum(copy.confirmed_at is not None for copy, _ in found)
    shown = page_of(found, number, ON_A_PAGE)
    text = lines(
        name(scene, circular),
        tr("{n} of {total} have confirmed.", n=done, total=len(found)),
        *_readers(scene, shown.items),
    )
    remind = Key(tr.plain("Remind to confirm"), NudgeCircularPress(key, Sure.ASK))
    return View(
        text,
        [
            [remind] if done < len(found) else [],
            page_keys(tr, shown, lambda at: CopiesPress(key, at)),
            [back(scene, circular)],
        ],
    )


def _readers(scene: Scene, shown: Sequence[tuple[CircularCopy, Person]]) -> Iterator[Markup]:
    """Each reader with the unit, and when they have confirmed."""
    tr = scene.tr
    units = first_units(scene.session, [person_id(who) for _, who in shown])
    for copy, who in shown:
        facts = {"unit": clip(units.get(person_id(who), ""), 24), "name": clip(who.name, 24)}
        if copy.confirmed_at:
            yield tr("✓ {unit} · {name}, {when}", when=tr.moment(copy.confirmed_at), **facts)
        else:
            yield tr("… {unit} · {name}", **facts)


def nudge_asked(turn: Turn, press: NudgeCircularPress) -> View | Shown:
    """First whom a reminder reaches, then the deed."""
    circular, tr = own_circular(turn, press.circular), turn.tr
    if press.sure is Sure.ASK:
        return _nudge_look(turn, circular)
    told = remind(turn, circular)
    toast = tr.plain_plural("Reminded: {n} person.", "Reminded: {n} people.", told)
    return Shown(copies_page(turn, circular, 0), toast)


def remind(turn: Turn, circular: Circular) -> int:
    """Remind who has not confirmed; how many. Refused(NOT_ISSUED) unless it was sent."""
    if circular.state is not CircularState.ISSUED or circular.broadcast_at is None:
        raise Refused(Reason.NOT_ISSUED)
    calendar = turn.at(circular.office_id).office.calendar
    return len(nudge(turn.session, circular, calendar, turn.me.id, turn.now).told)


def _nudge_look(scene: Scene, circular: Circular) -> View:
    tr, key = scene.tr, circular_id(circular)
    plan = planned_nudge(
        scene.session, key, scene.at(circular.office_id).office.calendar, scene.now
    )
    text = lines(
        name(scene, circular),
        tr.plural("{n} person would be told:", "{n} people would be told:", len(plan.told)),
        names_row((clip(person.name, 16) for person in plan.told), MOST_NAMES)
        if plan.told
        else None,
        tr.plural(
            "Reminded that day already, at most once a day: {n} person.",
            "Reminded that day already, at most once a day: {n} people.",
            len(plan.already),
        )
        if plan.already
        else None,
        not_before(scene),
    )
    sure = Key(tr.plain("Remind now"), NudgeCircularPress(key, Sure.YES))
    return View(text, [[sure] if plan.told else [], [back(scene, circular)]])


def nudge_told(scene: Scene, _row: Outbox) -> View | None:
    """To who has not confirmed and is here: all they owe, in one message; None for nothing."""
    scene.me.require(Act.READ_CIRCULAR)
    tr, owed = scene.tr, unconfirmed(scene.session, scene.me.id)
    if not owed or scene.me.id in absent(scene.session, scene.today):
        return None
    text = lines(
        tr("Please confirm that you have received:"),
        *(name(scene, one) for one in owed),
    )
    keys = [
        [Key(tr.plain("Confirm {month}", month=tr.month(one.month)), _confirming(one))]
        for one in owed
    ]
    return View(text, keys)


def _confirming(one: Circular) -> ConfirmCircularPress:
    return ConfirmCircularPress(circular_id(one))


def current(turn: Turn, press: NudgeCircularPress) -> View:
    """The circular as it is now, when something was refused."""
    return page(turn, own_circular(turn, press.circular))


ROUTES: tuple[Route, ...] = (
    on_press(CopiesPress, copies_shown),
    on_press(NudgeCircularPress, nudge_asked, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"circular_nudge": nudge_told}
