"""Django without a server: the clinic's own settings and its test client."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def client() -> Client:
    """A client that Django trusts."""
    return Client()


@pytest.fixture
def stranger() -> Client:
    """A client that must prove its requests come from Palpate's own page."""
    return Client(enforce_csrf_checks=True)
