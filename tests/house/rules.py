"""Each rule of the house as a function from a file's text to what is wrong in it."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

Rule = Callable[[str], Iterator[str]]

_HOSTS = "|".join(("pypi", "pythonhosted", "npmjs", "debian"))
_INDEX = re.compile(rf"://[a-z0-9.-]*\b({_HOSTS})\.[a-z]+\S*", re.IGNORECASE)
# Put together here, so that this file obeys its own rule.
_UNFINISHED = re.compile(rf"\b({'|'.join(('TO' + 'DO', 'FIX' + 'ME', 'X' * 3))})\b")
_SHAPELESS = frozenset({"util", "utils", "helper", "helpers", "misc"})
_CLOCKS = frozenset(
    {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
)
_ENVIRONMENT = frozenset({"os.environ", "os.environb", "os.getenv", "os.putenv", "os.unsetenv"})


def no_package_index(text: str) -> Iterator[str]:
    """An address of a package index binds a clone to one network."""
    yield from (f"address of a package index: {m.group()}" for m in _INDEX.finditer(text))


def no_unfinished_word(text: str) -> Iterator[str]:
    """What is left to do belongs in the tracker."""
    for number, line in enumerate(text.splitlines(), 1):
        yield from (f"line {number}: {m.group()}" for m in _UNFINISHED.finditer(line))


def no_stub(text: str) -> Iterator[str]:
    """What isn't written yet isn't committed."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if _dotted(raised) == NotImplementedError.__name__:
                yield f"line {node.lineno}: a stub"


def module_says_what_it_owns(text: str) -> Iterator[str]:
    """A module starts with one line that says what it owns."""
    docstring = ast.get_docstring(ast.parse(text), clean=False) or ""
    first, *rest = docstring.split("\n")
    if not first.strip():
        yield "the module does not begin with a line that says what it owns"
    elif rest and rest[0].strip():
        yield "the first line of the module's docstring must be a sentence of its own"


def public_has_docstring(text: str) -> Iterator[str]:
    """A public class, function or method says what it means."""
    yield from _undocumented(ast.parse(text))


def _undocumented(scope: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in scope.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield f"line {node.lineno}: {node.name} has no docstring"
        if isinstance(node, ast.ClassDef):
            yield from _undocumented(node)


def no_clock(text: str) -> Iterator[str]:
    """Time is an argument: `now` comes in from above."""
    yield from _uses(text, _CLOCKS, "reads a clock")


def no_environment(text: str) -> Iterator[str]:
    """Settings come in from above; one module reads the environment."""
    yield from _uses(text, _ENVIRONMENT, "reads the environment")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            names = {f"os.{alias.name}" for alias in node.names} & _ENVIRONMENT
            yield from (f"line {node.lineno}: {name} reads the environment" for name in names)


def _uses(text: str, names: frozenset[str], what: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute):
            name = ".".join(_dotted(node).split(".")[-2:])
            if name in names:
                yield f"line {node.lineno}: {name} {what}"


def _dotted(node: ast.expr) -> str:
    """`a.b.c` of an expression that is only names, else its end."""
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def shapeless(path: Path) -> bool:
    """Whether a module is named for no concept."""
    return path.suffix == ".py" and bool(_SHAPELESS & {path.stem, *path.parts[:-1]})
