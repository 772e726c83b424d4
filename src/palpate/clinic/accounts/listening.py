"""What is recorded when something happens to an account, wherever it was done."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from palpate.clinic.accounts import middleware, witness
from palpate.clinic.accounts.endings import end_sessions
from palpate.clinic.accounts.models import User


def connect() -> None:
    """Listen to the framework and to the sign-in package."""
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    account.password_changed.connect(_password_changed)
    account.password_reset.connect(_password_reset)
    mfa.authenticator_added.connect(_factor_added)
    mfa.authenticator_removed.connect(_factor_removed)
    mfa.authenticator_reset.connect(_codes_made)
    mfa.authentication_failed.connect(_code_refused)


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Start the clocks of the session."""
    request.session[middleware.BEGAN] = request.session[middleware.SEEN] = time.time()
    witness.tell(user, "signed in")


def _signed_out(user: User | None, **_: Any) -> None:
    if user is not None:
        witness.tell(user, "signed out")


def _password_changed(user: User, **_: Any) -> None:
    witness.tell(user, "password changed")


def _password_reset(user: User, **_: Any) -> None:
    """Whoever chose the new password, nobody stays signed in with the old one."""
    witness.tell(user, "password chosen by a link", sessions_ended=end_sessions(user))


def _factor_added(user: User, authenticator: Any, **_: Any) -> None:
    witness.tell(user, "second factor added", type=str(authenticator.type))


def _factor_removed(user: User, authenticator: Any, **_: Any) -> None:
    witness.tell(user, "second factor removed", type=str(authenticator.type))


def _codes_made(user: User, **_: Any) -> None:
    witness.tell(user, "recovery codes made")


def _code_refused(user: User, **_: Any) -> None:
    witness.failed(user.email)
