"""Names that try to break a view, a button or a workbook go through all of them unharmed."""

import io
import logging
from pathlib import Path

import openpyxl
import pytest

from models.store import Store
from tests.conversation import opened
from tests.handlers.everybody import everybody_of, may_all

HOSTILE = (
    "<b>bold</b> & <i>",
    '=cmd|"/c calc"!A1',
    "\u202egnp.exe\u202c 单位",
    "长" * 4000,
    "🏛️👨‍👩‍👧‍👦 {name} %s",
    "a\nb\tc\u0000d".replace("\u0000", ""),
)


async def test_hostile_names_go_through_every_view_unharmed(
    sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Every view of every button and command, with names that try to break them."""
    store = Store(sqlite_url)
    with caplog.at_level(logging.WARNING):
        async with opened(store, tmp_path) as world:
            everybody = await everybody_of(world, HOSTILE)
            await may_all(everybody)
            assert everybody.unhandled() == []
            accounts = [phone.id for phone in everybody.phones.values()]
            assert everybody.undelivered(accounts) == []
            for phone in everybody.phones.values():
                for message in await phone.chat():
                    assert len(message.text) <= 4096
                    assert "\u202e" not in message.text
                    assert "{name}" in message.text or "{" not in message.text
    store.close()
    assert [one.message for one in caplog.records if "could not be edited" in one.message] == []


async def test_hostile_names_in_the_workbook_stay_text(sqlite_url: str, tmp_path: Path) -> None:
    store = Store(sqlite_url)
    async with opened(store, tmp_path) as world:
        everybody = await everybody_of(world, HOSTILE)
        await everybody.press("clerk", f"bx:{everybody.ids['cycle']}")
        await world.settle()
        file = await everybody.phones["clerk"].last()
        assert file.media
        book = openpyxl.load_workbook(io.BytesIO(await world.door.fetch(file.media.url)))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        values = [cell.value for cell in cells]
        assert '=cmd|"/c calc"!A1' in values
        assert "<b>bold</b> & <i>" in values
        assert "长" * 120 in values
    store.close()
