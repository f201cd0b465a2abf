"""Where an export is written to: a workbook of the given name, or of today's."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.desk import Desk, Trouble
from locales import N_

Out = Annotated[
    Path | None, typer.Option("--out", help=N_("The workbook to write; ends in .xlsx."))
]


def target_of(desk: Desk, out: Path | None, name: str) -> Path:
    """The workbook to write; Trouble unless it ends in .xlsx."""
    target = out or Path(f"{name}-{datetime.now(desk.settings.timezone):%Y%m%d}.xlsx")
    if target.suffix.lower() != ".xlsx":
        raise Trouble(desk.tr.plain("{path}: the name must end in .xlsx.", path=target), 2)
    return target
