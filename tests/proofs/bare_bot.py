"""The smallest bot that does comparable work: one row committed and one message edited per press.

`python -m tests.proofs.bare_bot DATABASE`, with the settings of the program in the environment.
Nothing in it is ours: python-telegram-bot with sixteen updates at once, and SQLModel.
"""

import asyncio
import os
import sys

from sqlalchemy import event
from sqlmodel import Field, Session, SQLModel, create_engine
from telegram import Update
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, ContextTypes


class Heard(SQLModel, table=True):
    """What somebody pressed."""

    id: int | None = Field(default=None, primary_key=True)
    update_id: int
    data: str


engine = create_engine(sys.argv[1], connect_args={"check_same_thread": False, "timeout": 30})


@event.listens_for(engine, "connect")
def _as_safe_as_ours(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def write(update_id: int, data: str) -> None:
    """One transaction."""
    with Session(engine) as session:
        session.add(Heard(update_id=update_id, data=data))
        session.commit()


async def pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Commit one row, edit one message."""
    query = update.callback_query
    assert query
    await asyncio.to_thread(write, update.update_id, query.data or "")
    await query.edit_message_text(f"heard {update.update_id}")


def main() -> None:
    """Poll until stopped."""
    SQLModel.metadata.create_all(engine)
    application = (
        ApplicationBuilder()
        .token(os.environ["LIAISON_BOT_TOKEN"])
        .base_url(os.environ["LIAISON_API_BASE_URL"] + "/bot")
        .concurrent_updates(16)
        .build()
    )
    application.add_handler(CallbackQueryHandler(pressed))
    application.run_polling()


if __name__ == "__main__":
    main()
