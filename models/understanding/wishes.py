"""Short texts that are no report: a typed button (提交, 其余无变化) or a greeting; pure."""

import re
from enum import StrEnum

from models.understanding.percents import flatten


class Wish(StrEnum):
    """A button's word that was typed instead of pressed."""

    SUBMIT = "submit"
    REST_UNCHANGED = "rest_unchanged"


_CHATTER = re.compile(
    r"(?:好的?|收到|谢谢|多谢|感谢|明白|知道了?|了解|辛苦了?|您好|你好|在吗|嗯+|哦+|行|可以|是的?"
    r"|ok(?:ay)?|thanks?(?:\s+you)?|thank\s+you|hi|hello|yes|got\s+it|[\W_])+",
    re.I,
)
_WISHES = {
    Wish.SUBMIT: re.compile(r"(?:确认)?提交(?:吧)?|submit(?:\s+it)?", re.I),
    Wish.REST_UNCHANGED: re.compile(
        r"(?:全部|其余|其他|剩余|所有)(?:事项|各项|任务)?(?:均|都)?(?:无变化|没有变化|同上月)"
        r"|(?:all|the\s+rest|rest|others?)(?:\s+is|\s+are)?[\s:]*(?:no\s+changes?|unchanged)"
        r"|no\s+changes?\s+(?:for\s+all|for\s+the\s+rest|at\s+all)",
        re.I,
    ),
}


def is_chatter(text: str) -> bool:
    """Whether a text is only a greeting, a thank-you or an emoji."""
    return _CHATTER.fullmatch(flatten(text).strip()) is not None


def read_wish(text: str) -> Wish | None:
    """The button's word a text consists of: 提交, 其余无变化; None for anything else."""
    bare = flatten(text).strip().strip("。.!！ ")
    return next((wish for wish, words in _WISHES.items() if words.fullmatch(bare)), None)
