"""A clean memory of codes and attempts for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def forgotten(db: None) -> Iterator[None]:  # noqa: ARG001 - the memory is in it
    """Forget used codes and failed attempts."""
    cache.clear()
    yield
    cache.clear()
