"""Set up the record for a command: the folder, an interrupted restore, then Django."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from palpate.evidence.errors import UserError

if TYPE_CHECKING:
    from palpate.clinic.vault.store import Store

_SETTINGS = "palpate.clinic.config.settings"


def open_store(data: str | None = None) -> Store:
    """The record that a command works on; ``data`` names another data folder.

    A restore that was interrupted while it was carried out is finished first.
    """
    os.umask(0o077)
    if data:
        os.environ["PALPATE_DATA"] = str(Path(data).expanduser().absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from palpate.clinic.database import data_folder
    from palpate.clinic.vault import store, swap

    found = store.at(data_folder())
    if swap.finish(found):
        found = store.at(data_folder())
    return found


def existing_store(data: str | None = None) -> Store:
    """The same, for commands that make no sense without a record."""
    found = open_store(data)
    if not found.is_postgresql and not (found.folder / "palpate.db").exists():
        raise UserError(
            f"There is no record in {found.folder}.",
            "Name its folder with --data or PALPATE_DATA, or begin one: palpate serve",
        )
    return found
