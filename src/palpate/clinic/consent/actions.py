"""What changes consents and their texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.audit.chain import Actor, record
from palpate.clinic.consent.models import Consent, ConsentText
from palpate.clinic.people.ages import is_minor
from palpate.clinic.people.models import Client, Contact
from palpate.clinic.people.names import fold
from palpate.clinic.practice.models import Member
from palpate.evidence import UserError

CLIENT = "client"


@dataclass(frozen=True)
class Signed:
    """Who signed, how and when."""

    name: str
    means: str
    at: datetime
    guardian: Contact | None = None
    signature: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def change_text(
    *, by: Member, kind: str, language: str, title: str, body: str, is_required: bool
) -> ConsentText:
    """Make a new version of a text; the former ones stay as they were signed."""
    require(by, Permission.MANAGE_PRACTICE)
    rows = ConsentText.objects.filter(
        practice_id=by.practice_id, kind=kind, language=language
    ).order_by("-version")
    last = rows.first()
    if last is not None and (last.title, last.body, last.is_required) == (title, body, is_required):
        raise UserError("Nothing was changed.", "Change the text first, or cancel.")
    rows.filter(retired_at=None).update(retired_at=timezone.now())
    text: ConsentText = ConsentText.objects.create(
        practice_id=by.practice_id,
        kind=kind,
        language=language,
        version=last.version + 1 if last else 1,
        title=title,
        body=body,
        is_required=is_required,
    )
    record(by, "consent text changed", on=text, version=text.version)
    return text


@transaction.atomic
def sign(*, by: Member | Actor, client: Client, text: ConsentText, signed: Signed) -> Consent:
    """Write down a consent; for a minor a guardian signs who is known and may."""
    if isinstance(by, Member):
        require(by, Permission.TAKE_CONSENTS)
    if text.practice_id != client.practice_id:
        raise UserError("This text is of another practice.", "Choose a text of this practice.")
    _check_time(signed.at)
    _check_guardian(client, signed)
    guardian = signed.guardian
    consent: Consent = Consent.objects.create(
        practice_id=client.practice_id,
        client=client,
        text=text,
        signed_name=signed.name,
        signed_as=(guardian.relation or "guardian") if guardian else CLIENT,
        signature=signed.signature,
        signed_at=signed.at,
        means=signed.means,
    )
    record(
        by, "consent signed", client_id=client.pk, on=consent, text=text.kind, means=signed.means
    )
    return consent


@transaction.atomic
def revoke(*, by: Member, consent: Consent, why: str) -> None:
    """Take a consent back; that it was given stays on the record."""
    require(by, Permission.TAKE_CONSENTS)
    if consent.revoked_at is not None:
        raise UserError("This consent was revoked already.", "Reload the page.")
    consent.revoked_at, consent.revoked_by, consent.revoked_why = timezone.now(), by, why
    consent.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
    record(by, "consent revoked", client_id=consent.client_id, on=consent)


def guardians(client: Client) -> list[Contact]:
    """People who may sign for the client."""
    return list(client.contacts.filter(kind=Contact.Kind.GUARDIAN, may_consent=True))


def guardian_named(client: Client, name: str) -> Contact | None:
    """The guardian with this name, however it is capitalised or accented."""
    return next((one for one in guardians(client) if fold(one.name) == fold(name)), None)


def _check_time(at: datetime) -> None:
    if at > timezone.now():
        raise UserError("This day has not come yet.", "Write the day it was signed.", "signed_on")


def _check_guardian(client: Client, signed: Signed) -> None:
    known = signed.guardian
    if known is not None and not (known.client_id == client.pk and known.may_consent):
        raise UserError("This person may not sign for the client.", "Choose a guardian.", "signer")
    if known is None and is_minor(client.birth_date, timezone.localdate(signed.at)):
        raise UserError(
            "A minor does not sign alone.",
            "Choose the guardian who signs; add one under People around, ticked as may sign.",
            "signer",
        )
