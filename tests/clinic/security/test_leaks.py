"""What a fault, a refusal or a log line gives away: nothing about a client."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser
from tests.clinic.access.objects import Objects
from tests.clinic.conftest import make_member

from palpate.clinic.access.permissions import Role
from palpate.clinic.audit.models import Entry
from palpate.clinic.practice.models import Member

SECRET = "Headache since the divorce 7f3a"


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    """What goes to the log, as the handler writes it."""
    written = io.StringIO()
    handlers: list[tuple[logging.StreamHandler[Any], Any]] = []
    for name in ("django.request", "palpate"):
        handlers += [
            (handler, handler.setStream(written))
            for handler in logging.getLogger(name).handlers
            if type(handler) is logging.StreamHandler  # and none that the test runner adds
        ]
    assert handlers
    yield written
    for handler, stream in handlers:
        handler.setStream(stream)


@pytest.mark.parametrize("address", ["page", "interface"])
def test_a_fault_tells_nobody_about_a_client(
    address: str,
    full: Browser,
    here: Objects,
    output: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("palpate.clinic.visits.findings.save_words", broken)
    full.raise_request_exception = False
    visit = here.visit.pk
    if address == "page":
        answer = full.post(f"/visits/{visit}/words/told/", {"reason": SECRET, "revision": ""})
    else:
        answer = full.put(
            f"/api/v1/visits/{visit}/told",
            {"revision": "", "value": {"reason": SECRET}},
            content_type="application/json",
        )
        assert answer["Content-Type"] == "application/json"
        assert set(answer.json()["errors"][0]) == {"field", "message", "remedy"}
    assert answer.status_code == 500
    shown = answer.content.decode()
    for text in (shown, output.getvalue()):
        assert SECRET not in text
        assert str(settings.SECRET_KEY) not in text
        assert str(full.session.session_key) not in text
        assert "5a5a5a" not in text
    assert "broken on purpose" in output.getvalue()
    assert "Traceback" not in shown
    assert "RuntimeError" not in shown
    assert answer["Cache-Control"] == "no-store"


def test_django_shows_no_details_of_faults() -> None:
    assert settings.DEBUG is False


def test_what_is_elsewhere_looks_like_what_is_nowhere(full: Browser, there: Objects) -> None:
    nowhere = "01a20107-0000-7000-8000-000000000000"
    for pattern in ("/clients/{}/", "/visits/{}/", "/visits/{}/note/", "/api/v1/visits/{}/case"):
        of = there.client if "clients" in pattern else there.visit
        foreign, missing = full.get(pattern.format(of.pk)), full.get(pattern.format(nowhere))
        assert foreign.status_code == missing.status_code == 404
        assert plain(foreign.content) == plain(missing.content)


def plain(content: bytes) -> str:
    """A page without its token, which is masked anew each time."""
    return re.sub(r'(csrf-token" content|csrfmiddlewaretoken" value)="\w+"', "", content.decode())


def test_refusals_are_written_down_without_content(
    here: Objects, client_of: Callable[[Member], Browser]
) -> None:
    desk = make_member(here.practice, Role.FRONT_DESK)
    client_of(desk).get(f"/visits/{here.visit.pk}/note/?q={SECRET}")
    entry = Entry.objects.filter(act="refused").latest("number")
    assert entry.user_id == desk.user_id
    assert entry.detail == {"route": "note"}


def test_a_refusal_of_the_interface_is_written_down_too(
    here: Objects, client_of: Callable[[Member], Browser]
) -> None:
    desk = make_member(here.practice, Role.FRONT_DESK)
    client_of(desk).get(f"/api/v1/visits/{here.visit.pk}/case")
    assert Entry.objects.filter(act="refused", user_id=desk.user_id).count() == 1


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/nothing", "/api/v1/visits/x/case"])
def test_what_is_not_in_the_interface_is_said_in_its_own_way(path: str, full: Browser) -> None:
    answer = full.get(path)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["errors"][0]["remedy"]


def test_a_newline_cannot_forge_a_line_of_the_log(
    here: Objects, output: io.StringIO, client_of: Callable[[Member], Browser]
) -> None:
    browser = client_of(make_member(here.practice, *Role))
    browser.get("/account/email/%0AERROR%20forged")
    browser.get("/account/email/", headers={"User-Agent": "x\nERROR forged"})
    assert "\nERROR forged" not in output.getvalue()
