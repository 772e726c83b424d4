"""Django without a server: the clinic's own settings and its test client."""

from __future__ import annotations

import os

import django
import pytest
from django.test import Client
from django.test.utils import setup_test_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palpate.clinic.config.settings")
django.setup()
setup_test_environment()


@pytest.fixture
def client() -> Client:
    """A client that Django trusts."""
    return Client()


@pytest.fixture
def stranger() -> Client:
    """A client that must prove its requests come from Palpate's own page."""
    return Client(enforce_csrf_checks=True)
