"""`python -m tests.proofs.month`: a month is played in the demo by hand, in under five minutes.

Prints every step with what is tapped, written and seen, and how long it took until then.
"""

import argparse
import asyncio
import sys

from tests.month_by_hand import Month
from tests.month_steps import play_month
from tests.proofs.verdict import conclude

MOST_SECONDS = 300
SHARE = 0.9
"""So many of the units nobody plays answer."""

STEPS = 8


def steps(month: Month) -> int:
    """How many steps somebody saw something at."""
    return len({one.step for one in month.seen})


def main() -> None:
    """Play, print and conclude."""
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.month", description=__doc__)
    parser.add_argument("--language", choices=("zh_CN", "en"), default="zh_CN")
    chosen = parser.parse_args()

    def telling(line: str) -> None:
        sys.stdout.write(f"{line}\n")

    month = asyncio.run(play_month(chosen.language, SHARE, telling))
    conclude(
        f"a month in {chosen.language} from the prompt to the confirmed circular: {steps(month)} "
        f"steps, {month.taps_made} taps, {month.texts_written} texts, {len(month.seen)} messages "
        f"looked at, {month.seconds:.0f} s",
        holds=month.seconds < MOST_SECONDS and steps(month) == STEPS,
    )


if __name__ == "__main__":
    main()
