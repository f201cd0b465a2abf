"""What the polls of a notice have come to: the votes of all its copies, and who has answered."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.buttons import NoticePollPress
from handlers.notices.seen import read_notice
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.notices.notices import Notice, notice_id
from models.notices.polls import Answered, Result, result_of, results
from models.notices.receipts import Receipt
from models.outbox import Outbox

ON_A_PAGE = 25


def page(scene: Scene, notice: Notice, at: int, number: int) -> View:
    """One poll of a notice, counted from 0; of a named one a page of people, the silent first."""
    tr, found = scene.tr, results(scene.session, notice)
    one = result_of(found, at)
    people: list[Receipt | Answered] = [*one.silent, *one.answered]
    shown = page_of(people, number, ON_A_PAGE)
    text = lines(
        words.heading(scene, notice),
        tr("<b>Poll {n} of {total}:</b> {question}", **_which(one, at, len(found))),
        *_options(scene, one),
        *_voters(scene, one),
        *(_line(scene, one, person) for person in shown.items),
    )
    others = [
        Key(tr.plain("Poll {n}", n=n + 1), NoticePollPress(notice_id(notice), n, 0))
        for n in range(len(found))
        if n != at
    ]
    turning = page_keys(tr, shown, lambda to: NoticePollPress(notice_id(notice), at, to))
    return View(text, [turning, *in_rows(others, 4), [words.back(scene, notice)]])


def _which(one: Result, at: int, total: int) -> dict[str, object]:
    return {"n": at + 1, "total": total, "question": clip(one.poll.question, 300)}


def _options(scene: Scene, one: Result) -> Iterator[Markup]:
    for option, n in zip(one.poll.options, one.votes, strict=True):
        share = scene.tr.percent(round(100 * n / one.voters) if one.voters else 0)
        yield scene.tr("{option}: {n} ({share})", option=clip(option, 100), n=n, share=share)


def _voters(scene: Scene, one: Result) -> Iterator[Markup]:
    tr = scene.tr
    yield tr("Have answered: {n}", n=one.voters)
    if one.poll.anonymous:
        yield tr("It is anonymous: nobody is told who chose what.")
        return
    yield tr("Have it and have not answered: {n}", n=len(one.silent))
    if one.unnamed:
        yield tr("Answered in group chats, not known by name: {n}", n=one.unnamed)


def _line(scene: Scene, one: Result, who: Receipt | Answered) -> Markup:
    tr, person = scene.tr, who.person
    unit = clip(who.unit.name, 24) if who.unit else ""
    names = " · ".join(part for part in (unit, clip(person.name, 24) if person else "") if part)
    if isinstance(who, Receipt):
        return tr("{who}: no answer yet", who=names)
    return tr("{who}: {what}", who=names, what=clip(_chosen(scene, one, who), 120))


def _chosen(scene: Scene, one: Result, who: Answered) -> str:
    """The options somebody chose, as words."""
    return scene.tr.plain(", ").join(one.poll.options[at] for at in who.options)


def shown(turn: Turn, press: NoticePollPress) -> View:
    """A poll as it stands now."""
    return page(turn, read_notice(turn, press.notice), press.poll, press.page)


def said(scene: Scene, row: Outbox) -> View:
    """The same as a new message."""
    return page(scene, read_notice(scene, row.subject_id or 0), int(row.params["poll"]), 0)


ROUTES: tuple[Route, ...] = (on_press(NoticePollPress, shown),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"notice_poll": said}
