"""Run every check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError

from palpate.clinic.database import everything_scope
from palpate.clinic.vault.doctor import engine, machine, practice
from palpate.clinic.vault.doctor.checks import CHECKS, Check, Level, Patient, Result
from palpate.clinic.vault.store import Store
from palpate.evidence.errors import PalpateError

ROOMS = (machine, engine, practice)
"""Imported for their checks; in the order in which they are run."""


def examine(store: Store, now: datetime) -> list[Result]:
    """Every check that is for this engine, with what it found."""
    patient = Patient(store, now)
    wanted = [check for check in CHECKS if check.engine in ("", store.engine)]
    results = [result for each in wanted if not each.in_database for result in _run(each, patient)]
    try:
        with store.opened():
            for each in wanted:
                if each.in_database:
                    results += _in_view(each, patient)
    except (DatabaseError, PalpateError) as error:
        results.append(_broken("database", "The database opens", error))
    return results


def is_well(results: list[Result]) -> bool:
    """Whether nothing is wrong; advice is no fault."""
    return all(result.level is not Level.WRONG for result in results)


def _in_view(check: Check, patient: Patient) -> list[Result]:
    """One check in a transaction of its own, so that one that fails spoils no other."""
    try:
        with everything_scope(f"the doctor's check of {check.name}"):
            return list(_run(check, patient))
    except DatabaseError as error:
        return [_broken(check.name, check.about, error)]


def _run(check: Check, patient: Patient) -> Iterator[Result]:
    found = list(check.examine(patient))
    if not found:
        yield Result(check.name, check.about, Level.GOOD)
    for each in found:
        yield Result(check.name, check.about, each.level, each.says, each.remedy)


def _broken(name: str, about: str, error: Exception) -> Result:
    told = " ".join(str(error).split())
    remedy = "Put this right first; then run `palpate doctor` again."
    return Result(name, about, Level.WRONG, told, remedy)
