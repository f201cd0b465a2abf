"""A small file that says the program is alive and when it last heard from Telegram."""

import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from handlers.context import Clock

EVERY = 10.0
"""Seconds between two writings; a file older than a minute means that the program hangs."""


class Health:
    """What the health file and the webhook's /healthz tell."""

    def __init__(self, clock: Clock, path: Path | None) -> None:
        self._clock = clock
        self._path = path
        self._heard_at: datetime | None = None

    def heard(self) -> None:
        """Telegram has answered us or called us."""
        self._heard_at = self._clock.now()

    def state(self) -> dict[str, Any]:
        """When the program was alive, and when it last heard from Telegram."""
        heard_at = self._heard_at.isoformat() if self._heard_at else None
        return {"alive_at": self._clock.now().isoformat(), "telegram_at": heard_at}

    async def run(self) -> None:
        """Rewrite the file until cancelled; returns at once when there is none to write."""
        while self._path:
            await asyncio.to_thread(self._write, self._path)
            await asyncio.sleep(EVERY)

    def _write(self, path: Path) -> None:
        draft = path.with_name(path.name + ".new")
        draft.write_text(json.dumps(self.state()) + "\n", encoding="utf-8")
        draft.replace(path)

    def gone(self) -> None:
        """The program ends in order: no file, nothing alive."""
        if self._path:
            self._path.unlink(missing_ok=True)
