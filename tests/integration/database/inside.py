"""Runs one function with the ledger's settings: `python -m ... module function arguments`."""

from __future__ import annotations

import importlib
import os
import sys

import django

if __name__ == "__main__":
    os.umask(0o022)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.integration.database.settings"
    django.setup()
    _, module, function, *arguments = sys.argv
    getattr(importlib.import_module(module), function)(*arguments)
