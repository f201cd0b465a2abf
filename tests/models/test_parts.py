"""Which part of the tree an office reads in that of a lower office."""

from models.parts import Part
from models.units import Cohort, Unit


def unit(path: str) -> Unit:
    return Unit(code=path, name=path, cohort=Cohort.TOWN, path=path)


def test_a_lower_office_is_read_no_deeper_than_the_rules_say() -> None:
    city = Part("/1/", lower=("/1/5/",), down_to=2)
    seen = city.above(Part("/1/5/", itself=False))
    assert [seen.covers(unit(path)) for path in ("/1/5/", "/1/5/7/", "/1/5/7/9/", "/1/8/")] == [
        False,
        True,
        False,
        False,
    ]
    lower = Part("/1/5/", itself=False)
    assert Part("/1/", lower=("/1/5/",), down_to=None).above(lower) == lower
