"""Word files that somebody sends: read without trust, refused with a reason."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml

from models.circulars.word_files import LIMITS, read_word
from models.workbooks.faults import Unreadable, Why

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_parts(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same zip with its parts changed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


def why(content: bytes) -> Why:
    with pytest.raises(Unreadable) as refused:
        read_word(content)
    return refused.value.why


def test_paragraphs_and_cells_are_read_apart() -> None:
    document = docx.Document()
    document.add_paragraph("一、总体情况")
    document.add_table(1, 2).rows[0].cells[1].text = "95.5"
    document.add_paragraph("特此通报。")
    target = io.BytesIO()
    document.save(target)
    text = read_word(target.getvalue())
    assert text.paragraphs == ("一、总体情况", "特此通报。")
    assert text.cells == ("", "95.5")


def test_tracked_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("共")
    for xml in (
        f'<w:del xmlns:w="{W}"><w:r><w:delText>三</w:delText></w:r></w:del>',
        f'<w:ins xmlns:w="{W}"><w:r><w:t>四</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(xml))
    paragraph.add_run("项")
    target = io.BytesIO()
    document.save(target)
    assert read_word(target.getvalue()).paragraphs == ("共四项",)


def test_macros_are_refused() -> None:
    target = io.BytesIO(word_file("a"))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert why(target.getvalue()) is Why.MACROS


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    target = io.BytesIO(word_file("a"))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.xml", b"<a>" + b" " * (LIMITS.unpacked_bytes + 1))
    assert why(target.getvalue()) is Why.UNPACKS_TOO_LARGE


def test_outer_entities_are_refused() -> None:
    def outer(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        doctype = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        head, _, rest = part.partition(b"?>")
        return head + b"?>" + doctype + rest.replace(b"<w:t>a", b"<w:t>&x;")

    assert why(with_parts(word_file("a"), outer)) is Why.DAMAGED


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Why.EMPTY),
        (b"PK nothing", Why.DAMAGED),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, Why.LEGACY),
        (b"0" * (LIMITS.file_bytes + 1), Why.TOO_LARGE),
    ],
)
def test_what_is_no_word_file_is_refused(content: bytes, reason: Why) -> None:
    assert why(content) is reason


def test_another_kind_of_zip_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    assert why(target.getvalue()) is Why.UNKNOWN_FORMAT
