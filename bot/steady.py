"""Keeps a loop of the program going: what goes wrong in it is logged and it is begun again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.logs import place

log = logging.getLogger(__name__)

FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0


async def steadily(name: str, run: Callable[[], Awaitable[None]]) -> None:
    """Run until it returns or is cancelled; after an error (a lost database) wait and run again.

    Every loop of the program keeps its state in rows, so that beginning again loses nothing.
    """
    wait = FIRST_WAIT
    while True:
        began = asyncio.get_running_loop().time()
        try:
            return await run()
        except Exception as error:  # the program must outlive any one error
            lasted = asyncio.get_running_loop().time() - began
            wait = FIRST_WAIT if lasted > LONGEST_WAIT else min(wait * 2, LONGEST_WAIT)
            log.error("%s stopped and begins again in %.1f s: %s", name, wait, place(error))
            await asyncio.sleep(wait)
