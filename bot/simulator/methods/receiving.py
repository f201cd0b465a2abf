"""How the bot receives: webhook and files. (getUpdates waits, so the bot's door runs it.)"""

import re
from typing import Any

from bot.simulator.media import DOWNLOAD_LIMIT
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Params
from bot.simulator.refusals import bad_request
from bot.simulator.world import World

Json = dict[str, Any]

_SECRET = re.compile(r"^[A-Za-z0-9_-]{1,256}$")


@method
def set_webhook(world: World, params: Params) -> bool:
    """Push updates to an address instead of letting the bot poll; an empty one stops it."""
    secret = params.text("secret_token")
    if secret and not _SECRET.match(secret):
        raise bad_request("secret token contains unallowed characters")
    _take_settings(world, params)
    if not params.text("url"):
        world.webhook.stop()
        return True
    world.webhook.set(params.text("url"), secret, params.integer("max_connections", 40))
    return True


@method
def delete_webhook(world: World, params: Params) -> bool:
    """Let the bot poll."""
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.webhook.stop()
    return True


@method
def get_webhook_info(world: World, params: Params) -> Json:  # noqa: ARG001 - every method has both
    """Where updates go and what went wrong last."""
    return world.webhook.to_api()


def _take_settings(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    if params.given("allowed_updates"):
        world.updates.allow(params.structure("allowed_updates"))


@method
def get_file(world: World, params: Params) -> Json:
    """Where a file of up to 20 MB can be fetched."""
    stored = world.files.find(params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
        "file_path": stored.path,
    }
