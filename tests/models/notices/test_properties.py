"""Whatever is done in whatever order: the receipts add up, and nobody has a notice twice."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, delete

from models import outbox, settling
from models.notices.content import Content, Text
from models.notices.copies import KIND, NoticeCopy, confirm, copies_of
from models.notices.ending import stop
from models.notices.notices import Notice, NoticeState, NoticeText
from models.notices.receipts import Standing, per_unit, receipts
from models.outbox import Outbox, Sending
from models.refusals import Refused
from models.store import Store
from tests.databases import Databases
from tests.models.notices.town import NOW, SAYS, Town, found

WORKERS = 2
TWO = Content(parts=(*SAYS.parts, Text(html="And this.")))
DEEDS = st.one_of(
    st.tuples(
        st.sampled_from(("open", "claim", "arrive", "lose", "retry", "block")), st.integers(0, 1)
    ),
    st.tuples(st.sampled_from(("send", "stop", "crash")), st.just(0)),
    st.tuples(st.just("confirm"), st.integers(0, 5)),
)


@dataclass
class Worker:
    """One program that delivers: the row it has looked at, and the one it has claimed."""

    seen: Outbox | None = None
    claimed: Outbox | None = None


@dataclass
class Mail:
    """Two programs over one outbox, and what Telegram really got: the same step never twice."""

    town: Town
    number: int
    workers: tuple[Worker, ...] = field(default_factory=lambda: (Worker(), Worker()))
    telegram: Counter[tuple[int, int]] = field(default_factory=Counter)

    def do(self, deed: str, which: int) -> None:
        """One thing happens; what can't happen now does not."""
        worker = self.workers[which % WORKERS]
        match deed:
            case "send":
                self._try(lambda: self.town.send(self.number))
            case "stop":
                self._try(lambda: self.town.do(self.number, _stop))
            case "confirm":
                self._try(lambda: self._confirm(which))
            case "crash":
                self._crash()
            case "open":
                worker.seen = worker.seen or self._next()
            case "claim":
                self._claim(worker)
            case _:
                self._end(worker, deed)

    def _try(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Refused:
            return

    def _next(self) -> Outbox | None:
        with self.town.store.reading() as session:
            return next(iter(outbox.due(session, NOW, 1)), None)

    def _claim(self, worker: Worker) -> None:
        seen, worker.seen = worker.seen, None
        if seen is None or worker.claimed is not None:
            return
        with self.town.store.transaction() as session:
            if settling.claim(session, seen.id or 0, seen.attempts, seen.edition, NOW):
                worker.claimed = seen

    def _end(self, worker: Worker, how: str) -> None:
        row, worker.claimed = worker.claimed, None
        if row is None:
            return
        if how in {"arrive", "lose"}:
            self.telegram[row.id or 0, row.step] += 1
        with self.town.store.transaction() as session:
            if how == "arrive" and row.step == 0:
                settling.step_on(session, row.id or 0, sent_at=NOW, sent_to=row.person_id)
            elif how == "arrive":
                settling.settle(session, row.id or 0, Sending.SENT, sent_to=row.person_id)
            elif how == "retry":
                settling.postpone(session, row.id or 0, NOW)
            else:
                state = Sending.UNKNOWN if how == "lose" else Sending.FAILED
                settling.settle(session, row.id or 0, state, how)

    def _crash(self) -> None:
        """The first program dies and starts again; the other goes on with what it has in hand."""
        if self.workers[0].claimed:
            self.telegram[self.workers[0].claimed.id or 0, self.workers[0].claimed.step] += 1
        self.workers[0].seen = self.workers[0].claimed = None
        with self.town.store.transaction() as session:
            settling.abandon_claims(session)

    def _confirm(self, which: int) -> None:
        with self.town.store.transaction() as session:
            copies = copies_of(session, self.number)
            if which < len(copies):
                copy, notice = copies[which], self.town.notice(session, self.number)
                confirm(session, notice, copy, copy.person_id or 0, NOW)

    def holds(self) -> None:
        """What must be true at every moment."""
        assert all(times == 1 for times in self.telegram.values()), "nobody has a message twice"
        with self.town.store.reading() as session:
            notice = self.town.notice(session, self.number)
            table = receipts(session, notice)
            units = per_unit(session, table)
        counted = self.town.progress(self.number)
        assert counted.counts == Counter(one.standing for one in table)
        assert sum((one.counts for one in units), Counter()) == counted.counts
        assert counted.total == (0 if notice.state is NoticeState.DRAFT else 6)
        people = [one.copy.person_id for one in table if one.copy.person_id is not None]
        assert len(people) == len(set(people))
        if notice.state is NoticeState.STOPPED:
            assert not any(one.row.state is Sending.HELD for one in table)
        for one in table:
            if one.standing is Standing.SENT:
                assert self.telegram[one.row.id or 0, 1] == 1, "what counts as sent is there"


def _stop(session: Session, notice: Notice) -> int:
    return stop(session, notice, notice.author_id, NOW)


@pytest.fixture(scope="module")
def sqlite_town(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Iterator[Town]:
    """One town for every example: founding it costs more than playing with it."""
    path = tmp_path_factory.mktemp("town") / "liaison.db"
    store = Store(databases.sqlite(path))
    yield found(store)
    store.close()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=st.lists(DEEDS, min_size=5, max_size=40))
def test_whatever_happens_the_table_adds_up(
    sqlite_town: Town, deeds: list[tuple[str, int]]
) -> None:
    with sqlite_town.store.transaction() as session:
        session.exec(delete(Outbox).where(col(Outbox.kind) == KIND))
        for table in (NoticeCopy, NoticeText, Notice):
            session.exec(delete(table))
    mail = Mail(sqlite_town, sqlite_town.written(content=TWO, confirm=True))
    for deed, which in deeds:
        mail.do(deed, which)
        mail.holds()


def test_nothing_that_was_stopped_is_left_to_go(sqlite_town: Town) -> None:
    number = sqlite_town.sent(confirm=True)
    sqlite_town.do(number, _stop)
    with sqlite_town.store.reading() as session:
        table = receipts(session, sqlite_town.notice(session, number))
    assert [one.row.state for one in table] == [Sending.VOID] * 6
