"""`liaison demo`: a fictional city in a local Telegram, on a page of its own."""

import asyncio
import webbrowser
from typing import Annotated

import typer

from bot.cli.desk import Trouble, desk_of
from bot.demo.play import DemoError, play
from locales import LANGUAGES, N_

Port = Annotated[int, typer.Option("--port", help=N_("The port of the page."))]
NoBrowser = Annotated[
    bool, typer.Option("--no-browser", help=N_("Only print the address; open no browser."))
]
Language = Annotated[
    str | None, typer.Option("--language", help=N_("The city's language: {languages}."))
]


def demo(
    context: typer.Context,
    port: Port = 8787,
    no_browser: NoBrowser = False,  # noqa: FBT002  an option of the command line
    language: Language = None,
) -> None:
    """Put the demo on until it is told to end."""
    desk = desk_of(context)
    spoken = language or desk.language
    assert spoken in LANGUAGES  # noqa: S101  looked at before

    def ready(address: str) -> None:
        desk.say(desk.tr.plain("The demo is on: {address}  (end it with Ctrl+C)", address=address))
        if not no_browser:
            webbrowser.open(address)

    try:
        asyncio.run(play(port, spoken, None, ready))
    except DemoError as error:
        raise Trouble(str(error)) from None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo", help=N_("Watch and play a month in a fictional city; needs no token."))(
        demo
    )
