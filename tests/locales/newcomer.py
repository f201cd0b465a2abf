"""`python -m tests.locales.newcomer URL FOLDER`: somebody chooses German and reads it.

A process of its own, for the languages are found when the program starts.
"""

import asyncio
import json
import sys
from pathlib import Path

from locales import LANGUAGES
from models.store import Store
from tests.conversation import START, opened
from tests.handlers.office import ask, tap
from tests.handlers.town import settle_town


async def _play(url: str, folder: Path) -> dict[str, object]:
    store = Store(url)
    async with opened(store, folder) as world:
        town = settle_town(store, START)
        phone = await world.person("Wang", language_code="en")
        town.join(town.wang, phone.id)
        offered = (await ask(world, phone, "/language")).labels
        chosen = await tap(world, phone, "Deutsch")
        told = await ask(world, phone, "/whoami")
        german = await world.person("Sun", language_code="de-AT")
        strange = await ask(world, german, "hello")
        return {
            "languages": LANGUAGES,
            "offered": offered,
            "chosen": chosen.text,
            "told": told.text,
            "menu": (await phone.commands())["help"],
            "stranger": strange.text,
        }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_play(sys.argv[1], Path(sys.argv[2])))))
