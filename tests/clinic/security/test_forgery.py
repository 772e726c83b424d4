"""Another site cannot act through a member's browser."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from tests.clinic.access.objects import Objects
from tests.clinic.access.routes import Route
from tests.clinic.security.addresses import (
    address_of,
    declared_routes,
    operation_address,
    operations,
)
from tests.clinic.security.conftest import signed_in
from tests.clinic.security.watching import written

from palpate.clinic.access.api import Declared
from palpate.clinic.practice.models import Member

ROUTES = declared_routes()
PRIVATE_LINKS = "i/<str:token>/"


@pytest.fixture
def strict(everybody: Member) -> Browser:
    """A signed-in browser, asked by another site."""
    return signed_in(everybody, enforce_csrf_checks=True)


@pytest.mark.parametrize("route", ROUTES, ids=lambda each: f"{each.name} {each.pattern}")
def test_nothing_is_done_without_the_token(route: Route, strict: Browser, here: Objects) -> None:
    with written() as tables:
        answer = strict.post(address_of(route, here), {"name": "x"})
    # Private links carry their own token; the sample link of this test does not exist.
    expected = {404} if route.pattern.startswith(PRIVATE_LINKS) else {403, 405}
    assert answer.status_code in expected
    assert tables == set()


@pytest.mark.parametrize(
    "declared",
    [each for each in operations() if each.method != "GET"],
    ids=lambda each: f"{each.method} {each.path}",
)
def test_no_operation_is_done_without_the_token(
    declared: Declared, strict: Browser, here: Objects
) -> None:
    address = operation_address(declared, here)
    for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
        with written() as tables:
            answer = strict.generic(declared.method, address, "{}", content_type=kind)
        assert answer.status_code == 403
        assert tables == set()


def test_a_token_from_elsewhere_is_not_taken(strict: Browser) -> None:
    strict.get("/clients/new/")
    for headers in (
        {"X-CSRFToken": "a" * 64},
        {"X-CSRFToken": ""},
        {"Origin": "https://evil.example"},
    ):
        answer = strict.post("/clients/new/", {"given_name": "Eva"}, headers=headers)
        assert answer.status_code == 403


def test_no_answer_invites_other_sites(full: Browser, here: Objects) -> None:
    for route in ROUTES:
        answer = full.get(address_of(route, here), headers={"Origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.startswith("Access-Control-")]
