"""Finding notes by their words on PostgreSQL, with their index and within the practice."""

from typing import Any

from django.db import migrations

from palpate.clinic.home.index import FINDER, NO_FINDER


def create(apps: Any, editor: Any) -> None:
    """Make the function."""
    del apps
    _run(editor, FINDER)


def drop(apps: Any, editor: Any) -> None:
    """Remove it."""
    del apps
    _run(editor, NO_FINDER)


def _run(editor: Any, statements: tuple[str, ...]) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in statements:
            editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Adds the function."""

    dependencies = [("home", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
