"""Web and person addresses in links and buttons, checked as Telegram checks them."""

import re
from urllib.parse import parse_qs, urlsplit

_HOST = re.compile(
    r"^(?:[\w-]+\.)+[\w-]{2,}$|^\d{1,3}(?:\.\d{1,3}){3}$|^localhost$|^\[[0-9a-fA-F:]+\]$"
)


def link_meaning(url: str) -> tuple[str, dict[str, object]] | None:
    """What a link in a text becomes: a text_mention, a text_link or, when bad, nothing."""
    person = mentioned_person(url)
    if person is not None:
        return "text_mention", {"user": {"id": person}}
    checked = checked_url(url)
    return None if checked is None else ("text_link", {"url": checked})


def mentioned_person(url: str) -> int | None:
    """The id in `tg://user?id=…`, None for any other address."""
    if not url.lower().startswith("tg://user?"):
        return None
    found = parse_qs(urlsplit(url).query).get("id", [""])[0]
    return int(found) if found.isdigit() else None


def checked_url(url: str) -> str | None:
    """The address with its scheme and path completed; None when it is no address."""
    if url.lower().startswith(("tg://", "ton://", "tonsite://")):
        return url
    if "://" not in url:
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        valid_port = parts.port is None or parts.port > 0
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not valid_port:
        return None
    if not _HOST.match(f"[{host}]" if ":" in host else host):
        return None
    return parts._replace(path=parts.path or "/").geturl()
