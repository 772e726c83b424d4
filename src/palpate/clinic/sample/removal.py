"""Removing the sample practice with everything in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.accounts.models import User
from palpate.clinic.audit import anchors
from palpate.clinic.audit.chain import record
from palpate.clinic.database import everything_scope
from palpate.clinic.files import vaulting
from palpate.clinic.files.models import StoredFile
from palpate.clinic.home import index
from palpate.clinic.practice.models import Member, Practice
from palpate.clinic.sample.lifting import append_only_lifted


def remove(practice: Practice, *, by: Member) -> None:
    """Remove every row and every file of the sample practice, and the accounts that were its own.

    Raises PermissionDenied for any other practice. Its audit entries and note versions go too: the
    append-only rule is lifted for this one transaction (see `lifting`).
    """
    require(by, Permission.KEEP_DATA)
    with everything_scope("removing the sample practice"), transaction.atomic():
        if not Practice.objects.filter(pk=practice.pk, is_sample=True).exists():
            raise PermissionDenied("only the sample practice can be removed")
        files = list(StoredFile.objects.filter(practice=practice).values_list("pk", flat=True))
        _remove_rows(practice)
        if by.practice_id != practice.pk:
            record(by, "sample practice removed")
    for file_id in files:
        vaulting.erase(file_id)
    anchors.forget(practice.pk)


def _remove_rows(practice: Practice) -> None:
    with append_only_lifted():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        users = _own_users(practice)
        index.forget(practice.pk)
        for model, column in _tables():
            rows = model._base_manager.filter(**{column: practice.pk})
            rows._raw_delete(rows.db)
        User.objects.filter(pk__in=users).delete()
        own = Practice.objects.filter(pk=practice.pk)
        own._raw_delete(own.db)


def _tables() -> Iterator[tuple[type[models.Model], str]]:
    """Every table whose rows belong to a practice, and the column that says so.

    The checks of foreign keys wait for the end of the transaction, so the order is free.
    """
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.related_model is Practice and model is not Practice:
                yield model, field.attname
                break


def _own_users(practice: Practice) -> list[Any]:
    """Accounts that are members of the sample practice and of no other."""
    here = Member.objects.filter(practice=practice).values("user_id")
    elsewhere = Member.objects.exclude(practice=practice).values("user_id")
    users = User.objects.filter(pk__in=here).exclude(pk__in=elsewhere)
    return list(users.values_list("pk", flat=True))
