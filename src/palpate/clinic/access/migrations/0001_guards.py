"""What the database itself refuses: other practices' rows, and any change to what was written."""

from django.db import migrations

from palpate.clinic.database.operations import AppendOnly, Grant, RowSecurity

OF_ONE_PRACTICE = (
    "practice_credential",
    "audit_entry",
    "people_client",
    "people_historicalclient",
    "people_contact",
    "people_historicalcontact",
    "people_care",
    "people_merge",
    "consent_consenttext",
    "consent_consent",
    "arrival_intake",
    "arrival_healthhistory",
    "arrival_historicalhealthhistory",
    "visits_episode",
    "visits_historicalepisode",
    "visits_visit",
    "visits_finding",
    "visits_measurement",
    "visits_hypothesis",
    "notes_note",
    "notes_noteversion",
    "files_storedfile",
    "vault_importbatch",
)
BEFORE_A_PRACTICE_IS_KNOWN = ("practice_member", "practice_setuplink", "arrival_linkkey")
NEVER_CHANGED = ("audit_entry", "notes_noteversion")


class Migration(migrations.Migration):
    """Sets the guards on every table of the record."""

    dependencies = [
        ("practice", "0001_initial"),
        ("audit", "0001_initial"),
        ("people", "0001_initial"),
        ("consent", "0001_initial"),
        ("arrival", "0001_initial"),
        ("visits", "0001_initial"),
        ("notes", "0001_initial"),
        ("files", "0001_initial"),
        ("vault", "0001_initial"),
    ]

    operations = [
        *(RowSecurity(table) for table in OF_ONE_PRACTICE),
        *(Grant(table) for table in BEFORE_A_PRACTICE_IS_KNOWN),
        *(AppendOnly(table) for table in NEVER_CHANGED),
    ]
