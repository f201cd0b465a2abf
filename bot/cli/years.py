"""The option that names a year."""

from typing import Annotated

import typer

from locales import N_

OfYear = Annotated[
    int,
    typer.Option("--year", min=2000, max=2099, help=N_("The year the scores are of, like 2026.")),
]
