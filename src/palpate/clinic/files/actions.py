"""Storing and voiding files."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.audit.chain import record
from palpate.clinic.consent.models import Consent, ConsentKind
from palpate.clinic.database.identifiers import uuid7
from palpate.clinic.files import kinds, vaulting
from palpate.clinic.files.models import StoredFile
from palpate.clinic.files.names import harmless
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.texts import clean
from palpate.evidence import UserError

Kind = StoredFile.Kind
PICTURES: Final = frozenset((Kind.PORTRAIT, Kind.PHOTOGRAPH))
"""Kinds that show the client, and so need their consent."""
LONGEST_WHY: Final = 300


def store(
    *,
    by: Member,
    client: Client,
    kind: str,
    upload: UploadedFile[Any],
    visit_id: UUID | None = None,
) -> StoredFile:
    """Keep an upload in a client's record, encrypted.

    Raises UserError for what may not be kept, and for pictures of a client who did not agree.
    """
    require(by, Permission.EDIT_FILES)
    if not Client.objects.for_user(by).filter(pk=client.pk).exists():
        raise PermissionDenied("the client is out of reach")
    if kind not in Kind.values:
        raise UserError(f"is {kind!r}.", f"Choose one of {', '.join(Kind.values)}.", "kind")
    if kind in PICTURES and not may_photograph(client):
        raise UserError(
            "The client has not agreed to photographs.",
            "Ask for the consent 'Photographs' first; it can be taken back at any time.",
            "kind",
        )
    content = _content(upload, kind)
    return _keep(by, client, kind, upload.name or "", content, visit_id)


def may_photograph(client: Client) -> bool:
    """Whether a consent to photographs stands."""
    given = Consent.objects.filter(
        client_id=client.pk, text__kind=ConsentKind.PHOTOGRAPHS, revoked_at__isnull=True
    )
    return bool(given.exists())


def void(*, by: Member, file: StoredFile, why: str) -> StoredFile:
    """Mark a file as entered in error; it stays, and its name stays legible."""
    require(by, Permission.EDIT_FILES)
    said = " ".join(clean(why, "why").split())
    if not said:
        raise UserError("It is not said why.", "Write what is wrong with the file.", "why")
    if len(said) > LONGEST_WHY:
        raise UserError("The reason is too long.", f"Write up to {LONGEST_WHY} letters.", "why")
    with transaction.atomic():
        held = StoredFile.objects.for_user(by).select_for_update().get(pk=file.pk)
        if held.voided_at is None:
            held.voided_at, held.why_voided = timezone.now(), said
            held.save(update_fields=["voided_at", "why_voided"])
            record(by, "file voided", client_id=held.client_id, on=held, kind=held.kind)
    return held


def content_of(file: StoredFile) -> bytes:
    """The bytes of a file, checked against what was stored; raises Damaged."""
    data = b"".join(vaulting.read(file.pk))
    if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
        raise vaulting.Damaged
    return data


def _content(upload: UploadedFile[Any], kind: str) -> kinds.Content:
    """Read an upload up to the limit, and judge it."""
    pieces, size = [], 0
    for piece in upload.chunks():
        size += len(piece)
        if size > kinds.LARGEST:
            raise kinds.too_large()
        pieces.append(piece)
    return kinds.judge(
        b"".join(pieces), is_portrait=kind == Kind.PORTRAIT, only_pictures=kind in PICTURES
    )


def _keep(
    by: Member,
    client: Client,
    kind: str,
    name: str,
    content: kinds.Content,
    visit_id: UUID | None,
) -> StoredFile:
    file = StoredFile(
        id=uuid7(),
        practice_id=client.practice_id,
        client=client,
        visit_id=visit_id,
        kind=kind,
        name=harmless(name, kinds.ENDINGS[content.media_type], kind),
        media_type=content.media_type,
        size=len(content.data),
        sha256=hashlib.sha256(content.data).hexdigest(),
        by=by,
    )
    vaulting.write(file.pk, [content.data])
    try:
        with transaction.atomic():
            if kind == Kind.PORTRAIT:
                _replace_portrait(client, timezone.now())
            file.save(force_insert=True)
            record(by, "file stored", client_id=client.pk, on=file, kind=kind, count=file.size)
    except BaseException:
        vaulting.erase(file.pk)
        raise
    return file


def _replace_portrait(client: Client, now: datetime) -> None:
    """A client has one portrait; the one before stays in the record, voided."""
    StoredFile.objects.filter(client=client, kind=Kind.PORTRAIT, voided_at__isnull=True).update(
        voided_at=now, why_voided="Replaced by a newer portrait."
    )
