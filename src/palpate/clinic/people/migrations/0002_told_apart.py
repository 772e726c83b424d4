"""Records told apart, the state a merged record had, and finding by e-mail address."""

import django.db.models.deletion
from django.db import migrations, models

import palpate.clinic.database.identifiers
from palpate.clinic.database.operations import RowSecurity


class Migration(migrations.Migration):
    """Adds the table of records told apart, guarded like every other."""

    dependencies = [
        ("people", "0001_initial"),
        ("practice", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Distinct",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name="merge",
            name="gone_was",
            field=models.CharField(
                choices=[
                    ("active", "Active"),
                    ("archived", "Archived"),
                    ("merged", "Merged into another record"),
                ],
                default="active",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="client",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["merged_into"],
                name="clients_merged_into",
            ),
        ),
        migrations.AddIndex(
            model_name="client",
            index=models.Index(fields=["practice", "email"], name="clients_by_email"),
        ),
        migrations.AddField(
            model_name="distinct",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practice.member"
            ),
        ),
        migrations.AddField(
            model_name="distinct",
            name="one",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.client"
            ),
        ),
        migrations.AddField(
            model_name="distinct",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.client"
            ),
        ),
        migrations.AddField(
            model_name="distinct",
            name="practice",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="practice.practice",
            ),
        ),
        migrations.AddConstraint(
            model_name="distinct",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="told_apart_once"),
        ),
        RowSecurity("people_distinct"),
    ]
