# ruff: noqa: RUF012 - lists, as Django writes them
"""A column grows, for which SQLite builds the table anew; rows are filled in by Python."""

from django.db import migrations, models

from palpate.clinic.database.operations import AppendOnly, AppendOnlyLifted


def write_small(apps, editor):
    """Change rows of every practice, as data migrations do."""
    apps.get_model("ledger", "Event").objects.using(editor.connection.alias).update(what="old")


class Migration(migrations.Migration):
    """The second state of the ledger."""

    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.AlterField("event", "what", models.CharField(max_length=200)),
        AppendOnlyLifted("ledger_event"),
        migrations.RunPython(write_small, migrations.RunPython.noop),
        AppendOnly("ledger_event"),
    ]
