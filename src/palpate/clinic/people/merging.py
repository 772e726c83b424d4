"""Making one record of two, and two of one again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.audit.chain import record
from palpate.clinic.people.models import Client, ClientState, Distinct, Merge
from palpate.clinic.practice.models import Member
from palpate.evidence import UserError

CHOSEN: Final = (
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
    "therapist_id",
)
"""Fields of which the one or the other value is kept."""
_STAY: Final = ("people.merge", "people.distinct", "people.client", "people.nameword")


@transaction.atomic
def merge(*, by: Member, kept: Client, gone: Client, from_gone: frozenset[str]) -> Merge:
    """Move everything of ``gone`` to ``kept``; of the named fields, ``kept`` takes its values.

    Where each client may have only one row, as of the health history, both stay where they are
    and are shown together: which words hold is for a therapist to say.
    """
    require(by, Permission.MERGE_CLIENTS)
    _check(kept, gone)
    filled = _fill(kept, gone, from_gone)
    moved = [[label, str(key)] for label, key in _move(gone, kept)]
    done: Merge = Merge.objects.create(
        practice_id=by.practice_id,
        kept=kept,
        gone=gone,
        moved=moved,
        filled=filled,
        gone_was=gone.state,
        by=by,
    )
    gone.state, gone.merged_into = ClientState.MERGED, kept
    gone.save()
    record(by, "clients merged", client_id=kept.pk, on=done, gone=str(gone.pk), rows=len(moved))
    return done


@transaction.atomic
def undo(*, by: Member, merge: Merge) -> None:
    """Give back what moved and what was filled; what was changed since then is left as it is."""
    require(by, Permission.MERGE_CLIENTS)
    kept, gone = merge.kept, merge.gone
    if merge.undone_at is not None:
        raise UserError("This was undone already.", "Reload the page.")
    if kept.state == ClientState.MERGED:
        raise UserError("The record was merged once more since then.", "Undo the later one first.")
    _give_back(merge)
    for field, (before, after) in merge.filled.items():
        if _plain(getattr(kept, field)) == after:
            setattr(kept, field, _value(field, before))
    kept.save()
    gone.state, gone.merged_into = merge.gone_was, None
    gone.save()
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save()
    record(by, "merge undone", client_id=kept.pk, on=merge, gone=str(gone.pk))


@transaction.atomic
def tell_apart(*, by: Member, one: Client, other: Client) -> None:
    """Write down that two records that look alike are two people."""
    require(by, Permission.MERGE_CLIENTS)
    first, second = sorted((one, other), key=lambda client: client.pk)
    Distinct.objects.get_or_create(
        practice_id=by.practice_id, one=first, other=second, defaults={"by": by}
    )
    record(by, "clients told apart", client_id=one.pk, on=other)


def _check(kept: Client, gone: Client) -> None:
    if kept.pk == gone.pk:
        raise UserError("This is one and the same record.", "Choose two records.")
    if kept.practice_id != gone.practice_id:
        raise UserError("These records belong to two practices.", "Choose two of one practice.")
    if ClientState.MERGED in (kept.state, gone.state):
        raise UserError("One of the two was merged already.", "Choose two that stand alone.")


def _fill(kept: Client, gone: Client, from_gone: frozenset[str]) -> dict[str, list[Any]]:
    """Take the chosen values over; returns what stood there and what stands there now."""
    filled: dict[str, list[Any]] = {}
    for field in CHOSEN:
        before, after = getattr(kept, field), getattr(gone, field)
        if field in from_gone and before != after:
            setattr(kept, field, after)
            filled[field] = [_plain(before), _plain(after)]
    if filled:
        kept.save()
    return filled


def _holders() -> Iterator[models.ForeignKey[Any, Any]]:
    """Every field of every model that says whose row it is, former versions left out."""
    for model in apps.get_models():
        if model._meta.label_lower in _STAY or hasattr(model, "instance_type"):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Client:
                yield field


def _move(gone: Client, kept: Client) -> Iterator[tuple[str, Any]]:
    for field in _holders():
        rows = field.model._base_manager
        if field.unique and rows.filter(**{field.attname: kept.pk}).exists():
            continue
        keys = list(rows.filter(**{field.attname: gone.pk}).values_list("pk", flat=True))
        rows.filter(pk__in=keys).update(**{field.attname: kept.pk})
        for key in keys:
            yield f"{field.model._meta.label_lower}.{field.attname}", key


def _give_back(merge: Merge) -> None:
    """Rows that are still where they were put go back; those that went elsewhere stay there."""
    keys: dict[str, list[str]] = {}
    for label, key in merge.moved:
        keys.setdefault(label, []).append(key)
    for field in _holders():
        label = f"{field.model._meta.label_lower}.{field.attname}"
        if label in keys:
            rows = field.model._base_manager.filter(pk__in=keys[label])
            rows.filter(**{field.attname: merge.kept_id}).update(**{field.attname: merge.gone_id})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else _text(value)


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _value(field: str, plain: Any) -> Any:
    read = Client._meta.get_field(field.removesuffix("_id"))
    return read.to_python(plain) if isinstance(read, models.Field) else plain


def differences(one: Client, other: Client) -> Mapping[str, tuple[Any, Any]]:
    """Fields in which two records differ, with both values."""
    return {
        field: (getattr(one, field), getattr(other, field))
        for field in CHOSEN
        if getattr(one, field) != getattr(other, field)
    }
