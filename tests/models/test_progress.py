"""Versions of what is said: kept, never overwritten, never doubled; what is refused."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from models.dispatch.attachments import Attachment, attach, attachments
from models.dispatch.drafts import say
from models.dispatch.progress import (
    LONGEST_NOTE,
    Progress,
    Said,
    Saying,
    current,
    from_message,
    versions,
)
from models.dispatch.returns import Mark
from models.matters.ledger import Milestone, State
from models.refusals import Reason, Refused
from models.store import Store
from tests.models.round import IN_TIME, Round, begin


@pytest.fixture
def november(store: Store) -> Iterator[Round]:
    with store.transaction() as session:
        yield begin(session)


def said(november: Round, what: Said, update: int | None = None) -> Progress:
    card = november.card("2026-001")
    return say(november.session, card.item, card.matter, what, november.alice(update=update))


def test_a_new_version_keeps_what_is_not_said_again(november: Round) -> None:
    said(november, Said(Saying.PROGRESS, 50, "draft"))
    said(november, Said(Saying.PROGRESS, 60))
    last = said(november, Said(Saying.DIFFICULTY, None, "no budget", "Finance"))
    assert (last.version, last.percent, last.help_wanted) == (3, 60, "Finance")
    again = said(november, Said(Saying.DIFFICULTY, 70))
    assert (again.note, again.help_wanted) == ("no budget", "Finance")
    item = november.card("2026-001").item
    assert [one.percent for one in versions(november.session, item.id or 0)] == [50, 60, 60, 70]
    assert item.mark is Mark.DRAFTED
    assert current(november.session, [item])[item.id or 0].version == 4


def test_no_change_clears_what_was_said_this_month(november: Round) -> None:
    said(november, Said(Saying.DIFFICULTY, 50, "no budget", "Finance"))
    plain = said(november, Said(Saying.NO_CHANGE))
    assert (plain.percent, plain.note, plain.help_wanted) == (0, "", "")


def test_done_is_all_of_it(november: Round) -> None:
    assert said(november, Said(Saying.DONE, 30, "accepted")).percent == 100


def test_the_same_update_and_the_same_words_add_one_version(november: Round) -> None:
    first = said(november, Said(Saying.PROGRESS, 50), update=7)
    assert said(november, Said(Saying.PROGRESS, 60), update=7).id == first.id
    assert said(november, Said(Saying.PROGRESS, 50), update=8).id == first.id
    second = said(november, Said(Saying.PROGRESS, 60), update=9)
    assert said(november, Said(Saying.PROGRESS, 50), update=7).id == first.id
    assert november.card("2026-001").item.progress_id == second.id


def test_what_was_returned_is_said_again_as_a_new_version(november: Round) -> None:
    first = said(november, Said(Saying.PROGRESS, 50))
    card = november.card("2026-001")
    card.item.mark = Mark.RETURNED
    november.session.add(card.item)
    assert said(november, Said(Saying.PROGRESS, 50)).id != first.id


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (Said(Saying.PROGRESS, 101), Reason.PERCENT_RANGE),
        (Said(Saying.PROGRESS, -1), Reason.PERCENT_RANGE),
        (Said(Saying.PROGRESS, 50, "x" * (LONGEST_NOTE + 1)), Reason.TEXT_TOO_LONG),
        (Said(Saying.DIFFICULTY, 50), Reason.TEXT_EMPTY),
        (Said(Saying.DIFFICULTY, 50, "  "), Reason.TEXT_EMPTY),
    ],
)
def test_what_is_refused(november: Round, what: Said, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        said(november, what)
    assert refused.value.reason is reason
    assert november.card("2026-001").said is None


def test_nothing_is_said_about_a_matter_that_was_set_aside(november: Round) -> None:
    card = november.card("2026-001")
    card.matter.state = State.SUSPENDED
    with pytest.raises(Refused) as refused:
        say(november.session, card.item, card.matter, Said(Saying.NO_CHANGE), november.alice())
    assert refused.value.reason is Reason.MATTER_CLOSED


def test_only_open_milestones_of_the_matter_itself_are_reached(november: Round) -> None:
    own, other = november.card("2026-001").matter, november.card("2026-002").matter
    steps = [
        Milestone(matter_id=own.id or 0, title="plan", due_on=IN_TIME.date()),
        Milestone(
            matter_id=own.id or 0, title="trial", due_on=IN_TIME.date(), done_on=IN_TIME.date()
        ),
        Milestone(matter_id=other.id or 0, title="foreign", due_on=IN_TIME.date()),
    ]
    november.session.add_all(steps)
    november.session.flush()
    ids = [step.id or 0 for step in steps]
    version = said(november, Said(Saying.PROGRESS, 50, milestones=[*ids, 999]))
    assert (version.milestones, version.reaches) == ([ids[0]], True)
    assert said(november, Said(Saying.PROGRESS, 60)).milestones == [ids[0]]
    assert said(november, Said(Saying.PROGRESS, 60, milestones=())).reaches is False


def test_what_one_message_said_is_found_again(november: Round) -> None:
    source = replace(november.alice(update=1), chat_id=5, message_id=6)
    for number in ("2026-001", "2026-002"):
        card = november.card(number)
        say(november.session, card.item, card.matter, Said(Saying.PROGRESS, 50), source)
    assert len(from_message(november.session, 5, 6)) == 2
    assert from_message(november.session, 5, 7) == []


def test_a_file_is_kept_once_on_a_card(november: Round) -> None:
    item = november.card("2026-001").item

    def photo(unique: str) -> Attachment:
        return Attachment(
            item_id=item.id or 0,
            unique_id=unique,
            file_id=f"file-{unique}",
            photo=True,
            person_id=november.town.alice.id or 0,
            added_at=IN_TIME,
        )

    for unique in ("a", "a", "b"):
        attach(november.session, item, photo(unique))
    kept = attachments(november.session, [item.id or 0])[item.id or 0]
    assert [one.unique_id for one in kept] == ["a", "b"]
    assert november.card("2026-001").files == 2
