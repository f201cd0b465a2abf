"""`python -m tests.simulator.page.shot ADDRESS FILE`: a picture of the page, for the README."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.simulator.page.browser import CHROMIUM, browsing


async def _shoot(
    address: str, file: Path, size: tuple[int, int], script: str, *, dark: bool
) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with browsing(Path(folder)) as page:
            await page.size(*size, phone=size[0] < 700, dark=dark)
            await page.open(address)
            await page.run(f"(async () => {{ {script} }})()")
            await asyncio.sleep(2)  # pictures load, highlights fade
            await page.picture(file)


def main() -> None:
    """Take the picture; refuses where there is no Chromium."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.simulator.page.shot", description=__doc__
    )
    parser.add_argument("address", help="of the page, for example http://127.0.0.1:8787/?lang=en")
    parser.add_argument("file", type=Path, help="the PNG to write")
    parser.add_argument("--size", default="1440x900", help="in CSS pixels; under 700 is a phone")
    parser.add_argument("--dark", action="store_true", help="as a system set to dark shows it")
    parser.add_argument("--script", default="", help="JavaScript to run first; may await")
    chosen = parser.parse_args()
    if CHROMIUM is None:
        sys.exit("Chromium is not installed on this machine")
    width, height = map(int, chosen.size.split("x"))
    asyncio.run(
        _shoot(chosen.address, chosen.file, (width, height), chosen.script, dark=chosen.dark)
    )


if __name__ == "__main__":
    main()
