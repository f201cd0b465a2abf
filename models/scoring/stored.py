"""The texts that are stored with a run, from which it can be computed again (DOMAIN §6)."""

import json
from hashlib import sha256

from pydantic import BaseModel

from models.scoring.facts import MonthFacts
from models.scoring.scheme import Scheme


def scheme_text(scheme: Scheme) -> str:
    """The scheme as canonical JSON; `Scheme.model_validate_json` reads it back, equal."""
    return _canonical(scheme)


def facts_text(facts: MonthFacts) -> str:
    """The facts as canonical JSON, the same in whatever order they were gathered."""
    return _canonical(facts.in_order())


def digest(text: str) -> str:
    """The fingerprint of a stored text: SHA-256 in hexadecimal, 64 characters."""
    return sha256(text.encode()).hexdigest()


def _canonical(model: BaseModel) -> str:
    """Names sorted, no spaces, numbers as decimal texts: equal models give equal texts."""
    return json.dumps(
        model.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
