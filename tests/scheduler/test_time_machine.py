"""The time machine stops at all that happens on its way, and at nothing else."""

from datetime import UTC, datetime, timedelta

from bot.clock import SteppedClock
from models import outbox, settling
from models.outbox import Message, Urgency
from models.store import Store
from scheduler.time_machine import TimeMachine
from tests.scheduler.city import AROUND, PRACTICES

EVENING = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
"""Wednesday 20:00 on the office's clock: closed until 08:30."""


class Journey:
    """Notes where the machine stops; what is due in working hours is taken for sent."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = SteppedClock(EVENING)
        self.stops: list[str] = []
        self.machine = TimeMachine(store, PRACTICES, self.clock, self.ring, self.settle)

    async def ring(self) -> None:
        self.stops.append(f"{self.clock.now().astimezone(AROUND.calendar.zone):%d %H:%M}")

    async def settle(self) -> None:
        now = self.clock.now()
        if AROUND.calendar.is_open(now):
            with self.store.transaction() as session:
                for row in outbox.due(session, now, 100):
                    settling.settle(session, row.id or 0, outbox.Sending.SENT, sent_at=now)

    def put(self, key: str, due_at: datetime) -> None:
        with self.store.transaction() as session:
            one = Message(kind="x", key=key, chat_id=1, urgency=Urgency.BULK, due_at=due_at)
            outbox.put(session, EVENING, one)


async def test_it_stops_at_every_duty_and_at_the_end(store: Store) -> None:
    journey = Journey(store)
    coming = journey.machine.next_duty()
    await journey.machine.step(coming.moment + timedelta(minutes=1))
    first, last = journey.stops
    assert first == f"{coming.moment.astimezone(AROUND.calendar.zone):%d %H:%M}"
    assert last > first


async def test_what_waits_for_the_morning_is_sent_when_the_office_opens(store: Store) -> None:
    journey = Journey(store)
    journey.put("night", EVENING)
    await journey.machine.step(EVENING + timedelta(days=1))
    assert "19 08:30" in journey.stops
    with store.reading() as session:
        assert not outbox.due(session, journey.clock.now(), 1)


async def test_what_is_queued_for_later_is_sent_then(store: Store) -> None:
    journey = Journey(store)
    journey.put("later", EVENING + timedelta(hours=15, minutes=7))
    journey.put("saturday", datetime(2026, 11, 21, 3, 0, tzinfo=UTC))
    await journey.machine.step(EVENING + timedelta(days=5))
    assert "19 11:07" in journey.stops
    assert "23 08:30" in journey.stops
    assert "21 11:00" not in journey.stops
    with store.reading() as session:
        assert not outbox.due(session, journey.clock.now(), 1)


async def test_the_past_is_not_gone_back_to(store: Store) -> None:
    journey = Journey(store)
    await journey.machine.step(EVENING - timedelta(days=3))
    assert journey.clock.now() - EVENING < timedelta(seconds=30)
