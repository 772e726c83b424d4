"""A fresh record for one run, and what must be true of it afterwards."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID


@dataclass(frozen=True)
class Ground:
    """Where one run writes."""

    folder: Path
    practice: UUID
    environ: dict[str, str]


@dataclass(frozen=True)
class State:
    """What was found after a blow."""

    present: int
    lost: int
    faults: list[str]


def prepare(folder: Path, url: str = "") -> Ground:
    """Make an empty record with one practice. Call it in a process of its own."""
    environ = {
        "PALPATE_DATA": str(folder),
        "PALPATE_KEY": "c4" * 32,
        "DJANGO_SETTINGS_MODULE": "tools.chaos.settings",
    }
    if url:
        environ["PALPATE_DATABASE_URL"] = url
    os.environ.update(environ)
    from palpate.clinic.vault import start

    store = start.open_store()
    from palpate.clinic.vault import upgrade

    upgrade.upgrade(store, now=datetime.now(UTC))
    from palpate.clinic.database import everything_scope
    from palpate.clinic.practice.models import Practice

    with store.opened(), everything_scope("chaos"):
        practice = Practice.objects.create(name="Chaos").pk
    environ["CHAOS_PRACTICE"] = str(practice)
    return Ground(folder, practice, environ)


def look(ground: Ground, acknowledged: Collection[int], *, thorough: bool) -> State:
    """Compare the record with what was acknowledged: each write whole, once, and none lost."""
    from palpate.clinic.audit.chain import breaks
    from palpate.clinic.audit.models import Entry
    from palpate.clinic.database import everything_scope
    from palpate.clinic.people.models import Client
    from palpate.clinic.practice.models import Practice
    from palpate.clinic.vault import store as stores
    from palpate.clinic.vault.snapshot import sqlite_faults
    from tools.chaos.writing import ACT

    with stores.at(ground.folder).opened(), everything_scope("chaos"):
        written = list(Client.objects.values_list("number", flat=True))
        told = [
            detail["number"]
            for detail in Entry.objects.filter(act=ACT).values_list("detail", flat=True)
        ]
        faults = []
        if sorted(written) != sorted(told):
            faults.append("a write is there by half")
        if len(set(written)) != len(written):
            faults.append("a write is there twice")
        if thorough:
            faults += sqlite_faults()
            faults += list(breaks(Practice.objects.get()))
    return State(len(written), len(set(acknowledged) - set(written)), faults)
