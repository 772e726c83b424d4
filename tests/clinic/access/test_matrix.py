"""Route by role by practice by object: generated from the URLconf, nothing listed by hand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse
from tests.clinic.access.objects import Objects
from tests.clinic.access.routes import Route, all_routes
from tests.clinic.conftest import make_member, make_practice

from palpate.clinic.access.api import OPERATIONS, Declared
from palpate.clinic.access.permissions import GRANTS, Role
from palpate.clinic.practice.models import Member

API_ARGUMENT = re.compile(r"\{(?:[^:}]+:)?([^}]+)\}")
OBJECT = re.compile("_id$").search
METHODS = ("get", "post")
REFUSED = {403, 404}
MEMBER_ROUTES = [
    route
    for route in all_routes()
    if route.declared
    and not route.declared.public
    and not route.declared.signed_in
    and not route.pattern.startswith("api/v1/visits")
    and not route.pattern.startswith("api/v1/clients")
]
CLOSED = [route for route in all_routes() if route.declared is None]


def test_every_route_of_ours_is_declared() -> None:
    assert [route.pattern for route in CLOSED if not route.is_foreign] == []


@pytest.mark.parametrize("route", CLOSED, ids=lambda route: route.name)
def test_what_packages_bring_and_nobody_declared_is_refused(
    route: Route, here: Objects, client_of: Callable[[Member], Browser]
) -> None:
    browser = client_of(make_member(here.practice, *Role))
    named = dict.fromkeys(route.arguments, "abc")
    for method in METHODS:
        assert getattr(browser, method)(reverse(route.name, kwargs=named)).status_code == 403


@pytest.fixture
def here(db: None) -> Objects:
    """Our practice."""
    del db
    return Objects(make_practice("Here"))


@pytest.fixture
def there(db: None) -> Objects:
    """Another practice."""
    del db
    return Objects(make_practice("There"))


@pytest.mark.parametrize("route", MEMBER_ROUTES, ids=lambda route: route.pattern)
@pytest.mark.parametrize("role", list(Role))
def test_a_role_without_the_permission_is_refused(
    role: Role, route: Route, here: Objects, client_of: Callable[[Member], Browser]
) -> None:
    assert route.declared is not None
    browser = client_of(make_member(here.practice, role))
    may = route.declared.needs is None or route.declared.needs in GRANTS[role]
    for method in METHODS:
        status = call(browser, method, route, here)
        if may:
            assert status < 500
        else:
            assert status == 403


@pytest.mark.parametrize(
    "route",
    [route for route in MEMBER_ROUTES if any(OBJECT(name) for name in route.arguments)],
    ids=lambda route: route.pattern,
)
def test_an_object_of_another_practice_does_not_exist(
    route: Route, here: Objects, there: Objects, client_of: Callable[[Member], Browser]
) -> None:
    browser = client_of(make_member(here.practice, *Role))
    for method in METHODS:
        assert call(browser, method, route, there) in REFUSED | {405}


@pytest.mark.parametrize("route", MEMBER_ROUTES, ids=lambda route: route.pattern)
def test_nobody_signed_in_reaches_nothing(route: Route, here: Objects) -> None:
    for method in METHODS:
        assert call(Browser(), method, route, here) in {302, 401, 403}


@pytest.mark.parametrize("declared", OPERATIONS, ids=lambda each: f"{each.method} {each.path}")
@pytest.mark.parametrize("role", list(Role))
def test_an_operation_asks_for_its_permission(
    role: Role, declared: Declared, here: Objects, client_of: Callable[[Member], Browser]
) -> None:
    status = operate(client_of(make_member(here.practice, role)), declared, here)
    if declared.needs in GRANTS[role]:
        assert status < 500
    else:
        assert status == 403


@pytest.mark.parametrize("declared", OPERATIONS, ids=lambda each: f"{each.method} {each.path}")
def test_an_operation_knows_no_object_of_another_practice(
    declared: Declared, here: Objects, there: Objects, client_of: Callable[[Member], Browser]
) -> None:
    browser = client_of(make_member(here.practice, *Role))
    assert operate(browser, declared, there) in {404, 422}


def operate(browser: Browser, declared: Declared, objects: Objects) -> int:
    """Status of an operation called with an empty body."""
    address = API_ARGUMENT.sub(lambda found: str(objects.of(found[1])), declared.path)
    return int(
        browser.generic(declared.method, address, "{}", content_type="application/json").status_code
    )


def call(browser: Browser, method: str, route: Route, objects: Objects) -> int:
    """Status of the answer to an empty request."""
    named = {argument: objects.of(argument) for argument in route.arguments}
    address = reverse(route.name, kwargs=named)
    return int(getattr(browser, method)(address).status_code)
