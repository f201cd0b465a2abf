"""Tables on the terminal, and the bar that shows how far long work is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

Tell = Callable[[int, int], None]
"""Is told how much is done of how much."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, and its colour if it has one."""

    heading: str
    style: str | None = None


def show(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], title: str | None = None
) -> None:
    """Print a table; what stands in cells is text, never markup."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(escape(column.heading), style=column.style, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    Console().print(table)


@contextmanager
def progress(words: str) -> Iterator[Tell]:
    """A bar on standard error while long work is done; it is told how much is done of how much.

    Where nobody watches (a log, a script) nothing is drawn.
    """
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(escape(words), total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield tell
