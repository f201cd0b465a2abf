"""What is said at a slip: 收到, 提交, 确认, and its number as people type it; pure."""

import re
import unicodedata

from models.understanding.percents import flatten
from models.understanding.wishes import is_chatter

_RECEIPT = re.compile(
    r"(?:已经?|现已|我们|单位|确认|予以|本单|该单|此单)*(?:签收|收到|收悉)(?:了|完毕|确认)*"
    r"|(?:(?:we|i)\s+(?:have\s+)?)?(?:confirm(?:ed)?\s+)?(?:receipt|received)(?:\s+confirmed)?",
    re.I,
)
_SURE = re.compile(
    r"(?:确认|确定|提交|同意|是的?|好的?|可以|对|confirm(?:ed)?|submit|yes|ok(?:ay)?)"
    r"(?:提交|申请|延期|吧|it)*[。.!！ ]*",
    re.I,
)
_PART = re.compile(r"\d+|[^\W\d_]+")
_NUMBER = re.compile(
    r"\s*(\D{0,30}?\d{1,6}\D{1,6}?\d{1,6}(?:\s*[号號])?)(?:[\s:：,，]+(.*))?", re.S
)


def is_receipt(text: str) -> bool:
    """Whether a text confirms a receipt and says nothing else but a courtesy: 收到，谢谢."""
    found = _RECEIPT.search(flatten(text))
    if found is None:
        return False
    rest = text[: found.start()] + text[found.end() :]
    return not rest.strip() or is_chatter(rest)


def is_sure(text: str) -> bool:
    """Whether a text says yes to what was understood: 确认, confirm."""
    return _SURE.fullmatch(flatten(text).strip()) is not None


def number_parts(text: str) -> list[str]:
    """The letters and figures of a number like 改催〔2026〕12号, whatever stands between them."""
    parts = _PART.findall(unicodedata.normalize("NFKC", text).casefold())
    return [str(int(part)) if part.isdecimal() else part for part in parts]


def split_number(text: str) -> tuple[str, str]:
    """The number a text begins with, and what is said after it; both empty when there is none."""
    found = _NUMBER.fullmatch(text)
    return (found[1].strip(), (found[2] or "").strip()) if found else ("", "")
