"""`python -m bot.simulator`: a local Telegram with a chat page."""

import argparse
import asyncio
import logging
import sys
from contextlib import suppress

from bot.simulator.server import serving
from bot.simulator.world import World


async def _serve(port: int, token: str | None, stage: str | None) -> None:
    async with serving(World(token), port, stage) as url:
        sys.stdout.write(f"Local Telegram at {url}\n  Bot API: {url}/bot<TOKEN>/<method>\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bot.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8787, help="0 takes any free port")
    parser.add_argument("--stage", help="base address of the demo's stage")
    parser.add_argument("--token", help="the only token that is let in")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(_serve(chosen.port, chosen.token, chosen.stage))
    except OSError as problem:
        parser.exit(1, f"The port {chosen.port} cannot be used: {problem.strerror}\n")


if __name__ == "__main__":
    main()
