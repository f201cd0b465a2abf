"""The colours of the pictures: told apart by every eye, and readable."""

from itertools import combinations

import pytest

from handlers.papers.pictures import palette

Light = tuple[float, float, float]

# What an eye without one of its three pigments sees, in linear RGB (Machado and others, 2009).
EYES = {
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
APART = 15.0
"""Steps in CIE Lab; two is what one just sees side by side."""


def linear(colour: str) -> Light:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares
    )
    return red, green, blue


def luminance(light: Light) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one: str, other: str) -> float:
    dark, bright = sorted(luminance(linear(colour)) + 0.05 for colour in (one, other))
    return bright / dark


def lab(light: Light) -> Light:
    red, green, blue = light
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0890
    roots = [max(one, 0.0) ** (1 / 3) for one in (x, luminance(light), z)]
    return 116 * roots[1] - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])


def seen(colour: str, eye: str) -> Light:
    light = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in EYES[eye]
    )
    return lab((red, green, blue))


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(
    "colours",
    [[*palette.PARTS[:4], palette.BONUS], list(palette.SIGNS.values()), [palette.UP, palette.DOWN]],
    ids=["parts", "signs", "ways"],
)
def test_every_eye_tells_them_apart(eye: str, colours: list[str]) -> None:
    for one, other in combinations(colours, 2):
        steps = zip(seen(one, eye), seen(other, eye), strict=True)
        assert sum((a - b) ** 2 for a, b in steps) ** 0.5 >= APART, (one, other)


@pytest.mark.parametrize("ground", [palette.PAPER, palette.PANEL, palette.OWN])
@pytest.mark.parametrize("ink", ["INK", "SOFT", "ACCENT", "UP", "DOWN", "BONUS", "DEDUCTION"])
def test_every_text_can_be_read(ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), ground) >= 4.5


@pytest.mark.parametrize("fill", palette.PARTS)
def test_figures_can_be_read_on_their_bar(fill: str) -> None:
    assert max(contrast(fill, palette.PAPER), contrast(fill, palette.INK)) >= 4.5


def test_every_sign_stands_out_from_the_paper() -> None:
    edges = {**palette.SIGNS, "yellow": palette.YELLOW_EDGE}
    assert min(contrast(one, palette.PAPER) for one in edges.values()) >= 3
