"""Looking at a page changes nothing."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from tests.clinic.access.objects import Objects
from tests.clinic.security.addresses import address_of, declared_routes
from tests.clinic.security.watching import digests, written

ROUTES = [each for each in declared_routes() if each.name != "account_logout"]
METHODS = ("get", "head", "options")


@pytest.mark.parametrize("method", METHODS)
def test_nothing_is_changed_by_looking(method: str, full: Browser, here: Objects) -> None:
    before = digests()
    changed = {}
    for route in ROUTES:
        with written() as tables:
            status = getattr(full, method)(address_of(route, here)).status_code
        assert status < 500, route.pattern
        if tables:
            changed[route.pattern] = tables
    assert changed == {}
    assert digests() == before


def test_signing_out_needs_more_than_a_link(full: Browser) -> None:
    full.get("/account/logout/")
    assert full.get("/account/").status_code == 200


def test_nobody_repeats_what_trace_sends(full: Browser, here: Objects) -> None:
    for route in ROUTES:
        answer = full.trace(address_of(route, here), headers={"X-Marker": "b7e1f0c4"})
        assert answer.status_code < 500
        assert b"b7e1f0c4" not in answer.content, route.pattern
