"""Reads out of the code which kinds of messages go out without being asked for."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Place(NamedTuple):
    """Where a function takes the kind of the notice it puts: the argument's name and number."""

    name: str
    number: int


def kinds(texts: Iterable[str]) -> set[str]:
    """The kinds of all notices that these modules put; code stands for what is no plain word."""
    modules = [ast.parse(text) for text in texts]
    tellers = {
        one.name: place
        for module in modules
        for one in _functions(module)
        for place in _places(one)
    }
    return {
        named.get(kind, kind)
        for module in modules
        for named in [_constants(module)]
        for one in _functions(module)
        for kind in _put_in(one, tellers)
    }


def _constants(module: ast.Module) -> dict[str, str]:
    """The words that a module gives names to: `A = "a"` and `A, B = "a", "b"`."""
    found: dict[str, str] = {}
    for node in module.body:
        if isinstance(node, ast.Assign):
            names, values = _parts(node.targets[0]), _parts(node.value)
            if len(names) == len(values):
                found |= {
                    _name(name): value.value
                    for name, value in zip(names, values, strict=True)
                    if isinstance(value, ast.Constant) and isinstance(value.value, str)
                }
    return found


def _parts(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple) else [node]


def _functions(module: ast.Module) -> Iterator[Function]:
    for node in ast.walk(module):
        if isinstance(node, Function):
            yield node


def _places(function: Function) -> Iterator[Place]:
    """The argument that is the kind of a notice, if there is one: whoever calls it says which."""
    names = _arguments(function)
    for kind in _of_notices(function):
        if isinstance(kind, ast.Name) and kind.id in names:
            yield Place(kind.id, names.index(kind.id))


def _arguments(function: Function) -> list[str]:
    asked = function.args
    named = (*asked.posonlyargs, *asked.args, *asked.kwonlyargs)
    return [one.arg for one in named if one.arg != "self"]


def _of_notices(function: Function) -> Iterator[ast.expr]:
    """The kind in each `Message(kind=…)` that answers nobody."""
    for call in _calls(function):
        said = {one.arg: one.value for one in call.keywords}
        answer = _name(said.get("urgency")) == "ANSWER"
        if _name(call.func) == "Message" and "kind" in said and not answer:
            yield said["kind"]


def _put_in(function: Function, tellers: Mapping[str, Place]) -> Iterator[str]:
    own = _arguments(function)
    for kind in (*_of_notices(function), *_told(function, tellers)):
        if not (isinstance(kind, ast.Name) and kind.id in own):
            yield from _words(kind, function)


def _told(function: Function, tellers: Mapping[str, Place]) -> Iterator[ast.expr]:
    """The kind in each call of a function that puts what it is told to."""
    for call in _calls(function):
        place = tellers.get(_name(call.func))
        if place and len(call.args) > place.number:
            yield call.args[place.number]
        elif place:
            yield from (one.value for one in call.keywords if one.arg == place.name)


def _words(kind: ast.expr, function: Function) -> Iterator[str]:
    """What an expression may be; of a name, everything that the function lets it be."""
    if isinstance(kind, ast.IfExp):
        yield from _words(kind.body, function)
        yield from _words(kind.orelse, function)
    elif isinstance(kind, ast.Name) and (given := list(_given(kind.id, function))):
        for value in given:
            yield from _words(value, function)
    elif isinstance(kind, ast.Constant):
        yield str(kind.value)
    else:
        yield ast.unparse(kind)


def _given(name: str, function: Function) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and name in map(_name, node.targets):
            yield node.value


def _calls(function: Function) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield node


def _name(node: ast.expr | None) -> str:
    """The last word of a name with dots; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
