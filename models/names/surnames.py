"""Chinese surnames: those of two characters, and those that are read otherwise than the word."""

from collections.abc import Mapping

_DOUBLE = """
欧阳 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 东方 端木 独孤 南宫 长孙 宇文 轩辕 万俟 澹台
闻人 赫连 淳于 单于 太史 申屠 钟离 鲜于 呼延 百里 西门 公冶 司空 拓跋 公羊 濮阳 宗政 东郭
歐陽 司馬 諸葛 尉遲 公孫 東方 獨孤 南宮 長孫 軒轅 萬俟 聞人 赫連 鍾離 鮮于 西門
"""
DOUBLE = frozenset(_DOUBLE.split())

READINGS: Mapping[str, tuple[str, ...]] = {
    "卜": ("bu3",),
    "长孙": ("zhang3", "sun1"),
    "车": ("che1",),
    "仇": ("qiu2",),
    "单": ("shan4",),
    "单于": ("chan2", "yu2"),
    "盖": ("ge3",),
    "葛": ("ge3",),
    "过": ("guo1",),
    "哈": ("ha3",),
    "华": ("hua4",),
    "纪": ("ji3",),
    "贾": ("jia3",),
    "解": ("xie4",),
    "乐": ("yue4",),
    "缪": ("miao4",),
    "万俟": ("mo4", "qi2"),
    "那": ("na1",),
    "宁": ("ning4",),
    "区": ("ou1",),
    "朴": ("piao2",),
    "繁": ("po2",),
    "覃": ("qin2",),
    "曲": ("qu1",),
    "任": ("ren2",),
    "折": ("she2",),
    "沈": ("shen3",),
    "石": ("shi2",),
    "宿": ("su4",),
    "澹台": ("tan2", "tai2"),
    "洗": ("xian3",),
    "冼": ("xian3",),
    "燕": ("yan1",),
    "应": ("ying1",),
    "尉迟": ("yu4", "chi2"),
    "员": ("yun4",),
    "曾": ("zeng1",),
    "查": ("zha1",),
    "翟": ("zhai2",),
    "祭": ("zhai4",),
    "种": ("chong2",),
}
"""Readings as surnames, with the tone as a digit."""


def surname_of(name: str) -> str:
    """The surname of a name: two characters if they are a double surname, else one."""
    return name[:2] if name[:2] in DOUBLE else name[:1]
