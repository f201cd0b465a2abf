"""Ports on this machine that nobody else is given."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def reserved() -> Iterator[int]:
    """A port that refuses every connection until a server of ours listens on it."""
    with socket.socket() as held:
        # Two sockets may have one port if both say so and one of them does not listen.
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        yield port
