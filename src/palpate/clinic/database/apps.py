"""What the database does around migrations."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.core.management import call_command
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from palpate.clinic.database.checks import login_is_bound_by_policies
from palpate.clinic.database.row_security import grant_the_rest
from palpate.clinic.database.security import EVERYTHING


class DatabaseConfig(AppConfig):
    """Shows every row to migrations, and afterwards grants what packages brought."""

    name = "palpate.clinic.database"
    label = "database"

    def ready(self) -> None:
        """Listen for migrations, and look at the login when databases are checked."""
        register(login_is_bound_by_policies, Tags.database)
        pre_migrate.connect(_show_everything, dispatch_uid="palpate.database.show")
        post_migrate.connect(_close_and_grant, dispatch_uid="palpate.database.grant")


def _show_everything(using: str, **_signal: Any) -> None:
    """Let data migrations see rows; they run as the owner, and outside every scope."""
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute(f"SELECT set_config('{EVERYTHING}', 'on', false)")


def _close_and_grant(using: str, **signal: Any) -> None:
    """Close the view again, make the cache's table, and grant what belongs to no practice."""
    if "plan" not in signal:
        return  # the database was emptied, not migrated
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute(f"SELECT set_config('{EVERYTHING}', '', false)")
    call_command("createcachetable", database=using, verbosity=0)
    grant_the_rest(using)
