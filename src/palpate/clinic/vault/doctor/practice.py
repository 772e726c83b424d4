"""Checks of what the practice itself looks after: audit, files, backups, people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from allauth.mfa.models import Authenticator

from palpate.clinic.access.permissions import Permission
from palpate.clinic.audit.chain import breaks
from palpate.clinic.files.check import problems
from palpate.clinic.practice.models import Credential, Member, Practice
from palpate.clinic.vault import keeping
from palpate.clinic.vault.doctor.checks import Found, Patient, advice, check
from palpate.clinic.vault.models import Backup

_SHOWN: Final = 5
_OLD: Final = timedelta(days=2)
_SOON: Final = timedelta(days=30)
_FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_REAL: Final = {"practice__is_sample": False}


@check("audit", "The audit chain holds from its first entry to its last", in_database=True)
def audit(patient: Patient) -> Iterator[Found]:
    """Read every entry of every practice."""
    del patient
    for practice in Practice.objects.order_by("pk"):
        for number, problem in enumerate(breaks(practice)):
            if number == _SHOWN:
                break
            yield Found(
                f"{practice.name}: {problem}",
                "Somebody changed the database beside Palpate. Keep a copy of it as evidence,"
                " find out who, and compare with a backup from before.",
            )


@check("files", "Every file of a client is there, whole, and belongs to somebody",
       in_database=True)  # fmt: skip
def files(patient: Patient) -> Iterator[Found]:
    """Open every file and compare it with its row."""
    del patient
    for number, problem in enumerate(problems(deep=True)):
        if number == _SHOWN:
            break
        where = problem[0].upper() + problem[1:]
        if "belongs to no record" in problem:
            yield advice(where, "Nothing is lost by deleting it.")
        else:
            yield Found(where, "Restore a backup on another machine and take the file from there.")


@check("backup", "There is a backup of the last two days, and it was checked", in_database=True)
def backups(patient: Patient) -> Iterator[Found]:
    """Look at the list of backups, and whether the newest is still there."""
    newest = Backup.objects.filter(verified=True).order_by("-at").first()
    if newest is None:
        yield Found("There is no backup yet.", "Run: palpate backup")
        return
    if newest.at < patient.now - _OLD:
        days = (patient.now - newest.at).days
        yield Found(f"The last backup is {days} days old.", "Run: palpate backup")
    here = keeping.listed(patient.store.backups)
    if not here:
        yield advice(
            "No backup lies in the folder of backups.",
            "When they lie elsewhere, all is well; else run: palpate backup",
        )
    else:
        yield advice(
            "Backups in the data folder are lost with this machine.",
            f"Copy {patient.store.backups} to another place, and the key to a third.",
        )


@check("licences", "Nobody works with a licence that has run out", in_database=True)
def licences(patient: Patient) -> Iterator[Found]:
    """Look at the credentials of active members."""
    today = patient.now.date()
    ending = Credential.objects.filter(
        member__active=True, expires_on__lt=today + _SOON, **_REAL
    ).select_related("member")
    for credential in ending.order_by("expires_on"):
        said = f"The licence of {credential.member.name} ({credential})"
        remedy = "Enter the new date under Practice, Members."
        if credential.expires_on is not None and credential.expires_on < today:
            yield advice(f"{said} ran out on {credential.expires_on}.", remedy)
        else:
            yield advice(f"{said} runs out on {credential.expires_on}.", remedy)


@check("second factor", "Everybody who sees clients signs in with two factors", in_database=True)
def second_factor(patient: Patient) -> Iterator[Found]:
    """Look for members without one."""
    del patient
    members = Member.objects.filter(active=True, user__is_active=True, **_REAL)
    protected = set(
        Authenticator.objects.filter(type__in=_FACTORS).values_list("user_id", flat=True)
    )
    for member in members.order_by("name"):
        if member.may(Permission.SEE_CLIENTS) and member.user_id not in protected:
            yield advice(
                f"{member.name} has no second factor yet, and sees no page until then.",
                "Ask them to sign in; they are led through it.",
            )
