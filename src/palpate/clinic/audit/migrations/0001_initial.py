"""Entries of the audit chain, and the checks of it."""

import django.db.models.deletion
from django.db import migrations, models

from palpate.clinic.database.operations import AppendOnly, RowSecurity


class Migration(migrations.Migration):
    """Makes both tables; `access` guards the entries, this migration guards the checks."""

    initial = True

    dependencies = [("practice", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                ("user_id", models.UUIDField(null=True)),
                ("who", models.CharField(max_length=120)),
                ("act", models.CharField(max_length=60)),
                ("client_id", models.UUIDField(null=True)),
                ("kind", models.CharField(blank=True, max_length=60)),
                ("object_id", models.CharField(blank=True, max_length=60)),
                ("why", models.TextField(blank=True)),
                ("detail", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
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
            options={
                "indexes": [
                    models.Index(
                        fields=["practice", "client_id", "-number"], name="audit_of_a_client"
                    ),
                    models.Index(fields=["practice", "-at"], name="audit_by_time"),
                    models.Index(fields=["practice", "act", "-number"], name="audit_by_act"),
                    models.Index(fields=["practice", "user_id", "-number"], name="audit_by_user"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("practice", "number"), name="one_entry_per_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("through", models.PositiveBigIntegerField()),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("window", models.PositiveBigIntegerField(default=0)),
                ("problems", models.JSONField(default=list)),
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
            options={
                "indexes": [models.Index(fields=["practice", "-at"], name="audit_checks_by_time")],
            },
        ),
        RowSecurity("audit_check"),
        AppendOnly("audit_check"),
    ]
