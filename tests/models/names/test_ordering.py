"""Lists of real names as offices print them: by the strokes of the surname, and by pinyin."""

import subprocess
import sys

import pytest

from models.names.ordering import NameOrder, people_by_name, units_by_name
from models.names.strokes import stroke_places
from models.names.surnames import DOUBLE, READINGS


def people(names: str, order: NameOrder) -> str:
    return " ".join(people_by_name(names.split(), order, str))


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ("丁小宁 王小宁", "2 strokes before 4"),
        ("王伟 贝海 毛宁 文强 孔明", "4 strokes each: 横竖撇点折"),
        ("林立 欧强", "8 strokes, both begin 横; then 竖 before 撇"),
        ("李一鸣 李大鸣", "the same surname: the given name by its strokes"),
        ("高富 高大富", "a given name of one character first"),
        ("欧强 欧阳修 欧阳少东 洪少东", "a double surname after the single one, before 洪"),
        ("刁刚 乃文", "2 strokes, both 折, then 横 (the second stroke) before 撇"),
        ("张三 陈平", "7 strokes before 7: 张 begins 折; 陈 begins 折, then 竖"),
    ],
)
def test_by_the_strokes_of_the_surname(names: str, why: str) -> None:
    shuffled = " ".join(reversed(names.split()))
    assert people(shuffled, NameOrder.STROKES) == names, why


def test_a_list_of_a_real_office() -> None:
    assert people("赵敏 钱明 孙伟 李静 王建国 周芳 吴刚 郑爽", NameOrder.STROKES) == (
        "王建国 孙伟 李静 吴刚 周芳 郑爽 赵敏 钱明"
    )


def test_by_the_pinyin_of_the_surname() -> None:
    names = "仇英 单雄信 解缙 任盈盈 曾国藩 查良镛 尉迟恭 万俟卨 区寄 王伟 Anna"
    assert people(names, NameOrder.PINYIN) == (
        "Anna 万俟卨 区寄 仇英 任盈盈 单雄信 王伟 解缙 尉迟恭 曾国藩 查良镛"
    )


def test_the_same_syllable_goes_by_tone_then_strokes() -> None:
    assert people("章邯 张三丰 张三 赵云 吕布 鲁肃 卢俊义", NameOrder.PINYIN) == (
        "卢俊义 鲁肃 吕布 张三 张三丰 章邯 赵云"
    )


def test_units_go_by_their_whole_name() -> None:
    units = ["张店区", "淄川区", "博山区", "周村区", "临淄区", "桓台县", "高青县", "沂源县"]
    assert units_by_name(units, NameOrder.PINYIN, str) == (
        ["博山区", "高青县", "桓台县", "临淄区", "沂源县", "张店区", "周村区", "淄川区"]
    )
    assert units_by_name(units, NameOrder.STROKES, str) == (
        ["沂源县", "张店区", "周村区", "临淄区", "桓台县", "高青县", "淄川区", "博山区"]
    )


@pytest.mark.parametrize("order", NameOrder)
def test_no_name_is_too_odd(order: NameOrder) -> None:
    odd = ["", " ", "王", "𠮷田", "Wang Wei", "1号", "阿·买买提", "😀", "丁丁", "\u3000"]
    assert sorted(people_by_name(odd, order, str)) == sorted(odd)
    assert sorted(units_by_name(odd, order, str)) == sorted(odd)
    rare = people_by_name(["𠮷田", "龚平", "A"], order, str)
    assert order is NameOrder.ROSTER or rare[0] == "A"


def test_the_order_of_the_roster_stays_as_it_is() -> None:
    assert people("赵敏 王伟 丁一", NameOrder.ROSTER) == "赵敏 王伟 丁一"


def test_every_surname_has_its_strokes_and_one_reading_for_each_character() -> None:
    assert len(stroke_places()) > 9_000
    surnames = [*READINGS, *DOUBLE]
    assert [one for one in surnames if not set(one) <= set(stroke_places())] == []
    assert [one for one, reading in READINGS.items() if len(one) != len(reading)] == []


def test_pinyin_is_loaded_only_when_it_is_asked_for() -> None:
    look = "import sys, models.names.ordering; print('pypinyin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
