"""`liaison export circular`: the month's circular as a file."""

import io

import docx

from models.store import Store
from tests.bot.command_line import CommandLine, liaison
from tests.models.circulars.month import City, found

__all__ = ["liaison"]


def drafted(liaison: CommandLine) -> None:
    """An installation whose November has a circular, still a draft."""
    assert liaison("init").code == 0
    store = Store(f"sqlite:///{liaison.folder / 'data' / 'liaison.db'}")
    city: City = found(store)
    city.score()
    with store.transaction() as session:
        city.draft(session)
    store.close()


def test_it_is_written_as_word_and_as_pdf(liaison: CommandLine) -> None:
    drafted(liaison)
    told = liaison("export", "circular", "--month", "2026-11", "--out", "a.docx", "--office", "O")
    assert told.code == 0, told.err
    document = docx.Document(io.BytesIO((liaison.folder / "a.docx").read_bytes()))
    assert any("现将有关情况通报如下。" in one.text for one in document.paragraphs)
    assert "2026-901 Reform 2026-901" in [
        cell.text for row in document.tables[0].rows for cell in row.cells
    ]
    told = liaison("export", "circular", "--month", "2026-11", "--out", "a.pdf", "--office", "O")
    assert told.code == 0, told.err
    assert (liaison.folder / "a.pdf").read_bytes().startswith(b"%PDF")


def test_what_there_is_not_is_said(liaison: CommandLine) -> None:
    drafted(liaison)
    told = liaison("export", "circular", "--month", "2026-10", "--office", "O")
    assert (told.code, "There is no circular of 2026-10." in told.err) == (1, True)
    told = liaison("export", "circular", "--month", "2026-11", "--out", "a.txt")
    assert (told.code, "must end in .docx or .pdf" in told.err) == (2, True)
