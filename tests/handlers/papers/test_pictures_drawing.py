"""The pictures as files: their pixels, their words, and what no typeface has."""

import struct
import subprocess
import sys
from dataclasses import replace
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from handlers.papers.glyphs import Undrawable, undrawable
from handlers.papers.pictures import drawing
from handlers.papers.pictures.bands import bands_picture
from handlers.papers.pictures.board import board_picture
from handlers.papers.pictures.brief import brief_picture
from handlers.papers.pictures.card import card_picture
from handlers.papers.pictures.picture import Picture
from handlers.papers.pictures.place import place_picture
from handlers.papers.pictures.ranking import RankingPicture, ranking_photos, ranking_picture
from handlers.papers.pictures.year import year_picture
from locales import LANGUAGES, catalogue, translator
from tests.proofs import picture_checks
from tests.proofs.brief_papers import cases
from tests.proofs.month_cases import Case, bands, cohort_month
from tests.proofs.month_tables import cohort_year, matters_board, months_board, unit_month
from tests.proofs.slip_cases import HOSTILE

ZH = translator("zh_CN", ZoneInfo("Asia/Shanghai"))
PLAIN = ("zh_CN", 11, Case.PLAIN)


def ranking() -> RankingPicture:
    return ranking_picture(ZH, cohort_month(*PLAIN))


def pictures() -> list[Picture]:
    month = cohort_month(*PLAIN)
    return [
        ranking(),
        bands_picture(ZH, month, bands("zh_CN")),
        place_picture(ZH, month),
        card_picture(ZH, unit_month(*PLAIN)),
        *(brief_picture(ZH, one) for _, one in list(cases(ZH))[:5]),
        board_picture(ZH, months_board(*PLAIN)),
        board_picture(ZH, matters_board(*PLAIN)),
        year_picture(ZH, cohort_year(*PLAIN)),
    ]


@pytest.mark.parametrize("picture", pictures(), ids=lambda one: one.template)
def test_a_picture_is_as_wide_as_a_phone_likes_and_has_its_title(picture: Picture) -> None:
    assert list(picture_checks.photo_faults(drawing.png(picture), picture)) == []
    made = drawing.pdf(picture)
    assert list(picture_checks.file_faults(made)) == []
    assert list(picture_checks.missing([picture.title], picture_checks.words(made))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_typefaces_have_every_character_of_every_catalogue(language: str) -> None:
    said = [message.string for message in catalogue.kept(language) if message.id]
    text = "".join(part for one in said for part in ([one] if isinstance(one, str) else one or ()))
    assert undrawable("".join(letter for letter in text if letter.isalnum())) == ""


@pytest.mark.parametrize("picture", pictures(), ids=lambda one: one.template)
def test_words_stand_in_place_of_nothing(picture: Picture) -> None:
    empty = replace(picture, empty="本月没有。")
    assert "本月没有。" in picture_checks.words(drawing.pdf(empty))


def test_every_unit_is_on_the_file() -> None:
    names = [one.name for one in cohort_month("en", 67, Case.LONG).units]
    whole = drawing.drawable(ZH, ranking_picture(ZH, cohort_month("en", 67, Case.LONG)))
    assert list(picture_checks.missing(names, picture_checks.words(drawing.pdf(whole)))) == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_full_photo_has_every_name_to_its_end(language: str) -> None:
    month = cohort_month(language, 67, Case.PLAIN)
    (photo,) = ranking_photos(ranking_picture(ZH, month))
    said = picture_checks.words(drawing.pdf(photo))
    assert list(picture_checks.missing([one.name for one in month.units], said)) == []
    assert "…" not in said
    assert list(picture_checks.photo_faults(drawing.png(photo), photo)) == []


def quoted(empty: str) -> float:
    """How wide a title with quotation marks is drawn, in points, on a picture that says so much."""
    picture = replace(place_picture(ZH, cohort_month(*PLAIN)), title="a“b”c", empty=empty)
    page = pypdfium2.PdfDocument(drawing.pdf(replace(picture, caption="")))[0].get_textpage()
    at = page.get_text_range().index("a“b”c")
    return float(page.get_charbox(at + 4)[2] - page.get_charbox(at)[0])


def test_quotation_marks_are_full_width_among_chinese_only() -> None:
    assert quoted("Nothing was to be scored in the whole of this long month. " * 9) < 60
    assert quoted("本月没有。") > 70


def test_typed_text_is_never_read_as_markup() -> None:
    whole = ranking()
    hostile = replace(whole, bars=(replace(whole.bars[0], name=HOSTILE), *whole.bars[1:]))
    said = picture_checks.words(drawing.pdf(hostile))
    assert list(picture_checks.missing([HOSTILE], said)) == []


def test_a_missing_glyph_is_refused_by_name() -> None:
    with pytest.raises(Undrawable) as refused:
        drawing.png(replace(ranking(), title="𠮷✅排名"))
    assert refused.value.characters == "𠮷✅"


def test_a_missing_glyph_stands_as_a_mark_that_is_explained() -> None:
    whole = ranking()
    rare = replace(whole, bars=(replace(whole.bars[0], name="𠮷县"), *whole.bars[1:]))
    shown = drawing.drawable(ZH, rare)
    assert shown.bars[0].name == "〓县"
    assert shown.remarks == ("（〓处为图片字库未收录的字，编码U+20BB7。）",)
    drawing.png(shown)


def test_a_picture_with_every_glyph_is_shown_as_it_is() -> None:
    whole = ranking()
    assert drawing.drawable(ZH, whole) is whole


def test_the_same_picture_is_the_same_file() -> None:
    first = drawing.png(ranking())
    assert first == drawing.png(ranking())
    assert struct.unpack(">L", first[16:20]) == (1280,)


def test_a_start_does_not_wait_for_what_draws() -> None:
    asked = "import handlers.papers.pictures.drawing, sys; print(*sys.modules)"
    done = subprocess.run((sys.executable, "-c", asked), capture_output=True, text=True, check=True)
    assert not {"typst", "pylopdf_fonts_zh_cn"} & set(done.stdout.split())
