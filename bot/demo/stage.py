"""What the demo's page may ask for: the city's time, its steps, and that the others answer."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, func, select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.app import App
from bot.clock import SteppedClock
from bot.demo.city import City, Player
from bot.demo.others import Others
from bot.demo.stops import PREVIEW, Stop, next_stop
from bot.simulator.client import Door
from handlers.terms import ROLES
from locales import LANGUAGES, N_, Translator, translator
from models.calendar import Month
from models.dispatch.cycles import Cycle, dates, newest_cycle
from models.outbox import Outbox
from models.units import unit_id
from scheduler.time_machine import TimeMachine

Json = dict[str, Any]

BEFORE_DEADLINE = timedelta(minutes=5)
"""`to the deadline` stops this much earlier, so that one can still be the last."""


class Stage:
    """The city's time machine and its other players, one request at a time."""

    def __init__(self, app: App, clock: SteppedClock, city: City, door: Door) -> None:
        office = app.office
        self._app = app
        self._clock = clock
        self._city = city
        self._door = door
        self._machine = TimeMachine(
            office.store, office.practices, clock, app.alarm_clock.ring, self._settle
        )
        self._others = Others(app.office, city, door)
        self._tongues = {language: translator(language, office.zone) for language in LANGUAGES}
        self._log: list[Json] = []
        self._busy = False

    def routes(self) -> list[Route]:
        """The addresses below /stage."""
        return [
            Route("/stage/state", self._asked_state),
            Route("/stage/step", self._asked_step, methods=["POST"]),
            Route("/stage/others", self._asked_others, methods=["POST"]),
        ]

    async def _asked_state(self, _request: Request) -> Response:
        return JSONResponse(await self.state())

    async def _asked_step(self, request: Request) -> Response:
        wanted = (await request.json()).get("to")
        steps = {
            "duty": self._to_duty,
            "day": self._to_tomorrow,
            "deadline": self._to_deadline,
            "month_end": self._to_preview,
        }
        if wanted not in steps:
            return self._refusal(400, N_("There is no such step."))
        return await self._alone(steps[wanted], self.state)

    async def _asked_others(self, request: Request) -> Response:
        share = min(1.0, max(0.0, float((await request.json()).get("share", 1))))

        async def answer() -> Json:
            answered = await self._others.answer(share)
            await self._settle()
            self._note(N_("Units that answered: {n}."), n=answered)
            return {"answered": answered}

        return await self._alone(None, answer)

    async def _alone(
        self, act: Callable[[], Awaitable[None]] | None, then: Callable[[], Awaitable[Json]]
    ) -> Response:
        if self._busy:
            return self._refusal(409, N_("A step is under way; please wait a moment."))
        self._busy = True
        try:
            if act:
                await act()
            answer = await then()
        finally:
            self._busy = False
        return JSONResponse(answer | ({"busy": False} if "busy" in answer else {}))

    async def state(self) -> Json:
        """Where the city stands now."""
        coming = self._next_stop()
        cycle = await asyncio.to_thread(self._cycle)
        now = self._clock.now()
        return {
            "now": now.isoformat(),
            "timezone": self._app.office.zone.key,
            "next": {
                "name": coming.kind.name,
                "label": self._in_each(coming.kind.label),
                "at": coming.moment.isoformat(),
            },
            "deadline": cycle.due_at.isoformat() if cycle and cycle.closed_at is None else None,
            "busy": self._busy,
            "people": [self._person(player) for player in self._city.cast()],
            "language": self._app.office.language,
            "log": self._log[-50:],
        }

    def _person(self, player: Player) -> Json:
        return {
            "id": player.telegram_id,
            "name": player.person.name,
            "role": {
                language: word[:1].upper() + word[1:]
                for language, word in self._in_each(ROLES[player.role]).items()
            },
            "unit": dict.fromkeys(LANGUAGES, player.unit.name),
            "language": player.person.language,
        }

    def _next_stop(self) -> Stop:
        office = self._app.office.of(self._city.office)
        return next_stop(self._clock.now(), office.calendar, office.rules)

    def _cycle(self) -> Cycle | None:
        with self._app.office.store.reading() as session:
            return newest_cycle(session, unit_id(self._city.office))

    async def _to_duty(self) -> None:
        await self._do(self._next_stop())

    async def _do(self, coming: Stop) -> None:
        before = self._clock.now()
        await self._go(coming.moment)
        sent = await asyncio.to_thread(self._sent_since, before)
        self._note(coming.kind.done, n=sent)

    def _sent_since(self, moment: datetime) -> int:
        with self._app.office.store.reading() as session:
            later = select(func.count()).where(col(Outbox.sent_at) > moment)
            return session.exec(later).one()

    async def _to_tomorrow(self) -> None:
        await self._go(self._clock.now() + timedelta(days=1))

    async def _to_deadline(self) -> None:
        now, cycle = self._clock.now(), await asyncio.to_thread(self._cycle)
        due = cycle.due_at if cycle else now
        if due <= now:  # the month is over or not open yet: the next month's deadline
            due = self._dates_after(now)
        await self._go(max(now, due - BEFORE_DEADLINE) if due - now > BEFORE_DEADLINE else due)

    def _dates_after(self, now: datetime) -> datetime:
        office = self._app.office.of(self._city.office)
        calendar, rules = office.calendar, office.rules.dispatch
        month = Month.of(calendar.today(now))
        this = dates(month, calendar, rules).due_at
        return this if this > now else dates(month.plus(1), calendar, rules).due_at

    async def _to_preview(self) -> None:
        """Past the cut-off, to the morning on which everybody sees the scores."""
        while True:
            coming = self._next_stop()
            await self._do(coming)
            if coming.kind is PREVIEW:
                return

    async def _go(self, until: datetime) -> None:
        await self._machine.step(until)
        await self._door.clock(now=self._clock.now())

    async def _settle(self) -> None:
        """Wait until nothing is left to be heard or said."""
        await self._door.clock(now=self._clock.now())
        await self._app.inbox.drained()
        await self._app.delivery.drained()

    def _note(self, sentence: str, **values: object) -> None:
        at = self._clock.now().isoformat()
        self._log.append({"at": at, "text": self._in_each(sentence, **values)})

    def _in_each(self, sentence: str, **values: object) -> dict[str, str]:
        def worded(tr: Translator) -> str:
            return tr.plain(sentence, **values)

        return {language: worded(tr) for language, tr in self._tongues.items()}

    def _refusal(self, status: int, sentence: str) -> Response:
        return JSONResponse({"error": self._in_each(sentence)}, status)


def application(stage: Stage) -> Starlette:
    """The stage's web application; the simulator passes /stage on to it."""
    return Starlette(routes=stage.routes())
