"""Two programs on one database: every message goes out once."""

import asyncio
from collections import Counter
from pathlib import Path

from sqlmodel import select

from bot.delivery import Delivery
from bot.limiter import Limiter
from bot.pacing import Pacer
from bot.settings import load
from bot.telegram_bot import make_bot
from models import outbox
from models.outbox import Outbox, Sending
from models.store import Store
from tests.conversation import TOKEN, UNHURRIED, opened


async def test_two_workers_share_the_outbox_and_send_nothing_twice(
    postgresql_url: str, tmp_path: Path
) -> None:
    store = Store(postgresql_url)
    async with opened(store, tmp_path) as world:
        people = [await world.person(f"Person {n}", started=True) for n in range(60)]
        pacer = Pacer(UNHURRIED)
        settings = load(_env_file=None, bot_token=TOKEN, api_base_url=world.door.base_url)
        other = Delivery(world.app.office, make_bot(settings, Limiter(pacer)), pacer)
        running = asyncio.create_task(other.run())
        with store.transaction() as session:
            messages = [
                outbox.Message(kind="stranger", key=f"m{one.id}", chat_id=one.id) for one in people
            ]
            outbox.put(session, world.clock.now(), *messages)
        other.wake()
        world.app.delivery.wake()
        await asyncio.gather(world.app.delivery.drained(), other.drained())
        running.cancel()
        await other.stop(5)
        sent = [call for call in await world.door.journal() if call["method"] == "sendMessage"]
        with store.reading() as session:
            states = {row.state for row in session.exec(select(Outbox))}
    store.close()
    assert Counter(call["chat_id"] for call in sent) == {one.id: 1 for one in people}
    assert states == {Sending.SENT}
