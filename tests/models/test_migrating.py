"""The steps lead from nothing to exactly the tables of this version, on both databases."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, NullPool, create_engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from models import migrating
from models.migrating import current, metadata, pending, upgrade
from tests.waiting import PATIENCE

FAULTY = """
from alembic import op
import sqlalchemy as sa
revision = "9999"
down_revision = {last!r}
def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("SELECT no_such_column FROM half")
"""


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    with create_engine(url, poolclass=NullPool).connect() as connection:
        yield connection


def tables(url: str) -> set[str]:
    with connected(url) as connection:
        return set(inspect(connection).get_table_names())


def test_the_steps_lead_to_the_tables_of_this_version(empty_url: str) -> None:
    upgrade(empty_url)
    with connected(empty_url) as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, metadata())
    assert differences == [], "the tables changed: draft a step (see the page for contributors)"


def test_an_upgraded_database_has_nothing_pending(empty_url: str) -> None:
    assert current(empty_url) is None
    steps = pending(empty_url)
    assert steps
    upgrade(empty_url)
    assert current(empty_url) == steps[-1]
    assert pending(empty_url) == []


def test_upgrading_again_changes_nothing(empty_url: str) -> None:
    upgrade(empty_url)
    before = tables(empty_url)
    upgrade(empty_url)
    assert tables(empty_url) == before == {*metadata().tables, "alembic_version"}


def test_a_failing_step_leaves_nothing_half_done(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = pending(empty_url)[-1]
    shutil.copytree(migrating.MIGRATIONS, tmp_path / "steps")
    (tmp_path / "steps" / "versions" / "faulty.py").write_text(FAULTY.format(last=last))
    monkeypatch.setattr(migrating, "MIGRATIONS", tmp_path / "steps")
    with pytest.raises(SQLAlchemyError, match="no_such_column"):
        upgrade(empty_url)
    assert tables(empty_url) == set()


def test_two_programs_that_start_together_both_succeed(empty_url: str) -> None:
    program = f"from models.migrating import upgrade; upgrade({empty_url!r})"
    command = (sys.executable, "-c", program)
    started = [subprocess.Popen(command, cwd=migrating.HOME.parent) for _ in range(2)]
    assert [one.wait(timeout=PATIENCE) for one in started] == [0, 0]
    assert pending(empty_url) == []
