"""What a profession's papers may say, and when a licence ends."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from palpate.clinic.practice.models import Credential, Profession

FILE: Final = Path(__file__).with_name("scope_of_practice.toml")
WARNING: Final = timedelta(days=60)
"""How long before its end a licence is worth a reminder."""


@dataclass(frozen=True)
class Scope:
    """One row of the table; ``grade`` says how well it is backed."""

    papers: str
    grade: str


@cache
def scopes() -> Mapping[Profession, Scope]:
    """The whole table."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {Profession(name): Scope(**row) for name, row in rows.items()}


def warning(credential: Credential, on: date) -> str:
    """What to say about the end of a licence; empty while it is far."""
    end = credential.expires_on
    if end is None or end > on + WARNING:
        return ""
    if end < on:
        return f"Expired on {end:%-d %B %Y}"
    return f"Expires on {end:%-d %B %Y}"
