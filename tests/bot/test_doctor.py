"""The examination: what is well is said to be, each fault with what to do, and never a secret."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import SteppedClock
from bot.doctor import TITLES, State, examine
from bot.doctor.finding import Patient
from bot.settings import load
from locales import translator
from models import vitals
from models.store import Store
from tests.bot.command_line import CommandLine, liaison
from tests.bot.ward import (
    LONG_AGO,
    NOBODY,
    NOW,
    TOKEN,
    UNEXAMINED,
    Ward,
    backed_up,
    small_ward,
    ward,
)
from tests.conversation import opened as running
from tests.waiting import until

__all__ = ["liaison", "small_ward", "ward"]


async def test_a_sound_installation_is_well_in_every_point(ward: Ward) -> None:
    findings = await ward.findings()
    faults = [one for one in findings if one.state is not State.OK]
    assert faults == []
    assert {one.name for one in findings} == set(TITLES)
    assert json.loads(json.dumps([one.plain() for one in findings]))[0] == {
        "name": "settings",
        "state": "ok",
        "seen": "The settings can be read.",
        "to_do": "",
    }


async def test_files_of_no_office_and_numbers_of_two_are_said(small_ward: Ward) -> None:
    offices = small_ward.home / "offices"
    (offices / "DO.toml").rename(offices / "XX.toml")
    said = [one.seen for one in await small_ward.findings() if one.name == "office_codes"]
    assert said == [
        "No office in the roster has the code XX.",
        "These offices would print the same numbers: O, DO.",
    ]
    (offices / "XX.toml").write_text("[dispatch]\nprompt_day = 31\n", encoding="utf-8")
    found = await small_ward.found()
    assert found["office_files"].state is State.WRONG
    assert "XX.toml line 2" in found["office_files"].seen


async def test_every_check_runs_though_another_breaks_off(
    small_ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(TOKEN)

    monkeypatch.setattr(vitals, "stuck_counts", broken)
    monkeypatch.setattr("bot.doctor.machine.shutil.disk_usage", broken)
    found = await small_ward.found()
    wrong = [name for name, one in found.items() if one.state is State.WRONG]
    assert wrong == ["updates", "disk"]
    assert "ValueError at" in found["updates"].seen
    assert TOKEN not in repr(found)
    assert set(found) == set(TITLES)


def test_what_others_say_is_told_without_our_secrets() -> None:
    database, proxy = "postgresql://office:geheim@h/d", "http://u:secret@p:1"
    settings = load(_env_file=None, bot_token=TOKEN, database_url=database, proxy=proxy)
    patient = Patient(settings, translator("en", settings.timezone), SteppedClock(NOW))
    said = patient.wrong("way_in", f"{TOKEN} {database} {proxy} geheim secret", "").seen
    assert said == "*** *** *** *** ***"


async def test_a_faulty_scheme_file_is_told_with_its_line(small_ward: Ward) -> None:
    (small_ward.home / "scheme.toml").write_text("[progress]\nlaet = 1\n")
    found = await small_ward.found()
    assert found["scheme_file"].state is State.WRONG
    assert "no such setting" in found["scheme_file"].seen
    assert found["calendar"].state is not State.WRONG


async def test_a_faulty_office_file_is_told_with_its_line(small_ward: Ward) -> None:
    (small_ward.home / "office.toml").write_text("[dispatch]\nprompt_day = 31\n")
    found = await small_ward.found()
    assert found["office_file"].state is State.WRONG
    assert "line 2" in found["office_file"].seen
    assert UNEXAMINED in found["calendar"].seen
    assert found["telegram"].state is State.OK


@pytest.mark.parametrize(
    ("published", "at", "state", "said"),
    [
        ("[]", datetime(2026, 10, 31, tzinfo=UTC), State.OK, "2026 are known"),
        ("[]", datetime(2026, 11, 1, tzinfo=UTC), State.WARNING, "2027 are not known"),
        ("[2027]", datetime(2026, 11, 1, tzinfo=UTC), State.OK, "2027 are known"),
        ("[]", datetime(2027, 1, 1, tzinfo=UTC), State.WRONG, "2027 are not known"),
        # It is still October in UTC, but not any more in the office.
        ("[]", datetime(2026, 10, 31, 17, tzinfo=UTC), State.WARNING, "2027 are not known"),
    ],
)
async def test_a_year_that_is_not_announced(
    tmp_path: Path, published: str, at: datetime, state: State, said: str
) -> None:
    (tmp_path / "office.toml").write_text(f"[calendar]\npublished_years = {published}\n")
    settings = load(_env_file=None, data_dir=tmp_path, language="en")
    found = {one.name: one for one in await examine(settings, clock=SteppedClock(at))}
    assert found["calendar"].state is state
    assert said in found["calendar"].seen
    if state is not State.OK:
        assert "published_years" in found["calendar"].to_do
        assert "office.toml" in found["calendar"].to_do


async def test_whether_the_program_runs(small_ward: Ward) -> None:
    async def program(**settings: object) -> tuple[State, str]:
        found = (await small_ward.found(api_base_url=NOBODY, **settings))["program"]
        return found.state, found.seen + found.to_do

    assert (await program())[0] is State.OK
    small_ward.alive(heard=NOW - LONG_AGO)
    deaf = await program()
    assert deaf[0] is State.WRONG
    assert "09:50" in deaf[1]
    small_ward.alive(heard=None)
    early = await program()
    assert early[0] is State.WARNING
    assert "in a minute" in early[1]
    small_ward.alive(at=NOW - LONG_AGO)
    hanging = await program()
    assert hanging[0] is State.WRONG
    assert "hangs" in hanging[1]
    small_ward.health.write_text("no JSON")
    assert "hangs" in (await program())[1]
    small_ward.health.unlink()
    gone = await program()
    assert gone[0] is State.WARNING
    assert "liaison run" in gone[1]
    assert "LIAISON_HEALTH_FILE" in (await program(health_file=None))[1]


async def test_room_on_the_disk(small_ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, state in ((5_000, State.OK), (900, State.WARNING), (100, State.WRONG)):
        monkeypatch.setattr(
            "bot.doctor.machine.shutil.disk_usage", lambda _, free=free: _Usage(free * 1_000_000)
        )
        found = (await small_ward.found())["disk"]
        assert found.state is state
        assert str(small_ward.home) in found.seen
    gone = (await small_ward.found(data_dir=small_ward.home / "nowhere"))["disk"]
    assert gone.state is State.WRONG
    assert "liaison init" in gone.to_do


class _Usage:
    def __init__(self, free: int) -> None:
        self.free = free


async def test_how_old_the_last_backup_is(small_ward: Ward) -> None:
    backed_up(small_ward, NOW - timedelta(days=8))
    old = (await small_ward.found())["backups"]
    assert old.state is State.WARNING
    assert "11 Nov" in old.seen
    assert "liaison backup" in old.to_do
    for path in (small_ward.home / "backups").iterdir():
        path.rename(path.with_suffix(".part"))
    assert (await small_ward.found())["backups"].seen.startswith("There is no backup")


async def test_the_words_are_the_operator_s(small_ward: Ward) -> None:
    settings = load(**(small_ward.given | {"language": "zh_CN"}))
    found = await examine(settings, clock=SteppedClock(NOW))
    assert found[0].seen == "设置可以读取。"


def test_the_command_says_it_all_and_exits_with_1_if_something_is_wrong(
    liaison: CommandLine,
) -> None:
    told = liaison("doctor")
    assert told.code == 1
    assert "✗ Token: No token is set.\n  → Get one from BotFather" in told.out
    rows = liaison("doctor", "--json").json
    assert {row["name"] for row in rows} == set(TITLES)
    liaison.set(proxy="ftp://x")
    faulty = liaison("doctor", "--json")
    assert faulty.code == 1
    assert [(row["name"], row["state"]) for row in faulty.json] == [("settings", "wrong")]
    assert "LIAISON_PROXY" in faulty.json[0]["seen"]


async def test_a_program_that_runs_is_found_alive_and_is_not_disturbed(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.health.EVERY", 0.02)
    store, health = Store(sqlite_url), tmp_path / "health.json"
    async with running(store, tmp_path, NOW, health_file=health) as world:
        await (await world.person("Anna")).send("/start")
        await world.settle()
        await until(lambda: health.exists() and '"telegram_at": "' in health.read_text())
        before = len(await world.door.journal())
        words = translator("en", world.app.settings.timezone)
        findings = await examine(world.app.settings, words, world.clock)
        calls = [one["method"] for one in (await world.door.journal())[before:]]
    store.close()
    found = {one.name: one for one in findings}
    assert found["program"].seen == "The program runs."
    assert found["way_in"].seen == "Updates are asked for (polling)."
    assert found["tables"].state is found["sending"].state is State.OK
    assert calls == ["getMe", "getWebhookInfo"]
