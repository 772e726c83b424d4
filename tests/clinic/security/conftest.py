"""A practice with one of everything, and a browser of somebody who may do all of it."""

from __future__ import annotations

import time

import pytest
from allauth.account.internal.userkit import user_id_to_str
from django.core.cache import cache
from django.test import Client as Browser
from tests.clinic.access.objects import Objects
from tests.clinic.accounts.people import with_password
from tests.clinic.conftest import make_member, make_practice

from palpate.clinic.access.permissions import Role
from palpate.clinic.practice.models import Member

ALL_ROLES = (Role.OWNER, Role.THERAPIST, Role.FRONT_DESK, Role.BOOKKEEPER, Role.AUDITOR)


@pytest.fixture
def here(db: None) -> Objects:
    """Our practice."""
    del db
    cache.clear()
    return Objects(make_practice("Here"))


@pytest.fixture
def there(db: None) -> Objects:
    """Another practice."""
    del db
    return Objects(make_practice("There"))


@pytest.fixture
def everybody(here: Objects) -> Member:
    """A member who may do everything there is."""
    return with_password(make_member(here.practice, *ALL_ROLES, name="Una Universal"))


@pytest.fixture
def full(everybody: Member) -> Browser:
    """The browser of that member, who proved who they are a moment ago."""
    return signed_in(everybody)


def signed_in(member: Member, *, enforce_csrf_checks: bool = False) -> Browser:
    """A browser of a member, fresh from signing in."""
    browser = Browser(enforce_csrf_checks=enforce_csrf_checks)
    browser.force_login(member.user)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = user_id_to_str(member.user)
    session.save()
    return browser
