"""The state of a database's migrations, and the models as they were then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps as current_apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from palpate.evidence.errors import UserError

Node = tuple[str, str]


def applied() -> list[Node]:
    """Every migration of the database, in a stable order."""
    loader = MigrationLoader(connections[DEFAULT_DB_ALIAS])
    return sorted(loader.applied_migrations)


def pending() -> list[Node]:
    """Migrations of this Palpate that the database does not have yet."""
    loader = MigrationLoader(connections[DEFAULT_DB_ALIAS])
    return sorted(node for node in loader.graph.nodes if node not in loader.applied_migrations)


def unknown(nodes: Iterable[Node]) -> list[Node]:
    """Migrations that this Palpate does not have: they come from a newer one."""
    loader = MigrationLoader(None)
    return sorted(node for node in nodes if node not in loader.disk_migrations)


def refuse_newer(nodes: Iterable[Node], name: str) -> None:
    """Raise UserError for a state that only a newer Palpate knows."""
    if found := unknown(nodes):
        told = ", ".join(f"{app} {migration}" for app, migration in found[:3])
        raise UserError(
            f"comes from a newer Palpate: this one does not know {told}.",
            "Install that version or a newer one, then try again.",
            name,
        )


def models_at(nodes: Iterable[Node]) -> Any:
    """The models as they stood with these migrations."""
    loader = MigrationLoader(None)
    return loader.project_state(list(nodes)).apps


def migrate_to(nodes: Iterable[Node]) -> None:
    """Bring an empty database to a state, without the rows that packages add afterwards."""
    wanted = set(nodes)
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = [
        (migration, False)
        for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())
        if (migration.app_label, migration.name) in wanted
    ]
    executor.migrate(sorted(wanted), plan=plan)


def migrate_forward() -> list[Node]:
    """Bring the database to the present state; return what was applied."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.prepare_database()
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    targets = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    emit_pre_migrate_signal(0, False, connection.alias, apps=current_apps, plan=plan)
    executor.migrate(targets, plan=plan)
    emit_post_migrate_signal(0, False, connection.alias, apps=current_apps, plan=plan)
    return [(migration.app_label, migration.name) for migration, _ in plan]
