"""The index of the words of notes, in what each engine offers for it."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from palpate.clinic.database.operations import RowSecurity
from palpate.clinic.home.index import CREATE, DROP


def create(apps: Any, editor: Any) -> None:
    """Make the table or column of words."""
    del apps
    for statement in CREATE[editor.connection.vendor]:
        editor.execute(statement)


def drop(apps: Any, editor: Any) -> None:
    """Remove it."""
    del apps
    for statement in DROP[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Makes the index, empty."""

    initial = True

    dependencies = [("notes", "0001_initial"), ("practice", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="IndexedNote",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "note",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indexed",
                        to="notes.note",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.practice",
                    ),
                ),
            ],
        ),
        RowSecurity("home_indexednote"),
        migrations.RunPython(create, drop),
    ]
