"""The first lines of the program `liaison`."""

import gc


def main() -> None:
    """Run the command line.

    Loading makes hundreds of thousands of objects that all stay; looking through them again and
    again for garbage took a seventh of the time until the first poll.
    """
    gc.set_threshold(100_000, 20, 100)
    # Imported here, after that.
    from bot.cli import main as command_line  # noqa: PLC0415

    command_line()
