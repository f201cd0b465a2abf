"""The PDF, the pictures and the Word document of a paper say the same, in the measures of 公文."""

import io
import struct
import subprocess
import sys
from zoneinfo import ZoneInfo

import docx
import pypdfium2
import pytest
import typst
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from handlers.papers import measures, press, printing
from handlers.papers.annexes import Annex, AnnexTable, Column
from handlers.papers.glyphs import Undrawable, undrawable
from handlers.papers.official import Labelled, OfficialPaper
from handlers.papers.stand_ins import MARK, drawable
from locales import translator
from tests.handlers.papers.sheets import sheet
from tests.proofs.paper_checks import pdf_faults, word_faults
from tests.proofs.slip_cases import HOSTILE

ZH = translator("zh_CN", ZoneInfo("Asia/Shanghai"))
LISTED = (Labelled("附件：1. ", "甲" * 40), Labelled("2. ", "甲" * 30))


def faults(paper: OfficialPaper) -> list[str]:
    return [*pdf_faults(printing.pdf(paper), paper), *word_faults(printing.docx(paper), paper)]


def pages(paper: OfficialPaper) -> list[str]:
    document = pypdfium2.PdfDocument(printing.pdf(paper))
    return [page.get_textpage().get_text_range() for page in document]


def word(paper: OfficialPaper) -> Document:
    return docx.Document(io.BytesIO(printing.docx(paper)))


@pytest.mark.parametrize(
    "paper",
    [
        sheet(),
        sheet(body=("字" * 900,) * 3, draft="草稿"),
        sheet(approver=Labelled("签发人：", "王建国")),
        sheet(copies=Labelled("抄送：", "市改革专项小组办公室，" * 91)),
        sheet(head=("乙" * 70, "丙" * 30), issuer="甲" * 45, title="丁" * 90, addressee="戊" * 70),
        sheet(body=(f"https://example.org/{'a' * 200}",), copies=None, printed=None),
        OfficialPaper((), "", "", "", (), (), "", "", (), None, None, ""),
    ],
    ids=["plain", "long draft", "signatory", "copies to all", "long names", "address", "empty"],
)
def test_every_text_is_on_the_paper_and_nothing_in_its_margins(paper: OfficialPaper) -> None:
    assert faults(paper) == []


def test_the_columns_of_an_annex_are_as_wide_as_they_say_for_word_and_for_libreoffice() -> None:
    columns = (Column("序号", 1), Column("单位", 3))
    annex = Annex("附件1", "清单", (AnnexTable(columns, (("1", "市财政局"),)),))
    (table,) = (one for one in word(sheet(annexes=(annex,))).tables if len(one.columns) == 2)
    assert [round(column.width.mm) for column in table.columns if column.width] == [39, 117]
    assert [round(cell.width.mm) for cell in table.rows[1].cells if cell.width] == [39, 117]


@pytest.mark.parametrize("lines", [2, 4, 6, 8])
def test_annexes_are_listed_on_the_page_of_the_signature(lines: int) -> None:
    paper = sheet(body=("正文。",) * lines, terms=(), annex_lines=LISTED, issuer="办公室落款")
    listed = [one.label + one.text for one in LISTED]
    last = "".join([page for page in pages(paper) if "正文。" in page][-1].split())
    assert all("".join(line.split()) in last for line in (*listed, "办公室落款"))
    paragraphs = {one.text: one.paragraph_format.keep_with_next for one in word(paper).paragraphs}
    assert all(paragraphs[line] for line in ("正文。", *listed))


def test_names_of_annexes_and_their_further_lines_begin_below_each_other() -> None:
    made = pypdfium2.PdfDocument(printing.pdf(sheet(annex_lines=LISTED)))
    texts = [page.get_textpage() for page in made]
    (text,) = (one for one in texts if "附件" in one.get_text_range())
    begins: dict[tuple[str, int], float] = {}
    for at in range(text.count_chars()):
        char, (left, bottom, _, _) = text.get_text_range(at, 1), text.get_charbox(at)
        begins[char, round(bottom)] = min(left, begins.get((char, round(bottom)), left))
    lefts = {kind: [x for (char, _), x in begins.items() if char == kind] for kind in "附甲."}
    margin = measures.LEFT * measures.POINTS_PER_MM
    assert lefts["附"] == [pytest.approx(margin + 2 * measures.CHARACTER, abs=2)]
    assert lefts["甲"] == [pytest.approx(lefts["甲"][0])] * 4
    assert lefts["."] == [pytest.approx(lefts["."][0])] * 2


def test_names_of_annexes_hang_in_the_word_document_as_they_do_in_the_pdf() -> None:
    shapes = [
        one.paragraph_format
        for one in word(sheet(annex_lines=LISTED)).paragraphs
        if one.text.startswith(tuple(line.label for line in LISTED))
    ]
    begins = [(shape.left_indent, shape.first_line_indent) for shape in shapes]
    characters = [[round((one or 0) / Pt(measures.CHARACTER), 1) for one in two] for two in begins]
    assert characters == [[6.5, -4.5], [6.5, -1.5]]


def test_typed_text_is_never_read_as_markup() -> None:
    paper = sheet(title=HOSTILE, body=(HOSTILE,), issuer=HOSTILE, draft=HOSTILE[:9])
    assert [one for one in faults(paper) if one.startswith("not in the file")] == []


def test_a_missing_glyph_is_refused_by_name() -> None:
    with pytest.raises(Undrawable) as refused:
        printing.preview(sheet(remarks=("𠮷㛃䶮喆堃垚✅",)))
    assert refused.value.characters == "𠮷✅"


def test_a_missing_glyph_stands_as_a_mark_that_is_explained() -> None:
    paper = sheet(remarks=("（联系人：𠮷㛃）",))
    shown = drawable(ZH, paper)
    assert shown.remarks == (
        f"（联系人：{MARK}㛃）",
        f"（{MARK}处为本文件字库未收录的字，编码U+20BB7，以Word文件为准。）",
    )
    assert list(pdf_faults(printing.pdf(shown), shown)) == []
    assert list(word_faults(printing.docx(paper), paper)) == []


def test_a_paper_with_every_glyph_is_shown_as_it_is() -> None:
    paper = sheet()
    assert drawable(ZH, paper) is paper


def test_the_setter_itself_refuses_a_missing_glyph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "undrawable", lambda _: "")
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        printing.pdf(sheet(remarks=("𠮷",)))


def test_a_missing_typeface_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    none = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    monkeypatch.setattr(press, "_fonts", lambda: none)
    with pytest.raises(RuntimeError, match="unknown font family"):
        printing.preview(sheet())


def test_what_is_not_seen_needs_no_glyph() -> None:
    assert undrawable("葛\U000e0100☎\ufe0f一\u200b二") == ""
    printing.pdf(sheet(body=("葛\U000e0100☎\ufe0f一\u200b二",)))


@pytest.mark.parametrize("lines", range(8, 14))
def test_no_page_holds_a_signature_alone(lines: int) -> None:
    paper = sheet(body=("字",) * lines, terms=(Labelled("报送时限：", "末"),), copies=None)
    (signed,) = [page for page in pages(paper) if "（联系人" in page]
    assert "末" in signed


def test_a_draft_says_so_on_every_page() -> None:
    drafted = pages(sheet(body=("字" * 900,), draft="草稿"))
    assert len(drafted) > 1
    assert all("草稿" in page for page in drafted)


def test_a_preview_is_one_picture_of_each_page() -> None:
    paper = sheet(body=("字" * 900,))
    made = printing.preview(paper)
    assert len(made) == len(pages(paper))
    assert {struct.unpack(">LL", picture[16:24]) for picture in made} == {(1191, 1684)}


def test_the_word_document_names_the_offices_typefaces() -> None:
    named = {}
    for paragraph in word(sheet()).paragraphs:
        for run in paragraph.runs:
            fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
            named[run.text] = fonts.get(qn("w:eastAsia"))
    assert named["淄川市深化改革办公室文件"] == "方正小标宋简体"
    assert named["关于2026年4月改革任务推进情况的通报"] == "方正小标宋简体"
    assert named["一、总体情况"] == named["报送时限："] == "黑体"
    assert named["（一）完成情况"] == "楷体_GB2312"
    assert named["按期完成12项。"] == named["2026年5月8日"] == "仿宋_GB2312"


def test_the_word_document_numbers_odd_and_even_pages() -> None:
    document = word(sheet())
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        (number,) = footer.paragraphs
        assert number.alignment == side
        assert number.text == "— 1 —"
        assert [one.text for one in number._element.iter(qn("w:instrText"))] == ["PAGE"]


def test_the_word_document_has_no_origin_but_the_office() -> None:
    properties = word(sheet()).core_properties
    assert (properties.author, properties.title) == (sheet().issuer, sheet().title)
    assert properties.comments == ""
    assert properties.created is None


def test_a_start_does_not_wait_for_what_draws() -> None:
    asked = "import handlers.papers.printing, handlers.papers.stand_ins, sys; print(*sys.modules)"
    done = subprocess.run((sys.executable, "-c", asked), capture_output=True, text=True, check=True)
    assert not {"typst", "docx", "lxml", "pylopdf_fonts_zh_cn"} & set(done.stdout.split())
