"""Which words of a circular an edited Word file holds, by section, and what is not taken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handlers.circulars.phrases import title
from handlers.papers.official import OfficialPaper, printable, texts
from locales import Translator
from models.circulars.circulars import Part, Words
from models.circulars.word_files import WordText

_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|[IVX]+\. )\s*")


@dataclass(frozen=True)
class Taken:
    """The words by section, and the lines of the file that are not taken."""

    words: Words
    left: tuple[str, ...]


def taken(tr: Translator, paper: OfficialPaper, came: WordText) -> Taken | None:
    """The words of a file that was made from this paper; None when no section is found in it.

    Head, number, addressee, signature and tables are the office's own: what was changed there
    stands among the lines that are not taken.
    """
    reading = _Reading(tr, paper)
    for line in came.paragraphs:
        reading.line(line)
    if not reading.headings:
        return None
    left = [*reading.left, *(cell for cell in came.cells if not reading.printed(cell))]
    words = {part: "\n".join(lines) for part, lines in reading.words.items()}
    return Taken(words, tuple(left))


class _Reading:
    """Goes through the paragraphs in order and remembers in which section it is."""

    def __init__(self, tr: Translator, paper: OfficialPaper) -> None:
        self._titles = {_bare(title(tr, part)): part for part in Part if part is not Part.OPENING}
        # A part may end in one of the file's lines and begin in another: all is one text.
        self._all = "".join(map(_bare, texts(paper)))
        self._addressee = _bare(paper.addressee)
        self._ends = set(_ends(paper))
        self._part: Part | None = None
        self._over = False
        self.words: dict[Part, list[str]] = {part: [] for part in Part}
        self.left: list[str] = []
        self.headings = 0

    def printed(self, line: str) -> bool:
        """Whether a line stands on the paper as it is."""
        return _bare(line) in self._all

    def line(self, line: str) -> None:
        """Put one paragraph where it belongs."""
        bare = _bare(line)
        if not bare:
            return
        heading = self._titles.get(_bare(_NUMBERED.sub("", line.strip())))
        if heading and not self._over:
            self._part, self.headings = heading, self.headings + 1
        elif bare == self._addressee:
            self._part = Part.OPENING
        elif self._part and bare in self._ends:  # the head names the issuer, too
            self._over = True
        elif self._part is None or self._over:
            self._beside(line)
        else:
            self.words[self._part].append(line)

    def _beside(self, line: str) -> None:
        if not self.printed(line):
            self.left.append(line)


def _ends(paper: OfficialPaper) -> Iterator[str]:
    """With what the end of a paper begins: the annexes' lines, the signature, the date."""
    yield from (_bare(line.label + line.text) for line in paper.annex_lines)
    yield from (_bare(paper.issuer), _bare(paper.date))


def _bare(text: str) -> str:
    return "".join(printable(text).split())
