"""Ways in and out: sessions, redirects, hosts, passwords, rights that are gone."""

from __future__ import annotations

import pytest
from allauth.mfa import app_settings
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse
from tests.clinic.access.objects import Objects
from tests.clinic.accounts.people import code, is_in, sign_in, try_password, with_password
from tests.clinic.security.addresses import address_of, member_routes
from tests.clinic.security.conftest import signed_in

from palpate.clinic.access.permissions import Role
from palpate.clinic.accounts.models import User
from palpate.clinic.practice.models import Member

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\t/evil.example",
    "https://localhost@evil.example/",
    " https://evil.example",
)
LONG = "  Seven GREEN kettles sing, with ümlauts and 鳥 — and no end " * 2


def test_a_session_chosen_by_somebody_else_is_not_taken(therapist: Member) -> None:
    with_password(therapist)
    browser = Browser()
    chosen = "a" * 32
    browser.cookies[settings.SESSION_COOKIE_NAME] = chosen
    sign_in(therapist, browser)
    given = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert given != chosen
    assert len(given) >= 32
    thief = Browser()
    thief.cookies[settings.SESSION_COOKIE_NAME] = chosen
    assert not is_in(thief)


def test_a_session_that_ended_is_not_taken_again(therapist: Member) -> None:
    browser = sign_in(with_password(therapist))
    kept = browser.cookies[settings.SESSION_COOKIE_NAME].value
    browser.post(reverse("account_logout"))
    browser.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert not is_in(browser)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_next_leads_nowhere_else(address: str, therapist: Member) -> None:
    with_password(therapist)
    browser = Browser()
    try_password(browser, therapist)
    page = reverse("mfa_authenticate")
    answers = [browser.post(page, {"code": code(), "next": address})]
    answers.append(browser.post(f"/account/logout/?next={address}", {"next": address}))
    again = Browser()
    given = {"login": therapist.user.email, "password": "seven green kettles sing"}
    answers.append(again.post("/account/login/", {**given, "next": address}))
    for answer in answers:
        place = answer.get("Location", "/")
        assert place.startswith("/"), place
        assert not place.startswith(("//", "/\\")), place
        assert "evil" not in place.partition("?")[0]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_unlocking_leads_nowhere_else(address: str, therapist: Member) -> None:
    browser = sign_in(with_password(therapist))
    browser.post("/lock/", {"next": address})
    answer = browser.post("/locked/", {"password": "seven green kettles sing", "next": address})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil"])
@pytest.mark.usefixtures("db")
def test_a_host_that_is_not_ours_is_refused(host: str) -> None:
    for path in ("/account/login/", "/account/password/reset/", "/api/v1/openapi.json"):
        answer = Browser().get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode()


@pytest.mark.usefixtures("db")
def test_another_host_named_by_a_header_is_not_believed() -> None:
    answer = Browser().get("/clients/", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil" not in answer["Location"]


def test_no_permissions_open_no_page(full: Browser, here: Objects, everybody: Member) -> None:
    everybody.roles = []
    everybody.save()
    for route in member_routes():
        if route.declared is None or route.declared.needs is None:
            continue
        for method in ("get", "post"):
            status = getattr(full, method)(address_of(route, here)).status_code
            assert status == 403, route.pattern


def test_who_left_is_out_whatever_their_roles(
    full: Browser, here: Objects, everybody: Member
) -> None:
    everybody.active = False
    everybody.save()
    assert Role.OWNER in everybody.roles
    for path in ("/", "/clients/", f"/visits/{here.visit.pk}/", "/audit/"):
        answer = full.get(path)
        assert answer.get("Location") == "/no-practice/", path
    answer = full.get(f"/api/v1/visits/{here.visit.pk}/case")
    assert answer.status_code in {302, 403}


def test_a_lock_beats_every_permission(full: Browser, here: Objects) -> None:
    full.post("/lock/")
    for route in member_routes():
        if route.declared is None or route.declared.signed_in:
            continue
        answer = full.get(address_of(route, here))
        assert answer.get("Location") == "/locked/", route.pattern


def test_a_right_that_was_taken_ends_at_once(here: Objects, everybody: Member) -> None:
    browser = signed_in(everybody)
    page = f"/visits/{here.visit.pk}/note/"
    assert browser.get(page).status_code == 200
    everybody.roles = [Role.FRONT_DESK.value]
    everybody.save()
    assert browser.get(page).status_code == 403


@pytest.mark.usefixtures("db")
def test_password_fields_are_masked_and_filled_by_managers() -> None:
    page = Browser().get(reverse("account_login")).content.decode()
    field = next(part for part in page.split("<") if 'name="password"' in part)
    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field
    assert "onpaste" not in page


def test_a_long_password_is_taken_exactly_as_typed(therapist: Member) -> None:
    browser = sign_in(with_password(therapist))
    given = {"oldpassword": "seven green kettles sing", "password1": LONG, "password2": LONG}
    assert len(LONG) >= 64
    assert browser.post(reverse("account_change_password"), given).status_code == 302
    for wrong in (LONG.strip(), LONG.lower(), LONG[:72]):
        assert not try_password(Browser(), therapist, wrong).get("Location")
    assert try_password(Browser(), therapist, LONG).get("Location")


@pytest.mark.usefixtures("db")
def test_a_new_record_has_no_accounts() -> None:
    assert not User.objects.exists()


def test_recovery_codes_are_long_enough() -> None:
    assert app_settings.RECOVERY_CODE_DIGITS >= 8
    assert settings.ACCOUNT_RATE_LIMITS["login_failed"]


def test_signing_out_is_one_page_away(full: Browser, here: Objects) -> None:
    assert reverse("account_logout") in full.get(reverse("account")).content.decode()
    for path in ("/", "/clients/", f"/clients/{here.client.pk}/", f"/visits/{here.visit.pk}/"):
        assert f'href="{reverse("account")}"' in full.get(path).content.decode(), path


@pytest.mark.usefixtures("db")
def test_no_folder_is_listed() -> None:
    for path in ("/static/", "/static/admin/", "/static/assets/", "/static/../config/settings.py"):
        assert Browser().get(path).status_code == 404, path
