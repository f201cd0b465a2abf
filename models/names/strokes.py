"""The order of Chinese characters by their strokes, read from strokes.txt beside it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("strokes.txt")


@cache
def stroke_places() -> Mapping[str, int]:
    """Each of some 9,500 characters with its place in the order of strokes.

    By the number of strokes, then by the strokes as they are written (横竖撇点折).
    """
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" ", 1)[1] for line in lines if not line.startswith("#")]
    return {character: place for place, character in enumerate("".join(rows))}
