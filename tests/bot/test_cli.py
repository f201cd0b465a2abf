"""The command line: help in both languages, setting up, duties, and faults that say what to do."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.cli import FAMILIES
from models.store import Store
from tests.bot.command_line import ROSTER, CommandLine, liaison
from tests.conftest import skipping
from tests.databases import Databases

__all__ = ["liaison"]

EVERY = [
    *([name] for name in FAMILIES if name not in {"import", "export", "duty"}),
    ["import", "roster"],
    ["import", "ledger"],
    ["export", "ledger"],
    ["export", "roster"],
    ["export", "slips"],
    ["duty", "list"],
    ["duty", "run"],
]


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
@pytest.mark.parametrize(
    ("language", "word"), [("en", "Options"), ("zh_CN", "选项"), ("zh_Hant", "選項")]
)
def test_every_command_has_help_in_every_language(
    liaison: CommandLine, command: list[str], language: str, word: str
) -> None:
    liaison.set(language=language)
    told = liaison(*command, "--help")
    assert told.code == 0
    assert word in told.out


def test_the_help_lists_every_command_in_the_order_of_work(liaison: CommandLine) -> None:
    told = liaison("--help")
    places = [told.out.index(f"│ {name} ") for name in FAMILIES]
    assert places == sorted(places)


def test_the_language_may_be_asked_for_anywhere(liaison: CommandLine) -> None:
    assert "命令" in liaison("--language", "zh_CN", "--help").out
    assert "选项" in liaison("doctor", "--help", "--language=zh_CN").out
    refused = liaison("doctor", "--language", "xx")
    assert refused.code == 2
    assert "zh_CN" in refused.err
    assert "zh_CN, zh_Hant" in liaison("--language", "en", "--help").out


def test_init_makes_everything_once(liaison: CommandLine) -> None:
    first = liaison("init")
    assert first.code == 0
    assert "was made" in first.out
    made = {path: path.read_bytes() for path in (Path(".env"), Path("data/office.toml"))}
    assert Path("data/liaison.db").exists()
    assert Path(".env").stat().st_mode & 0o077 == 0, "the token will stand in it"
    Path(".env").write_text("LIAISON_LANGUAGE=en\n")
    again = liaison("init")
    assert again.code == 0
    assert "was made" not in again.out
    assert Path(".env").read_text() == "LIAISON_LANGUAGE=en\n"
    assert Path("data/office.toml").read_bytes() == made[Path("data/office.toml")]


def test_migrate_says_what_it_did(liaison: CommandLine, empty_url: str) -> None:
    liaison.set(database_url=empty_url)
    first = liaison("migrate")
    assert first.code == 0
    assert "0001" in first.out
    assert "up to date" in liaison("migrate").out


def test_postgresql_is_migrated_by_hand_only(liaison: CommandLine, databases: Databases) -> None:
    with skipping(), databases.postgresql(empty=True) as url:
        liaison.set(database_url=url, bot_token="1:x", api_base_url="http://127.0.0.1:1")
        told = liaison("run")
    assert told.code == 2
    assert "liaison migrate" in told.err


def test_tables_older_than_the_program_are_said_by_every_command(
    liaison: CommandLine, database_url: str
) -> None:
    liaison.set(database_url=database_url)
    store = Store(database_url)
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE unit RENAME COLUMN code TO former"))
    store.close()
    roster = liaison.file("roster.csv", ROSTER)
    for command in (["duty", "list"], ["duty", "run", "reminders"], ["import", "roster", roster]):
        told = liaison(*command)
        assert told.code == 2, command
        assert "tables are older than the program" in told.err
        assert "liaison migrate" in told.err


def test_an_unreachable_database_is_said_without_its_password(liaison: CommandLine) -> None:
    liaison.set(database_url="postgresql://office:geheim@127.0.0.1:1/liaison")
    for command in (["duty", "list"], ["migrate"], ["doctor"]):
        told = liaison(*command)
        assert told.code == 1, command
        assert "geheim" not in told.out + told.err


def test_run_says_in_a_line_that_its_database_cannot_be_used(liaison: CommandLine) -> None:
    liaison.set(bot_token="1:a", database_url="postgresql://office:geheim@127.0.0.1:1/liaison")
    told = liaison("run")
    assert (told.code, "geheim" in told.err) == (1, False)
    assert "The database cannot be used" in told.err
    no_database = liaison.file("letter.db", "Dear Sir or Madam, this is not a database at all.")
    liaison.set(database_url=f"sqlite:///{no_database}")
    assert "The database cannot be used" in liaison("run").err


def test_a_new_database_is_for_its_owner_only(liaison: CommandLine) -> None:
    assert liaison("init").code == 0
    assert (liaison.folder / "data" / "liaison.db").stat().st_mode & 0o077 == 0


def test_run_says_that_its_folder_cannot_be_made(liaison: CommandLine) -> None:
    liaison.set(bot_token="1:a", data_dir=liaison.file("a file", "") / "data")
    told = liaison("run")
    assert told.code == 2
    assert "LIAISON_DATA_DIR" in told.err


def test_a_setting_that_cannot_be_used_is_named(liaison: CommandLine) -> None:
    liaison.set(timezone="Mars/Olympus")
    told = liaison("duty", "list")
    assert told.code == 2
    assert "LIAISON_TIMEZONE" in told.err
    assert "Asia/Shanghai" in told.err


def test_a_rule_that_does_not_hold_is_named_with_its_line(liaison: CommandLine) -> None:
    liaison("init")
    Path("data/office.toml").write_text("[dispatch]\nprompt_day = 31\n")
    told = liaison("duty", "list")
    assert told.code == 2
    assert "line 2" in told.err


def test_run_without_a_token_says_where_to_get_one(liaison: CommandLine) -> None:
    told = liaison("run")
    assert told.code == 2
    assert "LIAISON_BOT_TOKEN" in told.err


def test_a_duty_runs_as_of_a_moment_and_twice_says_nothing_twice(liaison: CommandLine) -> None:
    liaison.filled()
    first = liaison("duty", "run", "dispatch", "--at", "2026-11-20T09:00")
    assert first.code == 0
    assert "Fri, 20 Nov, 09:00: 2." in first.out
    assert ": 0." in liaison("duty", "run", "dispatch", "--at", "2026-11-20T09:00").out
    names = [duty["name"] for duty in liaison("duty", "list", "--json").json]
    assert names[:3] == ["calendar", "leaves", "dispatch"]
    shown = liaison("duty", "list")
    assert shown.code == 0
    assert all(name in shown.out for name in names)


def test_an_unknown_duty_and_a_strange_moment(liaison: CommandLine) -> None:
    liaison("init")
    unknown = liaison("duty", "run", "tea")
    assert unknown.code == 2
    assert "reminders" in unknown.err
    strange = liaison("duty", "run", "dispatch", "--at", "noon")
    assert strange.code == 2
    assert "2026-11-20T09:00" in strange.err


def test_a_running_program_is_lean(tmp_path: Path) -> None:
    """`run` loads neither Alembic, nor a web server, nor what draws on the terminal."""
    code = (
        "import sys\nfrom bot.cli import call\n"
        "assert call(['run']) == 2\n"
        "print([one for one in ('alembic', 'uvicorn', 'typer.rich_utils') if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.stdout.strip() == "[]", done.stderr
