"""Keeping the record: backup, restore, export, import, move, doctor."""
