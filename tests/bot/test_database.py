"""The database before the program runs: made or brought up to date, or a word what to do."""

from pathlib import Path

import pytest

from bot.database import newest_step, prepare, step_taken
from bot.settings import SettingsError, load
from tests.databases import Databases


def test_a_sqlite_database_is_made_with_its_folder(tmp_path: Path) -> None:
    settings = load(_env_file=None, data_dir=tmp_path / "new" / "folder")
    prepare(settings)
    assert step_taken(settings.database) == newest_step()
    prepare(settings)


def test_a_database_of_this_version_does_not_need_the_slow_library(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_url: str) -> None:
        raise AssertionError("nothing is missing")

    monkeypatch.setattr("models.migrating.upgrade", refuse)
    prepare(load(_env_file=None, database_url=database_url))


def test_a_postgresql_database_is_changed_by_the_operator_only(
    postgresql_url: str, databases: Databases
) -> None:
    assert step_taken(postgresql_url) == newest_step()
    with databases.postgresql(empty=True) as url:
        with pytest.raises(SettingsError, match="liaison migrate"):
            prepare(load(_env_file=None, database_url=url))
        assert step_taken(url) is None
