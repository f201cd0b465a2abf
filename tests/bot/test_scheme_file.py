"""scheme.toml: the file that ships, and what is said about a wrong one."""

from decimal import Decimal
from pathlib import Path

import pytest

from bot.scheme_file import SchemeFileError, load
from bot.settings import SHIPPED_SCHEME_FILE
from models.scoring.scheme import Scheme
from tests.bot.test_office_file import sections

LOCKED = (
    "locked at 0: the 2024 rules against formalism bar scoring media reports, leaders' remarks and "
    "experience write-ups"
)


def refusal(folder: Path, text: str) -> list[str]:
    path = folder / "scheme.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemeFileError) as refused:
        load(path)
    return str(refused.value).splitlines()


def test_the_file_that_ships_says_the_defaults() -> None:
    assert load(SHIPPED_SCHEME_FILE) == Scheme()


def test_the_file_that_ships_names_every_setting() -> None:
    text = SHIPPED_SCHEME_FILE.read_text(encoding="utf-8")
    for section, names in sections(Scheme, "").items():
        part = text.split(f"[{section}]")[1] if section else text
        for name in names:
            assert f"\n{name} = " in part.split("\n[")[0], f"{section}.{name}"


def test_numbers_are_exact_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "scheme.toml"
    path.write_text("[progress]\nlate = 0.7\nco = 0.33\n[deduction]\nmost = 12.5\n")
    scheme = load(path)
    assert (scheme.progress.late, scheme.progress.co) == (Decimal("0.7"), Decimal("0.33"))
    assert scheme.deduction.most == Decimal("12.5")


@pytest.mark.parametrize("kind", ["media", "remarks", "write_ups"])
def test_what_the_rules_bar_is_refused_with_the_reason(tmp_path: Path, kind: str) -> None:
    said = refusal(tmp_path, f"[bonus.{kind}]\n# one each\neach = 0.5\nmost = 0\n")
    assert said == [f"scheme.toml line 3, bonus.{kind}.each: 0.5 does not fit: {LOCKED}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[weights]\n\nprogress = 101\n",
            "scheme.toml line 3, weights.progress: 101 does not fit: input should be less than or "
            "equal to 100",
        ),
        (
            "[weights]\nprogress = 0\nquality = 0\nslips = 0\nreturns = 0\n",
            "scheme.toml line 1, weights: at least one weight must be above 0",
        ),
        (
            "[progress]\nlate = 0.9\non_time = 0.8\n",
            "scheme.toml line 1, progress: late must not earn more than on_time",
        ),
        (
            "[quality]\nfair = 0.9\n",
            "scheme.toml line 1, quality: fair must not earn more than good",
        ),
        (
            "[slips]\nlate = 0.9\non_time = 0.8\n",
            "scheme.toml line 1, slips: late must not earn more than on_time",
        ),
        ("[slips]\nnone = 0.6\n", "scheme.toml line 1, slips: none must not earn more than "),
        (
            "[returns]\nby_due = 0\n",
            "scheme.toml line 1, returns: by_cutoff must not earn more than by_due",
        ),
        ("[group]\nown = 0.5\n", "scheme.toml line 1, group: field and own must add up to 1"),
        ("[year]\nmonthly = 1\n", "scheme.toml line 1, year: monthly and year_end must add up to"),
        (
            '[ranking]\nties = ["progress", "progress"]\n',
            "scheme.toml line 2, ranking.ties: ['progress', 'progress'] does not fit: name each "
            "only once",
        ),
        ("[bonus]\nmedia_reports = 1\n", "scheme.toml line 2, bonus.media_reports: there is no "),
        ("[weights\n", "scheme.toml line 1: Expected ']'"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    (line,) = refusal(tmp_path, text)
    assert line.startswith(said)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SchemeFileError, match=r"nowhere\.toml: cannot be read \(No such file"):
        load(tmp_path / "nowhere.toml")
