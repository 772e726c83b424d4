"""Django's engine for PostgreSQL, with append-only tables."""
