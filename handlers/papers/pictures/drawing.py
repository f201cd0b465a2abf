"""The ways out of a picture: PNG for the chat, PDF for the full size; and what our fonts lack."""

from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from handlers.papers.glyphs import undrawable
from handlers.papers.official import printable
from handlers.papers.pictures.palette import COLOURS
from handlers.papers.pictures.picture import PIXELS, Picture
from handlers.papers.stand_ins import MARK, codes, stand_in
from locales import Translator

if TYPE_CHECKING:
    from handlers.papers.press import Form

FOLDER = Path(__file__).parent
POINTS_PER_INCH = 72
One = TypeVar("One", bound=Picture)


def png(picture: Picture) -> bytes:
    """The picture for a phone: 1280 (or 1080) pixels wide and as high as it needs.

    Raises `Undrawable` if the typefaces lack a character; `drawable` prevents it.
    """
    return _drawn(picture, "png")


def pdf(picture: Picture) -> bytes:
    """The same on one page of PDF/A-2b, to be zoomed and printed; raises as `png` does."""
    return _drawn(picture, "pdf")


def _drawn(picture: Picture, form: "Form") -> bytes:
    from handlers.papers import press  # noqa: PLC0415  every start would wait for typst

    template = FOLDER / f"{picture.template}.typ"
    values = {
        "picture": _values(asdict(picture)),
        "width": picture.width,
        "colours": COLOURS,
    }
    sharpness = POINTS_PER_INCH * PIXELS[picture.width] / picture.width
    (made,) = press.printed(template, values, "".join(texts(picture)), form, sharpness)
    return made


def _values(value: object) -> object:
    """What JSON holds, with every text in one printable line."""
    if isinstance(value, dict):
        return {name: _values(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [_values(one) for one in value]
    return printable(value) if isinstance(value, str) else value


def texts(picture: Picture) -> Iterator[str]:
    """Every text of a picture, as it is drawn."""
    return _texts(_values(asdict(picture)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def drawable(tr: Translator, picture: One) -> One:
    """The picture as our typefaces can show it.

    Each character that they lack stands as 〓, and a remark names it by its code. The same picture,
    if none is missing.
    """
    lacking = undrawable("".join(texts(picture)))
    if not lacking:
        return picture
    remark = tr.plain(
        "({mark}: characters that this picture cannot show, {codes}.)",
        mark=MARK,
        codes=codes(tr, lacking),
    )
    marked: One = _marked(picture, lacking)
    return replace(marked, remarks=(*marked.remarks, remark))


def _marked(value: Any, lacking: str) -> Any:
    """The same with 〓 for what is lacking, in every text inside of it."""
    if isinstance(value, str):
        return stand_in(value, lacking)
    if isinstance(value, tuple):
        return tuple(_marked(one, lacking) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: _marked(getattr(value, one.name), lacking) for one in fields(value)}
        return replace(value, **parts)
    return value
