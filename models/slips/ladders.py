"""Which ladder was in force: every change of office.toml's ladder is kept and audited."""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, select

from models import audit
from models.slips.rungs import SlipRules
from models.store import UtcDateTime


class Ladder(SQLModel, table=True):
    """The ladder of office.toml as it stood since a moment; slips name the one they follow."""

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id", index=True)
    digest: str = Field(max_length=64)
    rules: dict[str, Any] = Field(sa_type=JSON)
    since: datetime = Field(sa_type=UtcDateTime)


def ladder_in_force(session: Session, office: int, rules: SlipRules, now: datetime) -> int:
    """The id of the ladder these rules make; kept with what has changed when they are new."""
    plain = rules.model_dump(mode="json")
    digest = hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
    newest = select(Ladder).where(Ladder.office_id == office).order_by(col(Ladder.id).desc())
    last = session.exec(newest.limit(1)).first()
    if last is not None and last.digest == digest:
        return last.id or 0
    ladder = Ladder(office_id=office, digest=digest, rules=plain, since=now)
    session.add(ladder)
    session.flush()
    changed = _changed(last.rules, plain) if last else {}
    audit.note(session, now, None, "ladder", "ladder", ladder.id, changed=changed)
    return ladder.id or 0


def _changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """What differs, `section.name` → before and after."""
    old, new = _flat(before), _flat(after)
    return {
        name: [old.get(name), new.get(name)]
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    }


def _flat(rules: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in rules.items():
        if isinstance(value, dict):
            found |= {f"{name}.{inner}": one for inner, one in value.items()}
        else:
            found[name] = value
    return found
