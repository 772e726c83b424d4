"""Keeps the index of words in step with the notes."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class HomeConfig(AppConfig):
    """The first page and the search."""

    name = "palpate.clinic.home"

    def ready(self) -> None:
        """Listen for notes."""
        post_save.connect(_write, sender="notes.Note", dispatch_uid="palpate.home.index")


def _write(instance: Any, raw: bool = False, **_signal: Any) -> None:
    """Index a note that was saved; data that is loaded as a whole is indexed as a whole."""
    from palpate.clinic.home import index  # models exist only once every app is loaded

    if not raw:
        index.write([instance])
