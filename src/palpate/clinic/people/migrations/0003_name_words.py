"""The words of names, so that a client is found without reading all of them."""

import django.db.models.deletion
from django.db import migrations, models

from palpate.clinic.database.operations import ByteOrder, RowSecurity


class Migration(migrations.Migration):
    """Adds the table, guarded like every other; it is filled when a record is brought forward."""

    dependencies = [
        ("people", "0002_told_apart"),
        ("practice", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("word", models.CharField(max_length=250)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="name_words",
                        to="people.client",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.practice",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["practice", "word", "client"],
                        name="clients_by_word",
                    )
                ],
            },
        ),
        RowSecurity("people_nameword"),
        ByteOrder("people_nameword", {"word": 250}),
        ByteOrder("people_client", {"sort_name": 250, "email": 254}),
    ]
