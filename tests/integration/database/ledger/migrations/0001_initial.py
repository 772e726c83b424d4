# ruff: noqa: RUF012 - lists, as Django writes them
"""The tables, and what protects them."""

from django.db import migrations, models

import palpate.clinic.database.fields
import palpate.clinic.database.identifiers
from palpate.clinic.database.operations import AppendOnly, Grant, RowSecurity


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=palpate.clinic.database.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("practice_id", models.UUIDField(db_index=True)),
                ("plain", models.CharField(blank=True, max_length=100)),
                ("words", palpate.clinic.database.fields.EncryptedTextField(null=True)),
                ("remark", palpate.clinic.database.fields.EncryptedTextField(null=True)),
                (
                    "told",
                    palpate.clinic.database.fields.EncryptedJSONField(default=dict, null=True),
                ),
                ("raw", palpate.clinic.database.fields.EncryptedBinaryField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=palpate.clinic.database.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("practice_id", models.UUIDField()),
                ("what", models.CharField(max_length=80)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=20)),
                ("price", models.DecimalField(decimal_places=2, default=0, max_digits=8)),
                ("day", models.DateField(null=True)),
                ("moment", models.DateTimeField(null=True)),
                ("hour", models.TimeField(null=True)),
                ("sure", models.BooleanField(default=False)),
                ("facts", models.JSONField(default=dict)),
            ],
        ),
        Grant("ledger_word"),
        RowSecurity("ledger_entry"),
        RowSecurity("ledger_event"),
        AppendOnly("ledger_event"),
    ]
