"""What the ranking pictures say: places, changes, bands, the own place, who stands apart."""

from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from handlers.papers.pictures.bands import Band, bands_photo, bands_picture
from handlers.papers.pictures.place import place_picture
from handlers.papers.pictures.ranking import ranking_photos, ranking_picture
from handlers.papers.pictures.standings import CohortMonth, Standing, change
from locales import translator
from models.units import Cohort

ZH = translator("zh_CN", ZoneInfo("Asia/Shanghai"))
EN = translator("en", ZoneInfo("Asia/Shanghai"))


def ranked(
    name: str, total: str, rank: int, last: int | None = None, position: int = 0
) -> Standing:
    score = Decimal(total)
    return Standing(name, score, rank, (score,), last_rank=last, position=position)


MONTH = CohortMonth(
    "2026-11",
    Cohort.DISTRICT,
    ("进度",),
    (
        ranked("临泉区", "94.44", 1, last=3, position=2),
        ranked("东屏区", "90", 2, last=1, position=3),
        ranked("望岱区", "90", 2, last=2, position=0),
        replace(ranked("青渡区", "71.5", 4, position=1), own=True),
        Standing("白芷区", Decimal("88")),
        Standing("云门县"),
    ),
)
EMPTY = replace(MONTH, units=(Standing("临泉区", own=True), Standing("东屏区")))


def test_a_ranking_has_its_month_cohort_count_and_mean() -> None:
    picture = ranking_picture(ZH, MONTH)
    assert picture.title == "2026年11月区县改革工作排名"
    assert picture.caption == "参加排名4个单位 · 平均分86.49"
    assert picture.empty == ""


def test_equal_units_share_a_place_and_the_next_is_skipped() -> None:
    picture = ranking_picture(ZH, MONTH)
    assert [(bar.rank, bar.total) for bar in picture.bars] == [
        ("1", "94.44"),
        ("2", "90.00"),
        ("2", "90.00"),
        ("4", "71.50"),
    ]


def test_changes_are_signs_with_figures() -> None:
    picture = ranking_picture(ZH, MONTH)
    assert [bar.change.text for bar in picture.bars] == ["▲2", "▼1", "＝", "新"]
    assert change(EN, 4, None).text == "new"


def test_nothing_is_compared_in_the_first_month() -> None:
    first = [replace(one, last_rank=None) for one in MONTH.units]
    picture = ranking_picture(ZH, replace(MONTH, units=tuple(first)))
    assert {bar.change.text for bar in picture.bars} == {""}


def test_units_without_a_place_stand_apart() -> None:
    few, none = ranking_picture(ZH, MONTH).apart
    assert [(one.name, one.note) for one in few.entries] == [("白芷区", "88.00")]
    assert [(one.name, one.note) for one in none.entries] == [("云门县", "")]


def test_bonus_and_deduction_are_told_in_figures() -> None:
    one = replace(MONTH.units[0], bonus=Decimal("0.5"), deduction=Decimal(1))
    (bar,) = ranking_picture(ZH, replace(MONTH, units=(one,))).bars
    assert bar.adjustments == ("+0.50", "−1.00")


@pytest.mark.parametrize(
    ("count", "most", "pages", "columns"),
    [(11, 72, 1, 1), (67, 72, 1, 2), (91, 72, 2, 2), (67, 16, 5, 1)],
)
def test_photos_hold_every_unit_once(count: int, most: int, pages: int, columns: int) -> None:
    units = tuple(ranked(f"单位{at}", "80", at) for at in range(1, count + 1))
    whole = ranking_picture(ZH, replace(MONTH, units=(*units, Standing("云门县"))))
    photos = ranking_photos(whole, most)
    assert len(photos) == pages
    assert {photo.columns for photo in photos} == {columns}
    assert [bar.name for photo in photos for bar in photo.bars] == [one.name for one in units]
    assert [len(photo.apart) for photo in photos] == [0] * (pages - 1) + [1]


def test_long_names_stand_on_more_photos() -> None:
    units = tuple(ranked(f"{'Office ' * 12}{at}", "80", at) for at in range(1, 68))
    photos = ranking_photos(ranking_picture(EN, replace(MONTH, units=units)))
    assert [len(photo.bars) for photo in photos] == [23, 23, 21]


def test_an_empty_month_says_so() -> None:
    assert ranking_picture(ZH, EMPTY).empty == "2026年11月没有可计分的事项。"
    assert ranking_picture(EN, EMPTY).apart == ()
    assert bands_picture(ZH, EMPTY, BANDS).empty
    assert place_picture(EN, EMPTY).empty == "临泉区 had nothing to be scored in November 2026."


def test_who_is_scored_but_not_ranked_makes_no_ranking() -> None:
    picture = ranking_picture(ZH, replace(MONTH, units=MONTH.units[4:]))
    assert picture.empty == "2026年11月没有参与排名的单位。"
    assert [len(one.entries) for one in picture.apart] == [1, 1]


BANDS = [Band("优秀", Decimal(90)), Band("一般", Decimal(0)), Band("良好", Decimal("80.5"))]


def test_bands_go_down_by_threshold_and_inside_by_the_roster() -> None:
    best, good, fair = bands_picture(ZH, MONTH, BANDS).bands
    assert [one.name for one in best.entries] == ["望岱区", "临泉区", "东屏区"]
    assert (best.range, best.count) == ("90分及以上", "3个单位")
    assert (good.range, good.entries) == ("80.5分至不足90分", ())
    assert [one.name for one in fair.entries] == ["青渡区"]
    assert fair.range == "80.5分以下"


def test_bands_tell_no_score() -> None:
    picture = bands_picture(ZH, MONTH, BANDS)
    notes = [one.note for apart in picture.apart for one in apart.entries]
    assert notes == ["", ""]
    assert "94.44" not in repr(picture)


def test_many_names_take_one_line_on_the_photo() -> None:
    units = tuple(ranked(f"单位{at}", "80", at) for at in range(1, 68))
    whole = bands_picture(ZH, replace(MONTH, units=units), BANDS)
    assert (whole.lines, bands_photo(whole).lines) == (5, 1)
    assert bands_photo(bands_picture(ZH, MONTH, BANDS)).lines == 5


def test_the_own_place_names_nobody_else() -> None:
    picture = place_picture(ZH, MONTH)
    assert (picture.name, picture.place, picture.total) == ("青渡区", "第4名（共4个单位）", "71.50")
    assert [column.own for column in picture.columns] == [False, False, False, True]
    assert not any(one.name in repr(picture) for one in MONTH.units if not one.own)


def test_the_own_place_of_a_unit_with_too_few_items() -> None:
    units = tuple(replace(one, own=one.name == "白芷区") for one in MONTH.units)
    picture = place_picture(ZH, replace(MONTH, units=units))
    assert picture.empty == "白芷区2026年11月得分88.00，事项数不足，不参与排名。"
    assert picture.columns == ()
