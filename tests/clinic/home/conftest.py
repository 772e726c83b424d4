"""Tests that only one engine can run are collected for that engine only."""

from __future__ import annotations

from django.db import connection

collect_ignore = [] if connection.vendor == "postgresql" else ["test_finder_in_practice.py"]
