"""A small spreadsheet program: calculates the formulas our workbooks use, from the cells alone."""

import operator
import re
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*")|(?P<number>\d+\.?\d*)
    |(?P<range>(?:(?:'[^']+'|\w+)!)?\$?[A-Z]{1,2}\$?\d+(?::\$?[A-Z]{1,2}\$?\d+)?)
    |(?P<name>[A-Z]+(?=\())|(?P<sign>>=|<=|[-+*/=<>(),]))""",
    re.VERBOSE,
)


class Calculated:
    """A workbook whose cells are calculated when they are asked for."""

    def __init__(self, path: Any) -> None:
        self._book = load_workbook(path)
        self._known: dict[tuple[str, str], Any] = {}

    def value(self, sheet: str, cell: str) -> Any:
        """The value of a cell; an empty one is an empty text."""
        if (sheet, cell) not in self._known:
            self._known[sheet, cell] = self._calculated(sheet, cell)
        return self._known[sheet, cell]

    def _calculated(self, sheet: str, cell: str) -> Any:
        found = self._book[sheet][cell].value
        if isinstance(found, str) and found.startswith("="):
            return _Formula(self, sheet, found[1:]).value()
        return "" if found is None else found

    def values(self, sheet: str, cells: str) -> list[Any]:
        """The values of a range, row by row."""
        left, top, right, bottom = range_boundaries(cells)
        rows = self._book[sheet].iter_rows(top, bottom, left, right)
        return [self.value(sheet, cell.coordinate) for row in rows for cell in row]


class _Formula:
    """One formula, read from left to right; both branches of IF are read, one is wanted."""

    def __init__(self, book: Calculated, sheet: str, text: str) -> None:
        self._book, self._sheet = book, sheet
        self._tokens: list[tuple[str, str]] = list(_tokens(text))
        self._at = 0

    def value(self) -> Any:
        result = self._comparison()
        assert self._at == len(self._tokens), self._tokens[self._at :]
        return result

    def _next(self, *wanted: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at][1] in wanted:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return None

    def _comparison(self) -> Any:
        left = self._sum()
        if self._next("="):
            return left == self._sum()
        sign = self._next(">", "<", ">=", "<=")
        return _COMPARISONS[sign](_number(left), _number(self._sum())) if sign else left

    def _sum(self) -> Any:
        result = self._product()
        while sign := self._next("+", "-"):
            other = self._product()
            other = _number(other)
            result = _number(result) + (other if sign == "+" else -other)
        return result

    def _product(self) -> Any:
        result = self._single()
        while sign := self._next("*", "/"):
            other = self._single()
            if sign == "*":
                result = _number(result) * _number(other)
            else:
                result = _number(result) / other if other else float("nan")
        return result

    def _single(self) -> Any:
        if self._next("-"):
            return -self._single()
        if self._next("("):
            result = self._comparison()
            assert self._next(")")
            return result
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "name":
            return self._call(text)
        if kind == "text":
            return text[1:-1]
        return float(text) if kind == "number" else self._cells(text)

    def _call(self, name: str) -> Any:
        assert self._next("(")
        given = [self._comparison()]
        while self._next(","):
            given.append(self._comparison())
        assert self._next(")")
        return _FUNCTIONS[name](*given)

    def _cells(self, text: str) -> Any:
        sheet, _, cells = text.rpartition("!")
        where = sheet.strip("'") or self._sheet
        plain = cells.replace("$", "")
        if ":" in plain:
            return self._book.values(where, plain)
        return self._book.value(where, plain)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        assert found, text[at:]
        yield str(found.lastgroup), str(found.group(found.lastgroup or 0))
        at = found.end()


def _number(value: Any) -> float:
    return 0.0 if value == "" else float(value)


def _numbers(values: list[Any]) -> list[float]:
    return [float(value) for value in values if isinstance(value, int | float)]


def _average(values: list[Any]) -> float:
    return sum(_numbers(values)) / (len(_numbers(values)) or float("nan"))


def _sum_if(parts: list[Any], wanted: Any, values: list[Any]) -> float:
    return sum(_number(value) for part, value in zip(parts, values, strict=True) if part == wanted)


_FUNCTIONS: dict[str, Any] = {
    "IF": lambda holds, then, otherwise: then if holds else otherwise,
    "MIN": lambda *values: min(map(_number, values)),
    "MAX": lambda *values: max(map(_number, values)),
    "ROUND": lambda value, digits: int(value * 10**digits + 0.5) / 10**digits,
    "SUMIF": _sum_if,
    "AND": lambda *conditions: all(conditions),
    "OR": lambda *conditions: any(conditions),
    "N": _number,
    "COUNT": lambda values: len(_numbers(values)),
    "AVERAGE": _average,
    "RANK": lambda value, values: 1 + sum(one > value for one in _numbers(values)),
}
_COMPARISONS = {">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le}
