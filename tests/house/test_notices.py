"""What goes out without being asked for has a name of its own on the exception list."""

import pytest

from handlers.exceptions.words import KINDS
from tests.house import tree
from tests.house.notices import kinds

TELLER = """
def tell(session, kind, now):
    put(session, now, Message(kind=kind, key="k"))
"""
SAMPLES = [
    ('def f():\n    return Message(kind="new", key="k")', {"new"}),
    ('def f():\n    return outbox.Message(kind="new", key="k", urgency=Urgency.BULK)', {"new"}),
    ('def f():\n    return Message(kind="new", key="k", urgency=Urgency.ANSWER)', set()),
    ('def f():\n    tell(session, "new", now)', {"new"}),
    ('def f():\n    staff.tell(session, now=now, kind="new")', {"new"}),
    ('def f():\n    word = "new" if a else "old"\n    tell(session, word, now)', {"new", "old"}),
    ("def f():\n    tell(session, NAMES[one], now)", {"NAMES[one]"}),
    ('KIND = "new"\ndef f():\n    return Message(kind=KIND, key="k")', {"new"}),
    ('A, B = "new", "old"\ndef f():\n    tell(session, B, now)', {"old"}),
]


@pytest.mark.parametrize(("text", "found"), SAMPLES)
def test_a_notice_is_found_in_the_code(text: str, found: set[str]) -> None:
    assert kinds([TELLER, text]) == found


def test_every_notice_has_a_name_on_the_exception_list() -> None:
    """Without one it would be called an answer there, which it is not."""
    put = kinds(tree.read(path) for path in tree.modules("models", "scheduler", "handlers"))
    assert put - set(KINDS) == set()


def test_nothing_is_named_that_is_never_put() -> None:
    put = kinds(tree.read(path) for path in tree.modules("models", "scheduler", "handlers"))
    assert set(KINDS) - put == set()
