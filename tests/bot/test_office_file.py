"""office.toml: the file that ships, and what is said about a wrong one."""

from datetime import date, time
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.office_file import OfficeFileError, load
from bot.settings import SHIPPED_OFFICE_FILE
from models.rules import Rules


def refusal(folder: Path, text: str) -> str:
    path = folder / "office.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OfficeFileError) as refused:
        load(path)
    return str(refused.value)


def test_the_file_that_ships_says_the_defaults() -> None:
    assert load(SHIPPED_OFFICE_FILE) == Rules()


def test_the_file_that_ships_names_every_rule() -> None:
    text = SHIPPED_OFFICE_FILE.read_text(encoding="utf-8")
    for section, names in sections(Rules, "").items():
        part = text.split(f"[{section}]")[1].split("\n[")[0]
        for name in names:
            assert f"\n{name} = " in part, f"{section}.{name}"


def sections(model: type[BaseModel], prefix: str) -> dict[str, list[str]]:
    """Every section of the file with the names of its settings."""
    found: dict[str, list[str]] = {}
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found |= {f"{prefix}{name}": []} | sections(kind, f"{prefix}{name}.")
        else:
            found.setdefault(prefix.rstrip("."), []).append(name)
    return found


def test_values_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[calendar]\ndays_off = ["2026-12-31"]\n[hours]\nopens = ""\ncloses = ""\n'
        '[dispatch]\nprompt_day = 18\nprompt_at = "08:45"\n',
    )
    rules = load(tmp_path / "a.toml")
    assert rules.calendar.days_off == (date(2026, 12, 31),)
    assert (rules.hours.opens, rules.hours.closes) == (None, None), "empty means any time"
    assert rules.dispatch.prompt_at == time(8, 45)


def test_a_value_that_does_not_fit_is_named_with_its_line(tmp_path: Path) -> None:
    said = refusal(tmp_path, "# our rules\n[dispatch]\n\nprompt_day = 31\n")
    assert said == (
        "office.toml line 4, dispatch.prompt_day: 31 does not fit: "
        "input should be less than or equal to 28"
    )


def test_every_fault_is_named(tmp_path: Path) -> None:
    said = refusal(
        tmp_path,
        '[hours]\nopens = "18:00"\ncloses = "09:00"\n[reminders]\n'
        "working_days_before = [\n  3,\n  99,\n]\n[dispatch]\nprompt_dya = 20\n",
    )
    assert said.splitlines() == [
        "office.toml line 1, hours: opens must be earlier than closes",
        "office.toml line 10, dispatch.prompt_dya: there is no such setting; see the comments in "
        "the file that comes with the program",
        "office.toml line 5, reminders.working_days_before: 99 does not fit: input should be less "
        "than or equal to 20",
    ]


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("[dispatch]\nprompt_day 20\n", "office.toml line 2: Expected '='"),
        ('[dispatch]\nprompt_at = "09:00\n', "office.toml line 2: "),
        ("[dispatch]\nprompt_day = 20\nprompt_day = 21\n", "office.toml line 3: Cannot overwrite"),
    ],
)
def test_a_file_that_is_no_toml_is_named_with_its_line(
    tmp_path: Path, text: str, begin: str
) -> None:
    assert refusal(tmp_path, text).startswith(begin)


def test_a_missing_file_and_a_foreign_encoding(tmp_path: Path) -> None:
    with pytest.raises(OfficeFileError, match=r"nowhere\.toml: cannot be read \(No such file"):
        load(tmp_path / "nowhere.toml")
    (tmp_path / "gb.toml").write_bytes('[office]\nname = "改革办"\n'.encode("gb18030"))
    with pytest.raises(OfficeFileError, match=r"gb\.toml: save it as UTF-8"):
        load(tmp_path / "gb.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[slips.order]\nnumber = "改责{n}号"\n',
            "line 2, slips.order.number: '改责{n}号' does not fit: "
            "write {year} and {n} once each, like 改催〔{year}〕{n}号",
        ),
        (
            '[slips.order]\nnumber = "改责〔{year}〕{n:03}号"\n',
            "line 2, slips.order.number: '改责〔{year}〕{n:03}号' does not fit: "
            "write {year} and {n} once each, like 改催〔{year}〕{n}号",
        ),
        (
            '[slips.reminder]\nnumber = "改责〔{year}〕{n}号"\n',
            "line 1, slips: number each kind in its own way, or one number would mean two slips",
        ),
        (
            '[slips]\n[slips.reminder]\nheading = "催"\nsigners = ["liaison"]\n',
            "line 4, slips.reminder.signers: ['liaison'] does not fit: "
            "only posts of an office sign",
        ),
        (
            '[slips.reminder]\nstand_in = "leader"\n',
            "line 2, slips.reminder.stand_in: 'leader' does not fit: only posts of an office sign",
        ),
        (
            '[slips.prompt]\nsigners = ["director"]\n',
            "line 1, slips: prompt: it is sent by rule and asks for a receipt only",
        ),
        ("[slips.order]\nsigners = []\n", "line 1, slips: order: name the posts that sign it"),
        (
            "[slips.reminder]\nanswer_days = 0\n",
            "line 1, slips: reminder: give the working days for an answer",
        ),
        (
            '[slips.order]\ntrigger = "before_date"\n',
            "line 1, slips: order: before_date does not raise this kind of slip",
        ),
        (
            '[slips.order]\ncopies = ["head"]\n',
            "line 2, slips.order.copies: ['head'] does not fit: "
            'only "deputy" and "leader" can be told',
        ),
        (
            "[slips.prompt]\n\ndays = -1\n",
            "line 3, slips.prompt.days: -1 does not fit: "
            "input should be greater than or equal to 0",
        ),
    ],
)
def test_a_wrong_ladder_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    assert refusal(tmp_path, text) == f"office.toml {said}"
