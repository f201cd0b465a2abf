"""What words about one matter say, in either language: 75%, 七成, done, 有困难; pure."""

import re
from collections.abc import Sequence
from enum import StrEnum

from models.blank import is_blank
from models.dispatch.progress import LONGEST_NOTE, Said, Saying
from models.understanding.percents import flatten, take_percent


class Doubt(StrEnum):
    """Why something was not understood."""

    NO_NUMBER = "no_number"
    UNKNOWN_NUMBER = "unknown_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NOTHING_SAID = "nothing_said"
    PERCENT_RANGE = "percent_range"
    TOO_LONG = "too_long"


_CLAUSE = re.compile(r"[^,，。.;；:：!！\n]+")
_EDGES = " \t\n,，。;；:：、|"
_CLOSING = r"(?:现|特|并|现特)?(?:请|请予|可)?(?:申请|予以|给予)*(?:办结|完成)?销号"
_DONE_ZH = (
    r"(?:(?:该|本)(?:项|事项|任务|工作|举措)*|(?:改革)?(?:任务|事项|工作|举措)|整体|总体)?"
    r"(?:目前|现|均|都|已经|已|全部|全面|如期|按期|按时|提前|顺利|圆满)*"
    r"(?:完成|办结|完结)(?:了|任务|工作|全部任务|各项任务|改革任务)?"
)
_DONE_EN = (
    r"(?:it\s+is\s+|it's\s+|this\s+is\s+|is\s+|all\s+|now\s+|already\s+|fully\s+)*"
    r"(?:done|completed?|finished)(?:\s+now|\s+already)?"
)
_CLOSING_EN = (
    r"(?:please\s+|we\s+|and\s+|now\s+)*(?:apply(?:ing)?\s+(?:to\s+close|for\s+closing|for\s+closure)"
    r"|ready\s+to\s+close)(?:\s+it)?"
)
_APPLIES = re.compile(rf"{_CLOSING}|{_CLOSING_EN}", re.I)
_DONE = re.compile(
    rf"(?:{_DONE_ZH}|{_DONE_EN})(?:并|且|and|\s)*(?:{_CLOSING}|{_CLOSING_EN})?", re.I
)
_BUT = re.compile(
    r"[?？但未仍待没缺不差除]|尚|还[需有要差]|基本|部分|大半|即将|将于|预计|力争|计划|争取|拟|下月"
    r"|\b(?:but|not|n't|never|except|pending|remain\w*|still|yet|part\w*|half|mostly|almost|nearly"
    r"|will|soon|expect\w*|plan\w*|should|if|when|until|unless)\b",
    re.I,
)
_NO_CHANGE = re.compile(
    r"(?:本月|目前|暂时|与上月相比|与上月比|较上月|全部|整体|总体|进度|情况|数据|工作|和上月)*"
    r"(?:(?:暂)?(?:无|没有|没|未有)(?:任何|新的?|明显)?(?:变化|变动|进展|更新)"
    r"|维持不变|保持不变|不变|同上月?|照旧|与上月相同|与上月一致|与上月一样)"
    r"|(?:still\s+|there\s+(?:is|are|was)\s+)*no\s+(?:new\s+|real\s+)?(?:changes?|updates?)"
    r"(?:\s+(?:this|since\s+last|from\s+last)\s+month)?"
    r"|unchanged|same\s+as\s+(?:last\s+month|before)|nothing\s+new",
    re.I,
)
_DIFFICULTY = re.compile(
    r"困难|难点|难题|需要?协调|请求协调|受阻|卡在|\bdifficult(?:y|ies)\b|\bblocked\b|\bstuck\b"
    r"|\bneeds?\s+help\b|\bhelp\s+(?:is\s+)?needed\b",
    re.I,
)
_NO_DIFFICULTY = re.compile(
    r"(?:无|没|未|不|克服|解决|排除|化解|\bno|\bnot|\bwithout|\bn't|\bovercame|\bsolved)"
    r"[^,，。;；\n]{0,8}$",
    re.I,
)
_SETTLED = re.compile(r"^[^,，。;；\n]{0,4}(?:已|均|都|得到|全部)*(?:解决|克服|化解|消除|排除)")
_BODY = r"(?:局|委|办|厅|部|组|中心|区|县|市|镇|街道|集团|公司|银行|政府|单位|层面|部门)"
_HELPER = re.compile(
    rf"(?:请求?|需要?|望|由)\s*(?P<who>[^,，。;；\s]{{1,28}}?{_BODY})\s*"
    r"(?:予以|给予|帮助|牵头|统筹)?(?:协调|支持|帮助|解决|配合|协助)"
    r"|(?:协助|协调|求助)(?:单位|部门)?\s*[:：]\s*(?P<named>[^,，。;；\n]{2,40})"
    r"|\bhelp\s+(?:is\s+)?(?:needed\s+)?from\s+(?P<en>[^,.;\n]{2,60})",
    re.I,
)
_LABEL = re.compile(
    r"(?:目前|现)?(?:有|存在|遇到)?(?:困难|难点|问题)\s*[:：,，]\s*|difficult(?:y|ies)\s*[:：,]\s*",
    re.I,
)
_REACHED = re.compile(r"完成|达成|实现|到位|\b(?:reached|done|met|completed?|achieved)\b", re.I)
_MILESTONE = re.compile(r"里程碑|\bmilestones?\b", re.I)
_MISSED = re.compile(r"延期|推迟|\b(?:miss\w*|delay\w*|postpone\w*)\b", re.I)


def read_words(text: str, last_percent: int, steps: Sequence[tuple[int, str]] = ()) -> Said | Doubt:
    """What words about one known matter say, or why they say nothing; never raises.

    `+10` counts from `last_percent`; `steps` are id and title of its open milestones by date.
    Words without a figure are a note. 已完成 is heard only where nothing speaks against it:
    what is unclear stays progress, and a tap corrects it.
    """
    text = text.strip()
    if is_blank(text) or not re.search(r"\w", text):
        return Doubt.NOTHING_SAID
    percent, rest = take_percent(text, last_percent)
    if percent is not None and not 0 <= percent <= 100:
        return Doubt.PERCENT_RANGE
    if len(rest) > LONGEST_NOTE:
        return Doubt.TOO_LONG
    return _meaning(text, percent, rest, last_percent, _reached(flatten(rest), steps))


def _meaning(
    text: str, percent: int | None, rest: str, last: int, reached: Sequence[int] | None
) -> Said:
    flat = flatten(rest)
    if _has_difficulty(flat):
        return Said(Saying.DIFFICULTY, percent, _unlabelled(rest) or text, _helper(rest), reached)
    if percent in (None, 100) and _is_done(flat):
        return Said(Saying.DONE, 100, _after_first(rest, _DONE), milestones=reached)
    if percent in (None, last) and _is_unchanged(flat) and not reached:
        return Said(Saying.NO_CHANGE, None, _after_first(rest, _NO_CHANGE))
    return Said(Saying.PROGRESS, percent, rest.strip(_EDGES) or None, milestones=reached)


def _first_clause(flat: str) -> str:
    found = _CLAUSE.search(flat)
    return found.group().strip() if found else ""


def _is_done(flat: str) -> bool:
    if _BUT.search(flat):
        return False
    clauses = [found.group().strip() for found in _CLAUSE.finditer(flat)]
    applies = any(_APPLIES.fullmatch(clause) for clause in clauses)
    return applies or bool(clauses and _DONE.fullmatch(clauses[0]))


def _is_unchanged(flat: str) -> bool:
    return _NO_CHANGE.fullmatch(_first_clause(flat)) is not None


def _after_first(rest: str, said_by: re.Pattern[str]) -> str | None:
    """What is said beside the clause that has been understood."""
    first = _CLAUSE.search(rest)
    if first and said_by.fullmatch(flatten(first.group()).strip()):
        rest = rest[first.end() :]
    return rest.strip(_EDGES + ".!！") or None


def _has_difficulty(flat: str) -> bool:
    for found in _DIFFICULTY.finditer(flat):
        denied = _NO_DIFFICULTY.search(flat[: found.start()])
        if not denied and not _SETTLED.match(flat[found.end() :]):
            return True
    wanted = _HELPER.search(flat)
    return bool(
        wanted and (wanted["who"] or wanted["en"]) and "不" not in flat[: wanted.start()][-1:]
    )


def _unlabelled(rest: str) -> str:
    """What the difficulty is, without the word that announces it."""
    return _LABEL.sub("", rest.strip(_EDGES)).strip(_EDGES) or rest.strip(_EDGES)


def _helper(rest: str) -> str | None:
    """Who can help, as it was written."""
    found = _HELPER.search(flatten(rest))
    named = [group for group in _HELPER.groupindex if found and found[group]]
    return rest[slice(*found.span(named[0]))].strip() if found and named else None


def _reached(flat: str, steps: Sequence[tuple[int, str]]) -> Sequence[int] | None:
    """The milestones that are said to be reached: by title, or 里程碑 alone means the next one."""
    found: list[int] = []
    for clause in re.split(r"[,，。;；\n]", flat):
        if not _REACHED.search(clause) or _BUT.search(clause) or _MISSED.search(clause):
            continue
        titled = [one for one, title in steps if len(title) > 1 and flatten(title) in clause]
        if not titled and _MILESTONE.search(clause):
            titled = [one for one, _ in steps[:1]]
        found += [one for one in titled if one not in found]
    return found or None
