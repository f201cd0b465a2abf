"""The page's files are served as what they are, and stay within the house."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.simulator.page_door import PAGE
from bot.simulator.server import application
from bot.simulator.world import World

FILES = sorted(path for path in PAGE.iterdir() if path.is_file())
MODULES = [path for path in FILES if path.suffix == ".js"]
CONTENT = {path.name: path.read_bytes() for path in FILES}
KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
WORD = re.compile(r"^  (\w+): \[\"((?:[^\"\\]|\\.)*)\", \"((?:[^\"\\]|\\.)*)\"\],$", re.M)


@pytest.fixture
async def visitor() -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who opens the simulator's address."""
    transport = httpx.ASGITransport(app=application(World()))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
async def test_every_file_is_served_with_its_type(visitor: httpx.AsyncClient, path: Path) -> None:
    answer = await visitor.get(f"/{path.name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == KINDS[path.suffix]
    assert answer.content == CONTENT[path.name]


async def test_the_address_itself_is_the_page(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/")
    assert answer.headers["content-type"].startswith("text/html")
    assert "Content-Security-Policy" in answer.text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    text = path.read_text().replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"[\"'(`]\s*(?:https?:)?//|@import|innerHTML|\beval\(", text)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_are_short_and_say_what_they_own(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert len(lines) <= 200
    assert lines[0].startswith("/** Owns ")


def test_every_word_has_both_languages_with_the_same_places() -> None:
    words = WORD.findall((PAGE / "words.js").read_text())
    assert len(words) > 70
    for key, chinese, english in words:
        assert re.search(r"[一-鿿]", chinese), key
        assert not re.search(r"[一-鿿，。：；？（）]", english), key
        assert set(re.findall(r"{\w+}", chinese)) == set(re.findall(r"{\w+}", english)), key


def test_words_are_used_and_used_words_exist() -> None:
    known = {key for key, _, _ in WORD.findall((PAGE / "words.js").read_text())}
    text = "\n".join(path.read_text() for path in FILES if path.name != "words.js")
    called = set(re.findall(r"\bt\(\"(\w+)\"", text))
    marked = set(re.findall(r"\"?data-(?:word|label|placeholder)\"?[=:] ?\"(\w+)\"", text))
    assert called | marked <= known
    assert {key for key in known if f'"{key}"' not in text} == set()
