"""Keeping what a client answers, step by step, and sending it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from palpate.clinic.arrival.answering import Values, names_of
from palpate.clinic.arrival.browsers import actor_of, bind, may_see
from palpate.clinic.arrival.catalogue import catalogue
from palpate.clinic.arrival.models import Intake
from palpate.clinic.audit.chain import record
from palpate.clinic.consent import actions as consenting
from palpate.clinic.consent.models import Consent, ConsentText
from palpate.clinic.people.ages import is_minor
from palpate.evidence import UserError

DRAWING: Final = "pain"
"""The part that the drawing is; every other part is a step."""


@dataclass(frozen=True)
class Kept:
    """How a part stands after saving; in a conflict nothing was written."""

    revision: int
    is_conflict: bool = False


def values_of(intake: Intake) -> Values:
    """Answers by their fields' names."""
    found: Values = intake.answers.get("values", {})
    return found


def drawing_of(intake: Intake) -> list[dict[str, Any]]:
    """The drawing, as a case holds it."""
    found: list[dict[str, Any]] = intake.answers.get(DRAWING, [])
    return found


def agreed_of(intake: Intake) -> dict[str, Any]:
    """What was agreed to and signed, before it is sent in."""
    found: dict[str, Any] = intake.answers.get("agreed", {})
    return found


def revision_of(intake: Intake, part: str) -> int:
    """How often a part was saved."""
    return int(intake.answers.get("revisions", {}).get(part, 0))


@transaction.atomic
def keep_step(
    intake: Intake, step: str, values: Mapping[str, Any], secret: str, seen: int | None = None
) -> Kept:
    """Keep the answers of a step; ``seen`` is the revision the page knew, or ``None`` to write."""
    intake = _locked(intake, secret)
    if seen is not None and seen != revision_of(intake, step):
        return Kept(revision_of(intake, step), is_conflict=True)
    names = names_of(catalogue().of(step))
    others = {name: value for name, value in values_of(intake).items() if name not in names}
    return _write(intake, step, {"values": others | dict(values)}, secret)


@transaction.atomic
def keep_drawing(
    intake: Intake, pain: list[dict[str, Any]], secret: str, seen: int | None = None
) -> Kept:
    """Keep the drawing."""
    intake = _locked(intake, secret)
    if seen is not None and seen != revision_of(intake, DRAWING):
        return Kept(revision_of(intake, DRAWING), is_conflict=True)
    return _write(intake, DRAWING, {DRAWING: pain}, secret)


@transaction.atomic
def keep_agreed(intake: Intake, agreed: Mapping[str, Any], secret: str) -> Kept:
    """Keep which texts were agreed to, who signed and the signature."""
    return _write(_locked(intake, secret), "consents", {"agreed": dict(agreed)}, secret)


@transaction.atomic
def send_in(intake: Intake, secret: str) -> None:
    """Close the form: from now on it is read in the practice only."""
    intake = _locked(intake, secret)
    intake.sent_in_at = timezone.now()
    intake.browser_hash = ""
    signed = _sign(intake)
    intake.save()
    record(actor_of(intake), "intake sent in", client_id=intake.client_id, on=intake, signed=signed)


def _sign(intake: Intake) -> int:
    """Write the consents down; without a known guardian a minor's wait for the practice."""
    agreed = agreed_of(intake)
    client = intake.client
    minor = is_minor(client.birth_date, timezone.localdate())
    guardian = consenting.guardian_named(client, agreed.get("name", "")) if minor else None
    if not agreed or (minor and guardian is None):
        return 0
    texts = ConsentText.objects.filter(
        practice_id=intake.practice_id, pk__in=agreed.get("texts", []), retired_at=None
    )
    for text in texts:
        signed = consenting.Signed(
            name=agreed["name"],
            means=Consent.Means.LINK,
            at=timezone.now(),
            guardian=guardian,
            signature=agreed["signature"],
        )
        consenting.sign(by=actor_of(intake), client=client, text=text, signed=signed)
    return len(texts)


def _locked(intake: Intake, secret: str) -> Intake:
    """The row as it stands now, held until the end of the transaction.

    Of two browsers that answer at the same moment the first one keeps the form.
    """
    rows = Intake.objects.select_related("client").select_for_update(of=("self",))
    found: Intake = rows.get(pk=intake.pk)
    if found.sent_in_at is not None:
        raise UserError(_("This form was sent in."), _("Ask the practice to change anything."))
    if not may_see(found, secret):
        raise UserError(_("Another device began this form."), _("Please reload the page."))
    return found


def _write(intake: Intake, part: str, changed: Mapping[str, Any], secret: str) -> Kept:
    if not intake.browser_hash:
        bind(intake, secret)
    revision = revision_of(intake, part) + 1
    revisions = intake.answers.get("revisions", {}) | {part: revision}
    intake.answers = intake.answers | dict(changed) | {"revisions": revisions}
    intake.revision += 1
    intake.saved_at = timezone.now()
    intake.save(update_fields=["answers", "revision", "saved_at", "browser_hash"])
    return Kept(revision)
