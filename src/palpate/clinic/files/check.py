"""Whether every file has its row, every row its file, and every file its content."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from palpate.clinic.files import vaulting
from palpate.clinic.files.actions import content_of
from palpate.clinic.files.models import StoredFile
from palpate.evidence import UserError


def problems(*, deep: bool = False) -> Iterator[str]:
    """What is wrong, in words; `deep` opens every file. Call it with every practice in view."""
    known = set()
    for file in StoredFile.objects.order_by("pk").iterator(1000):
        known.add(str(file.pk))
        if not vaulting.path_of(file.pk).exists():
            yield f"file {file.pk} is missing on the disk; restore it from a backup."
        elif deep and (problem := _damage(file)):
            yield f"file {file.pk}: {problem}"
    for name in orphans(known):
        yield f"{name} on the disk belongs to no record; an upload was interrupted. Delete it."


def orphans(known: set[str]) -> Iterator[str]:
    """Paths below the folder of files that no row knows."""
    root = vaulting.root()
    for path in sorted(root.glob("*/*")):
        if path.name not in known or path != vaulting.path_of(UUID(path.name)):
            yield str(path.relative_to(root.parent))


def _damage(file: StoredFile) -> str:
    try:
        content_of(file)
    except UserError as error:
        return str(error)
    return ""
