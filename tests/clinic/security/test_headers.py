"""Headers that keep a page to itself, on every kind of answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from tests.clinic.access.objects import Objects
from tests.clinic.security.addresses import address_of, declared_routes, member_routes

KINDS = {
    "a member's page": ("full", "get", "/clients/"),
    "a page for anybody": ("nobody", "get", "/account/login/"),
    "the workbench": ("nobody", "get", "/workbench/"),
    "a page that is not there": ("full", "get", "/nowhere/"),
    "a page that is refused": ("full", "get", "/account/email/"),
    "a form that is refused": ("full", "post", "/clients/new/"),
    "a method that is refused": ("full", "post", "/audit/"),
    "a redirect": ("nobody", "get", "/clients/"),
    "the interface": ("full", "get", "/api/v1/openapi.json"),
    "nothing in the interface": ("full", "get", "/api/v1/nothing"),
    "a link that ended": ("nobody", "get", "/i/xyz/"),
    "a forged request": ("forged", "post", "/clients/new/"),
}


@pytest.fixture
def answers(full: Browser, here: Objects) -> dict[str, Any]:
    """One answer of each kind."""
    del here
    forged = Browser(enforce_csrf_checks=True)
    browsers = {"full": full, "nobody": Browser(), "forged": forged}
    return {
        kind: getattr(browsers[who], method)(path) for kind, (who, method, path) in KINDS.items()
    }


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_of_answer_is_closed(kind: str, answers: dict[str, Any]) -> None:
    headers = answers[kind].headers
    policy = dict(part.strip().partition(" ")[::2] for part in policy_of(headers).split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in policy_of(headers)
    assert "*" not in policy_of(headers)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def policy_of(headers: Any) -> str:
    return str(headers["Content-Security-Policy"])


def test_every_page_of_a_member_is_kept_by_nobody(full: Browser, here: Objects) -> None:
    kept = {}
    for route in member_routes():
        if route.name == "account_logout":
            continue
        answer = full.get(address_of(route, here))
        if "no-store" not in answer.get("Cache-Control", ""):
            kept[route.pattern] = answer.get("Cache-Control")
    assert kept == {}


def test_no_page_holds_a_script_or_a_style_of_its_own(full: Browser, here: Objects) -> None:
    for route in declared_routes():
        answer = full.get(address_of(route, here))
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        text = answer.content.decode()
        for sign in (" onclick=", " onload=", " onerror=", "javascript:", " style=", "<style"):
            assert sign not in text, (route.pattern, sign)


def test_every_answer_says_what_it_is(full: Browser, here: Objects) -> None:
    for route in declared_routes():
        answer = full.get(address_of(route, here))
        if not answer.content:
            continue
        kind = answer["Content-Type"]
        assert kind in {"image/png", "application/octet-stream", "application/json"} or (
            kind.startswith("text/") and "charset=utf-8" in kind
        ), (route.pattern, kind)
