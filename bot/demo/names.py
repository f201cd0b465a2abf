"""The names of the fictional city in the language the demo speaks, and chance with a seed."""

import tomllib
from pathlib import Path
from random import Random

SOURCE = Path(__file__).with_name("city.toml")


class Names:
    """Reads city.toml; `Names("en")["topics"]` are all topics in English."""

    def __init__(self, language: str, seed: int = 1) -> None:
        self.language = language
        self.chance = Random(seed)  # noqa: S311  a demo city needs no secrets
        self._column = 0 if language.startswith("zh") else 1
        self._table = tomllib.loads(SOURCE.read_text(encoding="utf-8"))

    def __getitem__(self, key: str) -> list[str]:
        return [entry[self._column] for entry in self._table[key]]

    def both(self, key: str) -> list[tuple[str, str]]:
        """Every entry of a list as (Chinese, English)."""
        return [(chinese, english) for chinese, english in self._table[key]]

    def one(self, key: str) -> str:
        """The single entry of a key, such as the city's name."""
        return str(self._table[key][self._column])

    def any(self, key: str) -> str:
        """One entry by chance."""
        return self.chance.choice(self[key])

    def person(self, number: int) -> str:
        """The n-th person's name; no two are alike for the first 400."""
        surnames, given = self["surnames"], self["given"]
        first, second = number % len(surnames), (number // len(surnames) + number) % len(given)
        if self._column == 0:
            return surnames[first] + given[second]
        return f"{given[second]} {surnames[first]}"
