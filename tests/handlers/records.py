"""What is stored of a city at work, before and after somebody has tried something."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import SQLModel, col, func, select

from models.inbox import Hearing, Inbox
from models.outbox import Outbox, Sending
from tests.desk import Desk

NOT_FACTS = {"inbox", "outbox", "focus", "knock", "menu"}
"""What is written for everybody who says anything."""


@dataclass
class Records:
    """What is stored of a city at work; `ids` are those that the samples speak of."""

    desk: Desk
    ids: dict[str, Any]

    def facts(self) -> dict[str, list[str]]:
        """Everything that is stored but for messages."""
        with self.desk.store.reading() as session:
            return {
                name: [repr(row) for row in session.execute(table.select())]
                for name, table in sorted(SQLModel.metadata.tables.items())
                if not any(name.startswith(left_out) for left_out in NOT_FACTS)
            }

    def kinds_since(self, row: int) -> set[str]:
        """The kinds of the messages put after one."""
        with self.desk.store.reading() as session:
            return set(session.exec(select(Outbox.kind).where(col(Outbox.id) > row)))

    def refusals_since(self, row: int) -> set[str]:
        """The reasons of the refusals that were said after a row."""
        with self.desk.store.reading() as session:
            found = session.exec(
                select(Outbox).where(col(Outbox.id) > row, Outbox.kind == "refused")
            ).all()
        return {str(one.params["reason"]) for one in found}

    def last_row(self) -> int:
        """The newest message's row."""
        with self.desk.store.reading() as session:
            return session.exec(select(func.max(Outbox.id))).one() or 0

    def unhandled(self) -> list[str]:
        """Updates that went wrong, but for those that were made to."""
        with self.desk.store.reading() as session:
            wrong = session.exec(select(Inbox).where(Inbox.state == Hearing.FAILED)).all()
        return [f"{one.error} {one.raw[:300]}" for one in wrong if one.update_id > 10]

    def undelivered(self, accounts: Iterable[int]) -> list[str]:
        """Messages that could not be worded or sent; no file of ours is known to Telegram."""
        with self.desk.store.reading() as session:
            wrong = session.exec(
                select(Outbox).where(
                    Outbox.state == Sending.FAILED, col(Outbox.chat_id).in_(list(accounts))
                )
            ).all()
        ours = {"attachment", "plan_file", "slip_answer_file", "experience_file", "evidence"}
        return [f"{one.kind}: {one.reason}" for one in wrong if one.kind not in ours]
