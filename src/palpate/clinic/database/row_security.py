"""The statements behind row-level security on PostgreSQL."""

from __future__ import annotations

from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

from palpate.clinic.database.append_only import quoted
from palpate.clinic.database.security import EVERYTHING, PRACTICE, ROLE

# Two databases of one server share the role, and two processes may make it at the same time.
ENSURE_ROLE: Final = f"""
DO $$
DECLARE usable boolean;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN
        BEGIN
            CREATE ROLE {ROLE} NOLOGIN NOINHERIT;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END;
    END IF;
    IF current_setting('server_version_num')::int >= 160000 THEN
        usable := pg_has_role(current_user, '{ROLE}', 'SET');
    ELSE
        usable := pg_has_role(current_user, '{ROLE}', 'MEMBER');
    END IF;
    IF NOT usable THEN
        EXECUTE format('GRANT {ROLE} TO %I', current_user);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO {ROLE}', current_schema());
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'The user % may not make or use the role {ROLE}.', current_user
        USING HINT = format('As an administrator of the server: CREATE ROLE {ROLE} NOLOGIN;'
            ' GRANT {ROLE} TO %I; and let that user own the database.', current_user);
END $$
"""

# A table that has neither a policy nor a grant belongs to Django or a package: sessions, users,
# content types. The list of applied migrations stays out of reach.
GRANT_THE_REST: Final = f"""
DO $$
DECLARE found record;
BEGIN
    FOR found IN
        SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
          AND pg_get_userbyid(c.relowner) = current_user AND c.relname <> 'django_migrations'
          AND NOT c.relrowsecurity AND NOT has_table_privilege('{ROLE}', c.oid, 'SELECT')
          AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
                          AND a.attname = 'practice_id' AND NOT a.attisdropped)
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO {ROLE}', found.name);
    END LOOP;
END $$
"""  # noqa: S608 - the role is a constant


def grant(table: str) -> list[str]:
    """Return the statements that let the application's role use a table."""
    return [
        ENSURE_ROLE,
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {quoted(table)} TO {ROLE}",
    ]


def revoke(table: str) -> list[str]:
    """Return the statements that take the table away again."""
    return [f"REVOKE ALL ON {quoted(table)} FROM {ROLE}"]


def protect(table: str, column: str) -> list[str]:
    """Return the statements that show each practice its own rows.

    The sub-select is evaluated once for a query, so that an index on the column is used; a policy
    for each role keeps the owner's exception out of the application's plans.
    """
    name = quoted(table)
    own = f"{quoted(column)} = (SELECT nullif(current_setting('{PRACTICE}', true), '')::uuid)"
    every = f"(SELECT current_setting('{EVERYTHING}', true) = 'on')"
    return [
        *grant(table),
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY palpate_practice ON {name} TO {ROLE} USING ({own}) WITH CHECK ({own})",
        f"CREATE POLICY palpate_everything ON {name} TO CURRENT_USER"
        f" USING ({every}) WITH CHECK ({every})",
    ]


def expose(table: str) -> list[str]:
    """Return the statements that undo `protect`."""
    name = quoted(table)
    return [
        f"DROP POLICY palpate_everything ON {name}",
        f"DROP POLICY palpate_practice ON {name}",
        f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY",
        *revoke(table),
    ]


def grant_the_rest(using: str = DEFAULT_DB_ALIAS) -> None:
    """Grant every table that belongs to no practice; after migrations, and after new tables.

    A table with a ``practice_id`` is left alone: forgetting `RowSecurity` closes it.
    """
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute(ENSURE_ROLE)
            cursor.execute(GRANT_THE_REST)
