"""The page itself: what it sends, and what it forbids."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client


def test_the_page_loads_its_own_files_only(client: Client) -> None:
    answer = client.get("/workbench/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<palpate-workbench" in text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert addresses
    assert all(each.startswith(("/", "data:,")) for each in addresses)


def test_nothing_inline_may_run(client: Client) -> None:
    answer = client.get("/workbench/")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    text = answer.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert " style=" not in text
    assert " on" not in re.sub(r">[^<]*<", "><", text).replace(" only", "")


def test_headers_that_keep_the_page_to_itself(client: Client) -> None:
    headers = client.get("/workbench/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_open_workbench_stores_nothing(client: Client) -> None:
    """No session begins, and the database, closed to this test, is not asked."""
    case = {"pain": [{"region": "temple", "side": "left", "intensity": 6}]}
    assert client.get("/workbench/").status_code == 200
    assert client.post("/api/reason", case, content_type="application/json").status_code == 200
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_only_this_machine_may_ask(client: Client) -> None:
    assert client.get("/workbench/", headers={"host": "palpate.example"}).status_code == 400


@pytest.mark.parametrize("address", ["/api/nothing", "/nothing", "/api/sources/nothing.left"])
def test_what_does_not_exist_says_so(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    if address.startswith("/api/"):
        (error,) = answer.json()["errors"]
        assert error["message"]
        assert error["remedy"]
    else:
        assert "nothing at this address" in answer.content.decode()


@pytest.mark.parametrize("address", ["/api/reason", "/summary"])
def test_a_stranger_may_not_post(stranger: Client, address: str) -> None:
    answer = stranger.post(address, "{}", content_type="application/json")
    assert answer.status_code == 403
    assert "own page" in answer.content.decode()


def test_posting_is_needed_to_reason(client: Client) -> None:
    assert client.get("/api/reason").status_code == 405
    assert client.get("/summary").status_code == 405
