"""The shell of every page: where one can go, what is said when something failed, forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client as Browser
from django.test import RequestFactory
from django.urls import reverse

from palpate.clinic.access.permissions import Role
from palpate.clinic.access.request import ATTRIBUTE
from palpate.clinic.pages import failures
from palpate.clinic.pages.navigation import ON_THE_BAR, PAGES, navigation_for
from palpate.clinic.pages.templatetags.pages import crumbs
from palpate.clinic.practice.models import Member, Practice

Sign = Callable[[Member], Browser]


@pytest.mark.parametrize("roles", [[role] for role in Role] + [list(Role)])
def test_a_phone_never_shows_more_than_five(roles: list[Role]) -> None:
    member = Member(practice=Practice(), roles=[role.value for role in roles])
    found = navigation_for(member, None)
    on_the_bar = [each for each in (*found.daily, *found.keeping) if not each.is_wide]
    assert len(on_the_bar) + found.has_more <= ON_THE_BAR
    assert on_the_bar[0].label == "Today"


def test_each_role_sees_its_own_places() -> None:
    def labels(*roles: Role) -> set[str]:
        member = Member(practice=Practice(), roles=[role.value for role in roles])
        found = navigation_for(member, None)
        return {each.label for each in (*found.daily, *found.keeping)}

    assert labels(Role.AUDITOR) == {"Today", "Workbench", "Atlas", "Audit", "Emergency access"}
    assert "Notes" not in labels(Role.FRONT_DESK)
    assert "Audit" not in labels(Role.THERAPIST)
    assert {"Practice", "Audit"} <= labels(Role.OWNER)


def test_every_page_that_can_be_found_exists() -> None:
    for page in PAGES:
        assert reverse(page.route).startswith("/")


def test_the_present_place_is_marked_once(owner: Member, client_of: Sign) -> None:
    for route in ("home", "audit", "clients"):
        page = client_of(owner).get(reverse(route)).content.decode()
        main = page[page.index('aria-label="Main"') : page.index("</nav>")]
        assert main.count('aria-current="page"') == 1, route


def test_more_leads_everywhere(owner: Member, client_of: Sign) -> None:
    page = client_of(owner).get(reverse("more")).content.decode()
    for route in ("home", "clients", "practice", "audit", "account"):
        assert f'href="{reverse(route)}"' in page


def test_help_names_the_keys(owner: Member, client_of: Sign) -> None:
    page = client_of(owner).get(reverse("home")).content.decode()
    assert 'id="help"' in page
    assert "Lock the screen" in page


def test_no_page_holds_scripts_or_styles_of_its_own(owner: Member, client_of: Sign) -> None:
    browser = client_of(owner)
    for route in ("home", "search", "audit", "more", "sample"):
        page = browser.get(reverse(route)).content.decode()
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<script>" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (400, lambda request: failures.bad_request(request)),
        (403, lambda request: failures.forbidden(request)),
        (403, lambda request: failures.csrf(request)),
        (404, lambda request: failures.not_found(request)),
        (500, lambda request: failures.server_error(request)),
    ],
)
@pytest.mark.parametrize("is_member", [True, False])
def test_what_fails_is_told_with_a_way_on(
    status: int, answer: Any, is_member: bool, therapist: Member
) -> None:
    request = RequestFactory().get("/clients/none/")
    request.user = therapist.user if is_member else AnonymousUser()
    if is_member:
        setattr(request, ATTRIBUTE, therapist)
    response = answer(request)
    page = response.content.decode()
    assert response.status_code == status
    assert ("Back to today" in page) or not is_member
    assert "Traceback" not in page


class _Form(forms.Form):
    email = forms.EmailField(help_text="Where the link is sent.")
    agrees = forms.BooleanField(label="I agree")
    side = forms.ChoiceField(choices=[("l", "Left"), ("r", "Right")], widget=forms.RadioSelect)
    note = forms.CharField(required=False)


def _field(form: forms.Form, name: str) -> str:
    return render_to_string("pages/parts/field.html", {"field": form[name]})


def test_a_field_with_an_error_says_so_to_everybody() -> None:
    form = _Form({"email": "none"})
    field = _field(form, "email")
    assert 'type="email"' in field
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_email_helptext id_email_error"' in field
    assert 'id="id_email_helptext"' in field
    assert 'id="id_email_error"' in field


def test_fields_of_every_kind_are_labelled() -> None:
    form = _Form()
    assert "<legend>Side" in _field(form, "side").replace("\n", "")
    assert _field(form, "side").count('class="check"') == 2
    assert "<span>I agree</span>" in _field(form, "agrees")
    assert "optional" in _field(form, "note")
    assert "optional" not in _field(form, "email")


def test_breadcrumbs_leave_out_what_leads_nowhere() -> None:
    found = crumbs("Clients", "/clients/", "Record", "", "Files")
    assert found == {"steps": [("Clients", "/clients/")], "here": "Files"}
