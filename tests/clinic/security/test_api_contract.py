"""The JSON interface answers as its description says, whatever it is sent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.test import Client as Browser
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.clinic.access.objects import Objects
from tests.clinic.conftest import make_member
from tests.clinic.security.addresses import NOWHERE, operation_address, operations

from palpate.clinic.access.permissions import Role
from palpate.clinic.accounts.models import User
from palpate.clinic.practice.models import Member

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 12


@pytest.fixture
def interface(full: Browser) -> Any:
    """The description, bound to the program in this process."""
    described = full.get("/api/v1/openapi.json").json()
    found = schemathesis.openapi.from_dict(described)
    found.app = get_wsgi_application()
    return found


@pytest.mark.parametrize("declared", operations(), ids=lambda each: f"{each.method} {each.path}")
def test_an_operation_answers_as_described(
    declared: Any, interface: Any, full: Browser, here: Objects
) -> None:
    path = re.sub(r"\{[^:}]+:", "{", declared.path)
    named = {each: str(here.of(each)) for each in re.findall(r"\{(\w+)\}", path)}
    token = token_of(full)
    cookies = {name: each.value for name, each in full.cookies.items()}
    statuses: Counter[int] = Counter()

    operation = interface[path][declared.method]
    strategy = operation.as_strategy()

    def check(case: Any) -> None:
        case.path_parameters = named
        with transaction.atomic():
            answer = case.call(cookies=cookies, headers=token)
            case.validate_response(answer, checks=CHECKS)
            statuses[answer.status_code] += 1
            transaction.set_rollback(True)

    limited = settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    limited(given(strategy)(check))()
    assert statuses
    assert 403 not in statuses, "every request came with the token and the permission"


def token_of(full: Browser) -> dict[str, str]:
    """The token that a page of this browser carries."""
    page = full.get("/clients/new/").content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return {"X-CSRFToken": found[1]}


def test_every_operation_is_described(full: Browser) -> None:
    paths = full.get("/api/v1/openapi.json").json()["paths"]
    described = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    declared = {(each.method, re.sub(r"\{[^:}]+:", "{", each.path)) for each in operations()}
    assert described == declared


def refused_as_described(declared: Any, interface: Any, answer: Any) -> int:
    """Status of a refusal, whose words are those of the description."""
    path = re.sub(r"\{[^:}]+:", "{", declared.path)
    responses = interface.raw_schema["paths"][path][declared.method.lower()]["responses"]
    described = responses[str(answer.status_code)]["content"]["application/json"]["schema"]
    assert described == {"$ref": "#/components/schemas/Problems"}
    assert answer["Content-Type"].startswith("application/json")
    for problem in answer.json()["errors"]:
        assert set(problem) == {"field", "message", "remedy"}
        assert all(isinstance(each, str) and each for each in problem.values())
    return int(answer.status_code)


@pytest.mark.parametrize("declared", operations(), ids=lambda each: f"{each.method} {each.path}")
def test_every_operation_refuses_as_described(
    declared: Any,
    interface: Any,
    full: Browser,
    here: Objects,
    client_of: Callable[[Member], Browser],
) -> None:
    address = operation_address(declared, here)
    nowhere = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", NOWHERE, address)
    desk = client_of(make_member(here.practice, Role.FRONT_DESK))
    nobody = Browser()
    nobody.force_login(User.objects.create_user("nobody@example.org", name="Nobody"))

    gone = client_of(former := make_member(here.practice, Role.THERAPIST))
    Member.objects.filter(pk=former.pk).update(active=False)

    def answer(browser: Browser, path: str) -> Any:
        return browser.generic(declared.method, path, "{}", content_type="application/json")

    for browser, path, status in (
        (Browser(), address, 401),
        (nobody, address, 401),
        (desk, address, 403),
        (gone, address, 403),
    ):
        assert refused_as_described(declared, interface, answer(browser, path)) == status
    if declared.method == "GET":
        assert refused_as_described(declared, interface, answer(full, nowhere)) == 404
