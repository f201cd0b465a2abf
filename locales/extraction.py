"""Finds the sentences that the program says, and the calls that can't be translated."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SENTENCES = {"tr": 1, "plain": 1, "plural": 2, "plain_plural": 2, "N_": 1}
"""Names of calls, and how many of their first arguments are sentences."""


@dataclass(frozen=True)
class Found:
    """A sentence (with its plural form, or "") and the file that says it."""

    one: str
    many: str
    path: Path


class Unextractable(Exception):  # noqa: N818  it is an answer to a writer, not a fault of the program
    """A call whose sentence is glued or filled in before it could be translated."""


def extract(folders: Iterable[Path]) -> list[Found]:
    """Every sentence below `folders`, in the order of its English.

    Raises Unextractable, naming file and line, for an f-string, a concatenation or a
    condition where a sentence stands.
    """
    paths = sorted(path for folder in folders for path in folder.rglob("*.py"))
    found = {(one.one, one.many): one for path in paths for one in extract_file(path)}
    return [found[key] for key in sorted(found)]


def extract_file(path: Path) -> Iterator[Found]:
    """The sentences of one file, in its own order."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (wanted := SENTENCES.get(_name(node.func))):
            texts = [_text(argument, path) for argument in node.args[:wanted]]
            if len(texts) == wanted and all(texts):
                yield Found(texts[0], texts[1] if wanted > 1 else "", path)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _text(argument: ast.expr, path: Path) -> str:
    """The literal sentence, or "" for a name that holds a sentence marked elsewhere."""
    if isinstance(argument, ast.Constant):
        return argument.value if isinstance(argument.value, str) else ""
    if isinstance(argument, ast.JoinedStr | ast.BinOp | ast.IfExp):
        written = ast.unparse(argument)
        raise Unextractable(f"{path}:{argument.lineno}: not one whole sentence: {written}")
    return ""
