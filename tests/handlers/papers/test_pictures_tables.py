"""What a unit's card, the board and the year's table say, and what they leave out."""

from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from handlers.papers.pictures.board import BoardMonth, CohortRows, Row, board_photos, board_picture
from handlers.papers.pictures.card import Loss, Part, UnitMonth, card_picture
from handlers.papers.pictures.chart import chart
from handlers.papers.pictures.signs import sign
from handlers.papers.pictures.standings import Standing
from handlers.papers.pictures.year import CohortYear, UnitYear, year_photos, year_picture
from locales import translator
from models.dispatch.board import Standing as Answer
from models.matters.ledger import Light
from models.units import Cohort

ZH = translator("zh_CN", ZoneInfo("Asia/Shanghai"))

CARD = UnitMonth(
    month="2026-11",
    cohort=Cohort.DISTRICT,
    standing=Standing("临泉区", Decimal("94.44"), 1, last_rank=3),
    ranked=4,
    parts=(Part("进度", Decimal("95.555"), Decimal(80)), Part("质量", None, Decimal(70))),
    months=(("2026-10", None), ("2026-11", Decimal("94.44"))),
    lights={Light.GREEN: 3, Light.RED: 1},
    losses=[Loss(Decimal(at), f"第{at}项") for at in (1, 4, 2, 3)],
)


def test_a_card_tells_score_place_and_change() -> None:
    figures = card_picture(ZH, CARD).figures
    assert [(one.value, one.label, one.change.text) for one in figures] == [
        ("94.44", "得分", ""),
        ("1", "名次（共4个）", "▲2"),
        ("0", "加分", ""),
        ("0", "扣分", ""),
    ]


def test_a_card_says_nothing_of_places_where_the_office_shows_none() -> None:
    figures = card_picture(ZH, replace(CARD, ranked=0)).figures
    assert [one.label for one in figures] == ["得分", "加分", "扣分"]


def test_a_part_without_items_says_so() -> None:
    progress, quality = card_picture(ZH, CARD).parts
    assert (progress.figures, progress.mean) == ("95.56", 80.0)
    assert (quality.value, quality.figures) == (None, "无事项")


def test_a_card_has_the_three_heaviest_losses_and_the_lights_from_red() -> None:
    picture = card_picture(ZH, CARD)
    assert picture.losses == (("−4.00", "第4项"), ("−3.00", "第3项"), ("−2.00", "第2项"))
    assert [(one.sign.light, one.count) for one in picture.lights] == [("red", 1), ("green", 3)]


def test_a_card_without_a_score_keeps_its_months() -> None:
    picture = card_picture(ZH, replace(CARD, standing=Standing("临泉区")))
    assert picture.empty == "2026年11月没有可计分的事项。"
    assert (picture.figures, picture.parts) == ((), ())
    assert [one.month for one in picture.chart.points] == ["10", "11"]


def test_the_line_has_gaps_and_names_its_ends() -> None:
    scores = [Decimal(80), None, Decimal(62), Decimal(97), Decimal(90)]
    line = chart([(f"2026-{at:02d}", score) for at, score in enumerate(scores, 1)])
    assert [point.label for point in line.points] == ["", "", "62.00", "97.00", "90.00"]
    assert [point.height is None for point in line.points] == [False, True, False, False, False]
    assert [point.below for point in line.points] == [False, False, True, False, True]
    assert (line.grid[0].label, line.grid[-1].label) == ("100", "50")
    assert all(0 <= point.height <= 1 for point in line.points if point.height is not None)


@pytest.mark.parametrize("least", ["0", "3", "41.5", "60", "99.99", "100"])
@pytest.mark.parametrize("most", ["0", "35", "71", "100"])
def test_the_scale_holds_every_score_and_ends_in_lines(least: str, most: str) -> None:
    line = chart([("2026-10", Decimal(least)), ("2026-11", Decimal(most))])
    heights = [point.height for point in line.points if point.height is not None]
    assert len(heights) == 2
    assert all(0 <= height <= 1 for height in heights)
    assert (line.grid[0].height, line.grid[-1].height) == (1, 0)
    assert 3 <= len(line.grid) <= 6


def rows(count: int) -> tuple[Row, ...]:
    cells = (sign(Light.RED, Answer.LATE), sign(Light.GREEN, Answer.ON_TIME))
    return tuple(Row(f"单位{at}", cells) for at in range(count))


BOARD = BoardMonth(
    "2026-11",
    ("10", "11"),
    (CohortRows(Cohort.DISTRICT, rows(11)), CohortRows(Cohort.DEPARTMENT, rows(91))),
)


def test_the_board_is_one_file_and_a_photo_of_each_cohort() -> None:
    whole = board_picture(ZH, BOARD)
    assert [(one.heading, len(one.rows)) for one in whole.sections] == [
        ("区县", 11),
        ("市直部门", 91),
    ]
    photos = board_photos(ZH, BOARD)
    assert [sum(len(one.rows) for one in photo.sections) for photo in photos] == [11, 46, 45]
    assert [photo.split for photo in photos] == [1, 2, 2]
    departments = "2026年11月改革任务看板：市直部门"
    assert [(photo.title, photo.caption) for photo in photos] == [
        ("2026年11月改革任务看板：区县", "11个单位"),
        (f"{departments} (1/2)", "91个单位"),
        (f"{departments} (2/2)", "91个单位"),
    ]


def test_the_board_explains_only_what_is_on_it() -> None:
    assert [one.words for one in board_picture(ZH, BOARD).legend] == [
        "红灯：逾期",
        "绿灯：正常推进",
        "迟报",
    ]
    bare = replace(
        BOARD, cohorts=(CohortRows(Cohort.ZONE, (Row("甲", (sign(None, Answer.ON_TIME),)),)),)
    )
    assert [one.words for one in board_picture(ZH, bare).legend] == ["按时报送"]


def test_a_year_shows_what_is_not_there_as_a_dash() -> None:
    months = (Decimal(100), Decimal("88.005"), *(None,) * 10)
    unit = UnitYear("临泉区", months, Decimal("94"), None, None, None)
    (row,) = year_picture(ZH, CohortYear(2026, Cohort.DISTRICT, (unit,))).rows
    assert [cell.text for cell in row.months] == ["100", "88.01", *["–"] * 10]
    assert (row.results, row.rank) == (("94.00", "–", "–"), "–")
    assert row.months[0].tint == 1


def test_a_long_year_is_several_photos() -> None:
    units = tuple(UnitYear(f"单位{at}", (Decimal(80),) * 12) for at in range(67))
    photos = year_photos(year_picture(ZH, CohortYear(2026, Cohort.DEPARTMENT, units)))
    assert [len(photo.rows) for photo in photos] == [23, 23, 21]
    assert photos[2].title.endswith("(3/3)")


def test_an_empty_month_or_year_says_so() -> None:
    board = BoardMonth("2026-11", (), (CohortRows(Cohort.ZONE, ()),))
    assert board_picture(ZH, board).empty == "2026年11月没有开展调度。"
    assert [one.empty for one in board_photos(ZH, board)] == ["2026年11月没有开展调度。"]
    nothing = (UnitYear("临泉区", (None,) * 12),)
    year = year_picture(ZH, CohortYear(2026, Cohort.ZONE, nothing))
    assert (year.empty, year.rows) == ("2026年还没有计分的月份。", ())
