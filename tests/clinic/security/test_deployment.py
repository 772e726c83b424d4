"""Behind TLS: cookies, headers and Django's own check of a deployment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from tests.clinic.security.served import behind_tls, told

from palpate.clinic.arrival.browsers import cookie_name, give_secret
from palpate.clinic.arrival.models import Intake

CHECK = """
import django
from django.core.management import call_command
django.setup()
call_command("check", deploy=True, fail_level="WARNING")
"""

VISIT = """
import json, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from django.test import Client
from palpate.clinic.accounts.models import User
browser = Client(headers={"host": "record.example.org", "x-forwarded-proto": "https"})
paths = ("/account/login/", "/workbench/", "/nowhere/", "/api/x")
pages = {path: browser.get(path) for path in paths}
User.objects.create_user("anna@example.org", "seven green kettles sing", name="Anna")
given = {"login": "anna@example.org", "password": "seven green kettles sing"}
pages["sign-in"] = browser.post("/account/login/", given)
pages["/second-factor/"] = browser.get("/second-factor/")
plain = Client(headers={"host": "record.example.org"}).get("/account/login/")
foreign = Client(headers={"host": "evil.example", "x-forwarded-proto": "https"})
forged = foreign.post("/account/password/reset/", {"email": "anna@example.org"})
cookies = {name: {key: value for key, value in one.items() if value}
           for name, one in browser.cookies.items()}
print(json.dumps({
    "cookies": cookies,
    "headers": {path: dict(answer.headers) for path, answer in pages.items()},
    "plain": plain.status_code,
    "forged": forged.status_code,
}))
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own."""
    folder = tmp_path_factory.mktemp("tls")
    folder.chmod(0o700)
    return folder


@pytest.fixture(scope="module")
def served(data: Path) -> Any:
    """What a browser is given behind TLS."""
    return told(VISIT, data)


def test_the_check_of_a_deployment_finds_nothing(data: Path) -> None:
    run = behind_tls(CHECK, data)
    assert run.returncode == 0, run.stderr
    assert "System check identified no issues" in run.stdout


def test_cookies_are_bound_to_this_host_and_to_tls(served: Any) -> None:
    cookies = served["cookies"]
    assert set(cookies) == {"__Host-palpate", "__Host-csrf"}
    for cookie in cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["path"] == "/"
        assert "domain" not in cookie
        assert cookie["samesite"] in {"Lax", "Strict"}


def test_browsers_are_told_to_come_by_tls_only(served: Any) -> None:
    for path, headers in served["headers"].items():
        assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", path


def test_who_comes_without_tls_is_sent_there(served: Any) -> None:
    assert served["plain"] == 301


def test_a_host_that_is_not_ours_is_refused(served: Any) -> None:
    assert served["forged"] == 400


def test_the_cookie_of_a_private_link_is_marked_secure(
    settings: Any,
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    answer = HttpResponse()
    intake = Intake()
    give_secret(RequestFactory().get("/"), answer, intake, "x" * 43)
    cookie = answer.cookies[cookie_name(intake)]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie_name(intake).startswith("__Secure-")
