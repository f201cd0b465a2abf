"""What Telegram finds in a text by itself: commands, mentions, tags, addresses."""

import re

from bot.simulator.units import Span, units

_TRIGGERS = re.compile(r"[/@#$.]")
_DOMAINS = "com|org|net|gov|edu|info|cn|io|me|dev|app|ru|de|uk|eu|int"
_FOUND = re.compile(
    r"(?P<url>(?:https?|ftp|tg)://[^\s<>\"'，。；：、！？（）《》]+[^\s<>\"'.,;:!?)\]}，。；：、！？（）《》])"
    r"|(?P<email>(?<![\w.+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    rf"|(?P<domain>(?<![\w@.-])(?:[A-Za-z0-9-]+\.)+(?:{_DOMAINS})(?![\w.-])(?:/[^\s<>\"'，。；：]*[^\s<>\"'.,;:!?)，。；：])?)"
    r"|(?P<bot_command>(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@]))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z0-9_]{3,32}(?!\w))"
    r"|(?P<hashtag>(?<![\w#])#(?=\w*[^\W\d])[\w·]{1,256})"
    r"|(?P<cashtag>(?<![\w$])\$[A-Z]{1,8}(?!\w))"
)


def find_links(text: str) -> list[Span]:
    """The entities nobody marked up, in order of appearance."""
    if not _TRIGGERS.search(text):
        return []
    spans, at, counted = [], 0, 0
    for match in _FOUND.finditer(text):
        at += units(text[counted : match.start()])
        length = units(match.group())
        kind = match.lastgroup or "url"
        spans.append(Span("url" if kind == "domain" else kind, at, length))
        at, counted = at + length, match.end()
    return spans
