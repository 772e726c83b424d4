"""Which notes the search index holds."""

from __future__ import annotations

from django.db import models

from palpate.clinic.notes.models import Note
from palpate.clinic.practice.models import Practice


class IndexedNote(models.Model):
    """The number under which the index of words knows a note; greater numbers are newer notes.

    The words themselves lie in what each engine offers for it; `palpate.clinic.home.index` alone
    knows where.
    """

    id = models.BigAutoField(primary_key=True)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", editable=False)
    note = models.OneToOneField(Note, models.CASCADE, related_name="indexed")

    def __str__(self) -> str:
        return f"words of {self.note_id}"
