"""How a proof ends: one line with its figures and whether it holds."""

import sys
from typing import NoReturn


def conclude(figures: str, *, holds: bool) -> NoReturn:
    """Print the line and leave with exit code 0 (`holds`) or 1 (`falls short`)."""
    sys.stdout.write(f"{figures}: {'holds' if holds else 'falls short'}\n")
    sys.exit(0 if holds else 1)
