"""offices/: what differs from office to office, and what is said about a wrong file."""

from pathlib import Path

import pytest

from bot.office_file import OfficeFileError
from bot.practice_files import load
from bot.scheme_file import SchemeFileError
from bot.settings import Settings
from bot.settings import load as settings_with
from models.practice import Practices
from models.slips.rungs import SlipKind
from models.units import Cohort, Unit

CITY = """
[office]
name = "市委改革办"
contact = "0533"
[dispatch]
prompt_day = 18
due_at = "17:00"
"""


def settings(folder: Path, **files: str) -> Settings:
    """Settings with an office.toml; `files` are those in the folder beside it, by code."""
    (folder / "office.toml").write_text(CITY, encoding="utf-8")
    (folder / "offices").mkdir()
    for name, text in files.items():
        path = folder / "offices" / f"{name.replace('_', '.')}.toml"
        path.write_text(text, encoding="utf-8")
    return settings_with(_env_file=None, office_file=folder / "office.toml", data_dir=folder)


def office(code: str, path: str) -> Unit:
    return Unit(code=code, name=code, cohort=Cohort.OFFICE, path=path)


TOP, LOWER, OTHER = office("GGB", "/1/2/"), office("LB", "/1/3/4/"), office("QB", "/1/5/6/")


def test_an_office_differs_in_what_its_file_says_and_in_nothing_else(tmp_path: Path) -> None:
    said = '[office]\nname = "临淄区委改革办"\n[slips.reminder]\nnumber = "临改催〔{year}〕{n}号"\n'
    scheme = "[consultation]\nwaived_from = 70\n"
    made = load(settings(tmp_path, LB=said + "[dispatch]\nprompt_day = 22\n", LB_scheme=scheme))
    top, lower = made.of(TOP), made.of(LOWER)
    assert (top.rules.dispatch.prompt_day, lower.rules.dispatch.prompt_day) == (18, 22)
    assert lower.rules.dispatch.due_at == top.rules.dispatch.due_at, "of the section, the rest"
    assert lower.rules.slips.rung(SlipKind.REMINDER).number == "临改催〔{year}〕{n}号"
    assert lower.rules.slips.rung(SlipKind.REMINDER).heading == "改革任务催办单"
    assert (
        int(top.scheme.consultation.waived_from),
        int(lower.scheme.consultation.waived_from),
    ) == (85, 70)
    assert lower.rules.office.name == "临淄区委改革办"
    assert lower.rules.office.contact == "", "nobody is sent to another office's telephone"


def test_an_office_without_a_file_works_as_at_the_top_but_has_not_its_name(tmp_path: Path) -> None:
    made = load(settings(tmp_path))
    assert made.of(TOP).rules.office.name == "市委改革办"
    other = made.of(OTHER)
    assert (other.rules.dispatch.prompt_day, other.rules.office.name) == (18, "")
    assert not made.alike
    assert Practices(other).alike


def test_a_number_that_another_office_gives_already_is_refused(tmp_path: Path) -> None:
    ours = '[slips.order]\nnumber = "临改责〔{year}〕{n}号"\n'
    copied = '[circulars]\nheading = "通报"\nnumber = "改通〔{year}〕{n}号"\n'
    with pytest.raises(OfficeFileError) as refused:
        load(settings(tmp_path, LB=ours, QB=ours + copied))
    assert str(refused.value).splitlines() == [
        "QB.toml line 5, circulars.number: '改通〔{year}〕{n}号' is the number of office.toml, "
        "circulars.number already; two offices would print the same",
        "QB.toml line 2, slips.order.number: '临改责〔{year}〕{n}号' is the number of LB.toml, "
        "slips.order.number already; two offices would print the same",
    ]


def test_hours_and_days_of_its_own_make_a_calendar_of_its_own(tmp_path: Path) -> None:
    text = '[hours]\nopens = ""\ncloses = ""\n[calendar]\ndays_off = ["2026-11-20"]\n'
    made = load(settings(tmp_path, LB=text))
    assert made.of(LOWER).calendar.opens is None
    assert made.of(LOWER).calendar.days_off != made.of(TOP).calendar.days_off


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[dispatch]\n\nprompt_day = 31\n",
            "LB.toml line 3, dispatch.prompt_day: 31 does not fit: "
            "input should be less than or equal to 28",
        ),
        (
            "\n[messages]\nper_second = 5\n",
            "LB.toml line 2, messages: this holds for the whole program and not for one office; "
            "set it in office.toml",
        ),
        (
            'timezone = "Asia/Urumqi"\n',
            "LB.toml line 1, timezone: this holds for the whole program and not for one office; "
            "set it in .env (LIAISON_TIMEZONE)",
        ),
        (
            '[hours]\nopens = "18:30"\n',
            "LB.toml line 1, hours: opens must be earlier than closes",
        ),
    ],
)
def test_a_fault_is_named_with_the_office_s_file_line_and_setting(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(OfficeFileError) as refused:
        load(settings(tmp_path, LB=text))
    assert str(refused.value) == said


def test_a_fault_of_a_scheme_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(SchemeFileError, match=r"^LB\.scheme\.toml line 2, year\.monthly: "):
        load(settings(tmp_path, LB_scheme="[year]\nmonthly = 2\n"))
