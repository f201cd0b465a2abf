"""The day and time somebody means, as it is typed in either language."""

from datetime import datetime, time

import pytest

from models.understanding.moments import read_moment

NOW = datetime.fromisoformat("2026-11-25 22:30")
USUAL = time(9, 0)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tomorrow 9:00", "2026-11-26 09:00"),
        ("11月27日 9:00", "2026-11-27 09:00"),
        ("2026-11-27 09:00", "2026-11-27 09:00"),
        ("2026-11-27", "2026-11-27 09:00"),
        ("明天下午3点", "2026-11-26 15:00"),
        ("明天下午3点半", "2026-11-26 15:30"),
        ("后天 8点20分", "2026-11-27 08:20"),
        ("１１月２７日９：０５", "2026-11-27 09:05"),
        ("27 Nov 5:15 pm", "2026-11-27 17:15"),
        ("Nov 27 at 12:00 pm", "2026-11-27 12:00"),
        ("12:00 am", "2026-11-25 00:00"),
        ("23:15", "2026-11-25 23:15"),
        ("1-5 8:00", "2027-01-05 08:00"),
    ],
)
def test_what_is_meant(text: str, meant: str) -> None:
    assert read_moment(text, NOW, USUAL) == datetime.fromisoformat(meant)


@pytest.mark.parametrize("text", ["", "soon", "25:00", "2026-02-30 9:00", "11-27 11-29 9:00"])
def test_what_is_no_moment(text: str) -> None:
    assert read_moment(text, NOW, USUAL) is None
