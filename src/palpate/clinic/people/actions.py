"""What changes clients and the people around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.access.rows import is_narrow
from palpate.clinic.audit.chain import record
from palpate.clinic.people.models import Care, Client, ClientState, Contact
from palpate.clinic.practice.models import Member
from palpate.evidence import UserError

FACTS: Final = (
    "given_name",
    "family_name",
    "preferred_name",
    "birth_date",
    "sex",
    "pronouns",
    "language",
    "email",
    "phone",
    "address",
    "occupation",
    "messages_by",
    "discreet",
    "desk_note",
    "therapist",
)
"""Fields of a client that a member writes."""
_TRIES: Final = 5


@transaction.atomic
def add_client(*, by: Member, facts: Mapping[str, Any]) -> Client:
    """Begin the record of a client; a member who reaches few clients reaches this one."""
    require(by, Permission.EDIT_CLIENTS)
    client = _numbered(Client(practice_id=by.practice_id, **facts))
    if is_narrow(by):
        Care.objects.create(practice_id=by.practice_id, client=client, member=by)
    _care_of_therapist(client)
    record(by, "client added", client_id=client.pk, on=client)
    return client


@transaction.atomic
def change_client(*, by: Member, client: Client, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Write the facts that differ; returns their names."""
    require(by, Permission.EDIT_CLIENTS)
    if client.state == ClientState.MERGED:
        raise UserError("This record was merged into another.", "Change the other record.")
    changed = tuple(name for name, value in facts.items() if getattr(client, name) != value)
    if not changed:
        return ()
    for name in changed:
        setattr(client, name, facts[name])
    client.save()
    if "therapist" in changed:
        _care_of_therapist(client)
    record(by, "client changed", client_id=client.pk, on=client, fields=list(changed))
    return changed


@transaction.atomic
def archive_client(*, by: Member, client: Client) -> None:
    """Put a record away: nothing is lost, and it is listed under its own heading."""
    _set_state(by, client, ClientState.ACTIVE, ClientState.ARCHIVED, "client archived")


@transaction.atomic
def bring_back_client(*, by: Member, client: Client) -> None:
    """Take a record out of the archive."""
    _set_state(by, client, ClientState.ARCHIVED, ClientState.ACTIVE, "client brought back")


@transaction.atomic
def add_contact(*, by: Member, client: Client, facts: Mapping[str, Any]) -> Contact:
    """Write down a person around a client."""
    require(by, Permission.EDIT_CLIENTS)
    contact: Contact = Contact.objects.create(practice_id=by.practice_id, client=client, **facts)
    record(by, "contact added", client_id=client.pk, on=contact, contact=contact.kind)
    return contact


@transaction.atomic
def change_contact(*, by: Member, contact: Contact, facts: Mapping[str, Any]) -> None:
    """Write the facts of a contact that differ."""
    require(by, Permission.EDIT_CLIENTS)
    changed = [name for name, value in facts.items() if getattr(contact, name) != value]
    for name in changed:
        setattr(contact, name, facts[name])
    if changed:
        contact.save()
        record(by, "contact changed", client_id=contact.client_id, on=contact, fields=changed)


@transaction.atomic
def remove_contact(*, by: Member, contact: Contact) -> None:
    """Take a contact off the record; who they were stays in its history."""
    require(by, Permission.EDIT_CLIENTS)
    record(by, "contact removed", client_id=contact.client_id, on=contact, contact=contact.kind)
    contact.delete()


def _set_state(by: Member, client: Client, before: str, after: str, act: str) -> None:
    require(by, Permission.EDIT_CLIENTS)
    if client.state != before:
        raise UserError("The record does not stand where it can be moved from.", "Reload the page.")
    client.state = after
    client.save()
    record(by, act, client_id=client.pk, on=client)


def _numbered(client: Client) -> Client:
    """Save under the next number; somebody who was faster took it, and the next one is tried."""
    same = Client.objects.filter(practice_id=client.practice_id)
    for _ in range(_TRIES):
        client.number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                client.save(force_insert=True)
        except IntegrityError:
            continue
        return client
    raise UserError("Many clients are being added at once.", "Press Save again.")


def _care_of_therapist(client: Client) -> None:
    """The client's therapist reaches the record, whatever the practice shares."""
    if client.therapist_id is None:
        return
    mine = Care.objects.filter(
        client=client, member_id=client.therapist_id, kind=Care.Kind.ASSIGNED, until=None
    )
    if not mine.exists():
        Care.objects.create(
            practice_id=client.practice_id, client=client, member_id=client.therapist_id
        )
