"""How Palpate bends the sign-in package to its rules."""

from __future__ import annotations

import logging
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

from palpate.clinic.accounts import standing, witness
from palpate.clinic.database import keyring
from palpate.clinic.database.sealing import Place, seal, unseal

log = logging.getLogger("palpate.accounts")

SECRET: Final = Place("mfa_authenticator.data")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation only, and failures leave a trace without naming anybody."""

    error_messages = {  # noqa: RUF012 - the package declares it so
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address and the password do not belong together. "
        "Check both, or reset the password.",
        "too_many_login_attempts": "Too many wrong attempts. Wait five minutes, then try again.",
        "incorrect_password": "This is not the password. Type it again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account without a link."""
        del request
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that somebody failed to sign in; never which address was typed."""
        log.warning("sign-in failed from %s", self.get_client_ip(request))
        witness.failed(str(credentials.get("email", "")))

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Check the password of a signed-in person, under the same limits as a sign-in."""
        found = self.authenticate(context.request, email=user.get_username(), password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in a short while ago counts as proof; so does one of the sample."""
        del app, kwargs
        return not standing.is_fresh(context.request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        del request
        return reverse("account")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed, and the last factor stays."""

    error_messages = {  # noqa: RUF012 - the package declares it so
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code does not fit. Wait for the next one and type that.",
        "cannot_delete_authenticator": "This is your only second factor. Add a passkey first.",
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return seal(text.encode(), SECRET, keyring())

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        return unseal(encrypted_text, SECRET, keyring()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last factor that a member can sign in with."""
        others = Authenticator.objects.filter(
            user_id=authenticator.user_id, type__in=standing.FACTORS
        ).exclude(pk=authenticator.pk)
        found: bool = others.exists()
        return found

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 - the package's name
        """Name a key after the order it came in; its owner can rename it."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "This device" if count == 0 else f"Passkey {count + 1}"

    def _get_site_name(self) -> str:
        return "Palpate"
