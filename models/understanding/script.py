"""Traditional characters read as the simplified ones in which words and patterns are written."""

from pathlib import Path

SOURCE = Path(__file__).with_name("script.txt")


def _pairs() -> dict[int, int]:
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    pairs = " ".join(line for line in lines if not line.startswith("#")).split()
    return {ord(pair[0]): ord(pair[1]) for pair in pairs}


SCRIPT = _pairs()
"""For `str.translate`; one character for one, so that places stay."""
