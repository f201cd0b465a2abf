"""What every section of office.toml has in common: it is frozen and refuses unknown names."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """One table of office.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
