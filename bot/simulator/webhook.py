"""Delivery of updates to the bot's own web server, one after the other, until it says 200."""

import asyncio
import http.client
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bot.simulator.clock import Clock
from bot.simulator.refusals import bad_request
from bot.simulator.updates import UpdateQueue

Json = dict[str, Any]

_LOCAL = {"localhost", "127.0.0.1", "::1"}


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed; no address means that the bot polls."""

    queue: UpdateQueue
    clock: Clock
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: tuple[int, str] | None = None
    retry_seconds: float = 0.5
    _task: "asyncio.Task[None] | None" = None
    _connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Start pushing to `url`; plain HTTP is accepted for this machine only."""
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in _LOCAL:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self.stop()
        self.queue.terminate("setWebhook")
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self.queue.webhook_active = True
        self._task = asyncio.get_running_loop().create_task(self._push())

    def stop(self) -> None:
        """Push no more; the bot may poll again."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.url, self.secret, self.last_error = "", "", None
        self.queue.webhook_active = False

    def to_api(self) -> Json:
        """The Bot API's WebhookInfo."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.queue.pending()),
        }
        if self.url:
            info |= {"max_connections": self.max_connections, "ip_address": "127.0.0.1"}
        if self.last_error is not None:
            info["last_error_date"], info["last_error_message"] = self.last_error
        if self.queue.allowed is not None:
            info["allowed_updates"] = self.queue.allowed
        return info

    async def _push(self) -> None:
        while True:
            await self.queue.wait(60)
            for update in self.queue.take(1):
                problem = await asyncio.to_thread(self._post, update.body.encode())
                if problem is None:
                    self.queue.acknowledge(update.id + 1)
                    continue
                self.last_error = (self.clock.stamp(), problem)
                await asyncio.sleep(self.retry_seconds)

    def _post(self, body: bytes) -> str | None:
        """Post one update; what went wrong in Telegram's words, None when all is well."""
        parts = urlsplit(self.url)
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        try:
            connection = self._connected(parts.scheme, parts.netloc)
            connection.request("POST", parts.path or "/", body, headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self._connection = None
            return "Connection refused"
        if 200 <= answer.status < 300:
            return None
        return f"Wrong response from the webhook: {answer.status} {answer.reason}"

    def _connected(self, scheme: str, host: str) -> http.client.HTTPConnection:
        if self._connection is None or self._connection.host != urlsplit(f"//{host}").hostname:
            kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
            self._connection = kind(host, timeout=60)
        return self._connection
