"""The words of clients' names, so that a name is found without reading every client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q

from palpate.clinic.practice.models import Practice

if TYPE_CHECKING:
    from palpate.clinic.people.models import Client

BATCH: Final = 500
LAST_SIGN: Final = "\U0010fffd"


class NameWord(models.Model):
    """One word of a client's folded names; saving a client keeps them in step."""

    id = models.BigAutoField(primary_key=True)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey("people.Client", models.CASCADE, related_name="name_words")
    word = models.CharField(max_length=250)

    class Meta:
        indexes = (models.Index(fields=["practice", "word", "client"], name="clients_by_word"),)

    def __str__(self) -> str:
        return self.word


def begins(field: str, start: str) -> Q:
    """A beginning as a range, which an index finds on both engines.

    On PostgreSQL the column must have the order of its signs (`ByteOrder`).
    """
    return Q(**{f"{field}__gte": start, f"{field}__lt": start + LAST_SIGN})


def write(clients: Iterable[Client]) -> None:
    """Put the words of names in place of what was known of them."""
    rest = iter(clients)
    while batch := list(islice(rest, BATCH)):
        _write(batch)


def with_word(practice_id: UUID, start: str, most: int) -> list[UUID]:
    """Clients of a practice with a name that begins so; at most so many."""
    found = NameWord.objects.filter(begins("word", start), practice_id=practice_id)
    return list(found.values_list("client_id", flat=True)[:most])


def words_from(practice_id: UUID, start: str, most: int) -> list[str]:
    """Different words of names in a practice that begin so; at most so many."""
    found = NameWord.objects.filter(begins("word", start), practice_id=practice_id)
    return list(found.order_by("word").values_list("word", flat=True).distinct()[:most])


def _write(clients: Sequence[Client]) -> None:
    wanted = {
        (client.pk, word): NameWord(practice_id=client.practice_id, client=client, word=word)
        for client in clients
        for word in client.sort_name.split()
    }
    with transaction.atomic():
        known = NameWord.objects.filter(client__in=[client.pk for client in clients])
        there = {(row.client_id, row.word): row.pk for row in known}
        if gone := [key for pair, key in there.items() if pair not in wanted]:
            NameWord.objects.filter(pk__in=gone).delete()
        NameWord.objects.bulk_create(row for pair, row in wanted.items() if pair not in there)
