"""What a person's client is told at once: a fan-out to its open event streams."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

Json = dict[str, Any]


class Events:
    """Streams per person; an event nobody listens to is never even built."""

    def __init__(self) -> None:
        self._streams: dict[int, set[asyncio.Queue[str]]] = {}

    def publish(self, person_id: int, kind: str, build: Callable[[], Json]) -> None:
        """Send an event to every open stream of the person."""
        streams = self._streams.get(person_id)
        if not streams:
            return
        frame = f"event: {kind}\ndata: {json.dumps(build(), ensure_ascii=False)}\n\n"
        for stream in streams:
            stream.put_nowait(frame)

    async def stream(self, person_id: int) -> AsyncIterator[str]:
        """The person's events as server-sent-event frames, from now on, without end."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._streams.setdefault(person_id, set()).add(queue)
        try:
            yield ": open\n\n"
            while True:
                yield await _next_frame(queue)
        finally:
            self._streams[person_id].discard(queue)


async def _next_frame(queue: asyncio.Queue[str]) -> str:
    """The next event, or a comment every 15 s that keeps the connection alive."""
    try:
        async with asyncio.timeout(15):
            return await queue.get()
    except TimeoutError:
        return ": still here\n\n"
