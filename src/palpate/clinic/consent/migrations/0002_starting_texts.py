"""The starting texts, for practices that were made before they came with them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from palpate.clinic.consent.starting import starting_texts
from palpate.clinic.database import everything_scope


def put_in_place(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every practice without texts those that each one starts with."""
    practices = apps.get_model("practice", "Practice").objects
    texts = apps.get_model("consent", "ConsentText").objects
    with everything_scope("starting consent texts", schema_editor.connection.alias):
        having = texts.values("practice_id")
        for practice in practices.exclude(pk__in=having).values_list("pk", flat=True):
            for kind, language, title, body, is_required in starting_texts():
                texts.create(
                    practice_id=practice,
                    kind=kind,
                    language=language,
                    version=1,
                    title=title,
                    body=body,
                    is_required=is_required,
                )


class Migration(migrations.Migration):
    """Adds rows only; going back leaves them, because something may be signed."""

    dependencies = [("consent", "0001_initial"), ("practice", "0001_initial")]

    operations = [migrations.RunPython(put_in_place, migrations.RunPython.noop)]
