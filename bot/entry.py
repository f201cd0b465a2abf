"""The first lines of the program `liaison`."""

import gc
import sys


def main() -> None:
    """Run the command line.

    Loading makes hundreds of thousands of objects that all stay; looking through them again and
    again for garbage took a seventh of the time until the first poll.
    """
    if sys.argv[1:2] == ["run"]:
        gc.disable()  # until `bot.running` has loaded everything
    # Imported here, after that.
    from bot.cli import main as command_line  # noqa: PLC0415

    command_line()
