"""Links by which a person chooses a new password; the second factor stays as it is."""

from __future__ import annotations

from typing import Final

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from palpate.clinic.accounts.models import User

PLACE: Final = "/account"
"""Where the sign-in package's addresses begin."""


def reset_path(user: User) -> str:
    """The path of a link that works once, for an hour, and until the next sign-in."""
    named = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    inside = reverse(
        "account_reset_password_from_key", urlconf="allauth.account.urls", kwargs=named
    )
    return PLACE + inside
