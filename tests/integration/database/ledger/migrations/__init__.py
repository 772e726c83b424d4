"""Migrations that use every operation of the database room."""
