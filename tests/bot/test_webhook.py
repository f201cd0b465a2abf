"""The webhook: only Telegram's calls are taken, and 200 means that the update is kept."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlmodel import select

from bot.clock import SteppedClock
from bot.health import Health
from bot.inbox import Inbox
from bot.limiter import Limiter
from bot.pacing import Pacer
from bot.settings import load
from bot.telegram_bot import make_bot
from bot.webhook import LARGEST, SECRET_HEADER, Webhook
from models import inbox
from models.rules import MessageRules
from models.store import Store
from tests.bot.test_inbox import NOW, Handler, said
from tests.conversation import opened

SECRET = "a-secret-that-is-long-enough"


@pytest.fixture
async def caller(store: Store) -> AsyncIterator[httpx.AsyncClient]:
    clock = SteppedClock(NOW)
    bot = make_bot(load(_env_file=None, bot_token="1:a"), Limiter(Pacer(MessageRules())))
    webhook = Webhook(Inbox(store, clock, bot, Handler()), Health(clock, None), "/hook", SECRET)
    transport = httpx.ASGITransport(webhook.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        yield client


def kept(store: Store) -> list[int]:
    with store.reading() as session:
        return sorted(session.exec(select(inbox.Inbox.update_id)))


async def call(caller: httpx.AsyncClient, body: Any, secret: str = SECRET) -> int:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {SECRET_HEADER: secret} if secret else {}
    return (await caller.post("/hook", content=content, headers=headers)).status_code


async def test_an_update_is_kept_before_telegram_hears_200(
    caller: httpx.AsyncClient, store: Store
) -> None:
    assert await call(caller, said(5, "hello")) == 200
    assert await call(caller, said(5, "hello")) == 200, "a repeated one is fine"
    assert kept(store) == [5]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", SECRET.upper()])
async def test_nobody_else_is_listened_to(
    caller: httpx.AsyncClient, store: Store, secret: str
) -> None:
    assert await call(caller, said(5, "hello"), secret) == 403
    assert kept(store) == []


@pytest.mark.parametrize("body", [b"no json", b"[1]", b'{"message": 1}', b'{"update_id": "1"}'])
async def test_what_is_no_update_is_refused(
    caller: httpx.AsyncClient, store: Store, body: bytes
) -> None:
    assert await call(caller, body) == 400
    assert kept(store) == []


async def test_a_huge_body_is_not_read_to_the_end(caller: httpx.AsyncClient) -> None:
    assert await call(caller, b"x" * (LARGEST + 1)) == 413


async def test_a_supervisor_can_ask_whether_it_lives(caller: httpx.AsyncClient) -> None:
    answer = await caller.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"alive_at": answer.json()["alive_at"], "telegram_at": None}


async def test_a_program_with_a_webhook_answers_in_chat(
    store: Store, tmp_path: Any, own_port: int
) -> None:
    """The simulator speaks http, so the address is rewritten; a web server does that in life."""
    listen = f"127.0.0.1:{own_port}"
    settings: dict[str, Any] = {
        "updates": "webhook",
        "webhook_url": f"https://{listen}/hook",
        "webhook_secret": SECRET,
        "webhook_listen": listen,
    }
    async with opened(store, tmp_path, **settings) as world:
        async with httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(retries=6)) as telegram:
            answer = await telegram.post(
                f"http://{listen}/hook",
                json=said(900, "hello", chat=77),
                headers={SECRET_HEADER: SECRET},
            )
        assert answer.status_code == 200
        await world.app.inbox.drained()
    assert kept(store) == [900]
