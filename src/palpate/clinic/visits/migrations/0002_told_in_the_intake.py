"""Which answers of a case stand as the client told them in the intake."""

from django.db import migrations

import palpate.clinic.database.fields


class Migration(migrations.Migration):
    """Adds the column; for rows of before nothing is known."""

    dependencies = [("visits", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="told",
            field=palpate.clinic.database.fields.EncryptedJSONField(default=list),
        ),
    ]
