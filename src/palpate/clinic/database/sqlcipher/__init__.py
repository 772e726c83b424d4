"""Django's engine for SQLite, on SQLCipher: encrypted, and without the old WAL fault."""
