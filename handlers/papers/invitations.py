"""Invitations on paper: a link as a QR code, and a page of slips to be cut and handed out."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers import terms
from locales import LANGUAGES, Translator, base, translator
from models.people.invitations import Link

if TYPE_CHECKING:
    from segno import QRCode

STYLE = Path(__file__).with_name("invitations.css")


@dataclass(frozen=True)
class Slip:
    """One person's invitation as it is handed out; several units or posts stand in one row."""

    person: str
    unit: str
    post: str
    link: str
    expires_at: datetime

    def row(self, zone: ZoneInfo) -> dict[str, str]:
        """The slip for a script."""
        return {
            "person": self.person,
            "unit": self.unit,
            "post": self.post,
            "link": self.link,
            "expires": self.expires_at.astimezone(zone).isoformat(timespec="seconds"),
        }


def slips(tr: Translator, links: Sequence[Link], bot_username: str) -> list[Slip]:
    """The slips of links that were just made."""
    return [_slip(tr, one, bot_username) for one in links]


def _slip(tr: Translator, one: Link, bot_username: str) -> Slip:
    between = tr.plain(", ")
    return Slip(
        person=one.person.name,
        unit=between.join(dict.fromkeys(unit.name for _, unit in one.posts)),
        post=between.join(dict.fromkeys(terms.role(tr, post.role) for post, _ in one.posts)),
        link=f"https://t.me/{bot_username}?start={one.token}",
        expires_at=one.expires_at,
    )


def picture(link: str) -> bytes:
    """A link as a QR code, PNG."""
    target = io.BytesIO()
    _code(link).save(target, kind="png", scale=8, border=4)
    return target.getvalue()


def _code(link: str) -> "QRCode":
    # Imported here: every start would wait for what few of them need.
    import segno  # noqa: PLC0415

    return segno.make(link, error="m", micro=False)


def page(tr: Translator, made: Sequence[Slip], office: str, contact: str) -> str:
    """A page of slips with cut lines, for A4; it needs nothing but itself."""
    # One variety of each language is enough on a slip, and the office's own stands first.
    others = {base(one): one for one in reversed(LANGUAGES) if base(one) != base(tr.language)}
    spoken = [tr, *(translator(one, tr.zone) for one in others.values())]
    body = Markup("\n").join(_card(spoken, one, office, contact) for one in made)
    return Markup(
        '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        "<style>\n{style}</style>\n</head>\n<body>\n"
        '<p class="hint">{hint}</p>\n<main>\n{body}\n</main>\n</body>\n</html>\n'
    ).format(
        lang=tr.language.replace("_", "-"),
        title=tr.plain("Invitations"),
        style=Markup(STYLE.read_text(encoding="utf-8")),  # noqa: S704  a file of ours
        hint=tr.plain("Print on A4, cut along the lines, hand each slip to its person only."),
        body=body,
    )


def _card(spoken: Sequence[Translator], one: Slip, office: str, contact: str) -> Markup:
    code = _code(one.link)
    drawn = code.svg_inline(border=2, omitsize=True, dark="#111")
    return Markup(
        '<section>\n<div class="qr">{code}</div>\n<div class="who">\n<p class="unit">{unit}</p>\n'
        '<p class="name">{person}<span>{post}</span></p>\n{steps}\n'
        '<p class="link">{link}</p>\n<p class="office">{office}</p>\n</div>\n</section>'
    ).format(
        code=Markup(drawn),  # noqa: S704  drawn by the library from a link of ours
        unit=one.unit,
        person=one.person,
        post=one.post,
        link=one.link,
        steps=Markup("\n").join(_steps(tr, one) for tr in spoken),
        office=" · ".join(part for part in (office, contact) if part),
    )


def _steps(tr: Translator, one: Slip) -> Markup:
    return Markup(
        "<ol lang='{lang}'><li>{scan}</li><li>{confirm}</li><li>{until}</li></ol>"
    ).format(
        lang=tr.language.replace("_", "-"),
        scan=tr.plain("Scan with the phone's camera, or open the link; Telegram opens."),
        confirm=tr.plain("Tap Start, check name and unit, and tap “Yes, that is me”."),
        until=tr.plain("Good until {until}, for one use.", until=tr.moment(one.expires_at)),
    )
