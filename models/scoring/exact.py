"""Exact numbers: decimals as they are written, fractions inside, one rounding at the end."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Annotated

from pydantic import AfterValidator, Field

ZERO, HUNDRED = Fraction(0), Fraction(100)


def _shortest(value: Decimal) -> Decimal:
    """One way to write each number: the databases and TOML make 1.0 and 1.50 of 1 and 1.5."""
    return Decimal(f"{value.normalize():f}") if value else Decimal(0)


Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=6), AfterValidator(_shortest)]
"""From 0 to 1; six digits, so that products of a few are exact as decimals, too."""

Points = Annotated[Decimal, Field(ge=0, le=100, max_digits=6), AfterValidator(_shortest)]
"""Points of the total, from 0 to 100."""

Factor = Annotated[Decimal, Field(gt=0, le=10, max_digits=4), AfterValidator(_shortest)]
"""What a weight is multiplied by, like a difficulty of 1.2."""


def rounded(value: Fraction) -> Decimal:
    """Half up to two decimals, of a number from 0 on: the one rounding there is (DOMAIN §6).

    Decimals divide inexactly: 100 · 1/3 · 3 comes out as 99.99…9, and what is exactly x.xx5 may
    come out a cent low. A fraction is the number itself.
    """
    return Decimal(f"{floor(value * 100 + Fraction(1, 2))}E-2")


def clamped(value: Fraction) -> Fraction:
    """The value within 0 and 100."""
    return max(ZERO, min(HUNDRED, value))


def added(values: Iterable[Decimal]) -> Fraction:
    """The exact sum."""
    return sum(map(Fraction, values), ZERO)


def weighted_mean(pairs: Iterable[tuple[Decimal, Decimal | Fraction]]) -> Fraction | None:
    """Σ weight · value / Σ weight; None when nothing has any weight."""
    known = [(Fraction(weight), Fraction(value)) for weight, value in pairs]
    whole = sum((weight for weight, _ in known), ZERO)
    return sum((weight * value for weight, value in known), ZERO) / whole if whole else None
