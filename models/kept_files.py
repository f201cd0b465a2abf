"""A photo or file that people send, kept by Telegram's file id only (DOMAIN §7)."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.store import UtcDateTime


class KeptFile(SQLModel):
    """What is kept of a file; `unique_id` is the same whoever sends it, `name` is the sender's."""

    unique_id: str = Field(max_length=80)
    file_id: str = Field(max_length=250)
    photo: bool
    name: str = Field(default="", max_length=200)
    added_at: datetime = Field(sa_type=UtcDateTime)
