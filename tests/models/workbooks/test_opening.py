"""A file is opened only when it is what it says and asks for no more than is fair."""

import struct
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.workbooks.archives import COMMAND_LINE, Limits
from models.workbooks.faults import Unreadable, Why
from models.workbooks.opening import Row, open_file
from tests.models.workbooks.files import (
    SHEET,
    as_bytes,
    csv,
    packed,
    plain_parts,
    sheet_xml,
    workbook,
    xlsx,
)


def rows_of(path: Path, limits: Limits = COMMAND_LINE) -> list[tuple[int, Row]]:
    return [row for sheet in open_file(path, limits) for row in sheet.rows()]


def refused(path: Path, limits: Limits = COMMAND_LINE) -> Why:
    with pytest.raises(Unreadable) as refusal:
        rows_of(path, limits)
    return refusal.value.why


def test_rows_are_numbered_as_their_owner_sees_them(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [[], ["", "标题"], [], ["", "甲", 2, 1.5]])
    assert rows_of(path) == [(2, ["标题", "", ""]), (4, ["甲", 2.0, 1.5])]
    assert open_file(path, COMMAND_LINE)[0].first_column == 2


def test_merged_cells_are_filled_down_and_across(tmp_path: Path) -> None:
    rows = [["甲", "", "x"], ["", "", "y"], ["", "", "z"], ["", "乙", ""]]
    path = xlsx(tmp_path / "a.xlsx", rows, ["A1:B3", "B4:C4"])
    filled = [row for _, row in rows_of(path)]
    assert filled == [["甲", "甲", "x"], ["甲", "甲", "y"], ["甲", "甲", "z"], ["", "乙", "乙"]]


def test_only_visible_sheets_with_cells_are_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"one": [["a"]], "empty": [], "two": [["b"]]})
    assert [sheet.name for sheet in open_file(path, COMMAND_LINE)] == ["one", "two"]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.xlsx", b"", Why.EMPTY),
        ("a.csv", b"", Why.EMPTY),
        ("a.xlsx", b"name,due\n", Why.NOT_A_WORKBOOK),
        ("a.xlsx", b"<html><table></table></html>", Why.NOT_A_WORKBOOK),
        ("a.xlsx", b"PK\x03\x04 and then nothing", Why.DAMAGED),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Why.LEGACY),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            Why.ENCRYPTED,
        ),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Why.LEGACY),
        ("a.ods", b"PK\x03\x04", Why.LEGACY),
        ("a.xlsm", b"PK\x03\x04", Why.MACROS),
        ("a.pdf", b"%PDF-1.4", Why.UNKNOWN_FORMAT),
        ("a.csv", b"PK\x03\x04\x14\x00", Why.NOT_TEXT),
        ("a.csv", b"a,b\n\x00\x01", Why.NOT_TEXT),
    ],
)
def test_a_file_that_is_not_what_it_says(tmp_path: Path, name: str, data: bytes, why: Why) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(path) is why


def test_the_name_its_owner_gave_it_counts(tmp_path: Path) -> None:
    path = csv(tmp_path / "download.bin", "a,b\n1,2\n")
    assert len(open_file(path, COMMAND_LINE, "台账.csv")) == 1


def test_a_file_of_200_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    assert refused(path) is Why.TOO_LARGE
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_another_kind_of_zip_and_macros(tmp_path: Path) -> None:
    assert refused(packed(tmp_path / "a.xlsx", {"word/document.xml": b"<a/>"})) is (
        Why.NOT_A_WORKBOOK
    )
    with_macro = plain_parts(tmp_path) | {"xl/vbaProject.bin": b"macro"}
    assert refused(packed(tmp_path / "b.xlsx", with_macro)) is Why.MACROS


def test_a_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    bomb = plain_parts(tmp_path) | {"xl/worksheets/sheet2.xml": bytes(30_000_000)}
    assert refused(packed(tmp_path / "a.xlsx", bomb)) is Why.UNPACKS_TOO_LARGE


def test_a_bomb_whose_directory_lies_is_refused_while_unpacking(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.xlsx", plain_parts(tmp_path) | {"xl/x.xml": bytes(30_000_000)})
    data = bytearray(path.read_bytes())
    data[:] = data.replace(struct.pack("<L", 30_000_000), struct.pack("<L", 100))
    path.write_bytes(data)
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("xl/x.xml").file_size == 100
    assert refused(path) is Why.UNPACKS_TOO_LARGE


def test_one_letter_in_the_last_cell_is_refused(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    spoilt = plain_parts(tmp_path) | {SHEET: sheet_xml(far)}
    assert refused(packed(tmp_path / "a.xlsx", spoilt)) is Why.SPREAD_TOO_WIDE


def test_a_far_cell_that_is_only_formatted_does_no_harm(tmp_path: Path) -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    sound = plain_parts(tmp_path) | {SHEET: sheet_xml(far)}
    assert rows_of(packed(tmp_path / "a.xlsx", sound)) == [(1, [1.0])]


def test_a_formula_counts_by_the_value_it_shows(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><f>40000+6356</f><v>46356</v></c></row>'
    sound = plain_parts(tmp_path) | {SHEET: sheet_xml(cells)}
    assert rows_of(packed(tmp_path / "a.xlsx", sound)) == [(1, [46356.0])]


def test_rows_without_references_are_counted_too(tmp_path: Path) -> None:
    wide = "<row>" + "<c><v>1</v></c>" * 3000 + "</row>" + "<row><c><v>1</v></c></row>" * 3000
    spoilt = plain_parts(tmp_path) | {SHEET: sheet_xml(wide)}
    assert refused(packed(tmp_path / "a.xlsx", spoilt)) is Why.SPREAD_TOO_WIDE


def test_one_long_text_named_by_every_cell_is_refused(tmp_path: Path) -> None:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    shared = f"<sst {main}><si><t>{'长' * 30_000}</t></si></sst>".encode()
    row = '<row r="{0}"><c r="A{0}" t="s"><v>0</v></c></row>'
    rows = "".join(row.format(number) for number in range(1, 10_000))
    spoilt = plain_parts(tmp_path) | {SHEET: sheet_xml(rows), "xl/sharedStrings.xml": shared}
    assert refused(packed(tmp_path / "a.xlsx", spoilt)) is Why.UNPACKS_TOO_LARGE


def test_texts_that_unfold_are_refused(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    spoilt = plain_parts(tmp_path) | {SHEET: laughs}
    assert refused(packed(tmp_path / "a.xlsx", spoilt)) is Why.DAMAGED


SOUND: list[bytes] = []


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_the_bytes_are_nothing_but_a_refusal_is_raised(
    tmp_path: Path, data: st.DataObject
) -> None:
    if not SOUND:
        SOUND.append(as_bytes(plain_parts(tmp_path)))
    sound = bytearray(SOUND[0])
    kind = data.draw(st.sampled_from(["garbage", "spoilt", "cut", "text", "xml"]))
    suffix = ".csv" if kind == "text" else ".xlsx"
    if kind in {"garbage", "text"}:
        sound = bytearray(data.draw(st.binary(max_size=400)))
    elif kind == "spoilt":
        for _ in range(data.draw(st.integers(1, 8))):
            sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    elif kind == "cut":
        del sound[data.draw(st.integers(0, len(sound))) :]
    else:
        cells = data.draw(st.text(alphabet='<>/"=crvtsi is0123456789ABX &;-', max_size=80))
        sound = bytearray(as_bytes(plain_parts(tmp_path) | {SHEET: sheet_xml(cells)}))
    path = tmp_path / f"a{suffix}"
    path.write_bytes(sound)
    with suppress(Unreadable):
        rows_of(path)
