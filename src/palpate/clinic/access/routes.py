"""Declared routes: every address says who may call it, or nobody can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from palpate.clinic.access.permissions import Permission

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Declared:
    """What a route asks of the caller.

    ``needs`` is one permission, or ``None`` for what every member may do. ``public`` routes hold
    nobody's data. ``fresh`` routes ask for the password or passkey again when the last time was
    long ago.
    """

    needs: Permission | None = None
    public: bool = False
    signed_in: bool = False
    """Open to a signed-in person who is not yet a member or has no second factor."""
    fresh: bool = False


PUBLIC: Final = Declared(public=True)
SIGNED_IN: Final = Declared(signed_in=True)
MEMBER: Final = Declared()


def route(
    pattern: str,
    view: View,
    *,
    name: str,
    needs: Permission | Declared,
    fresh: bool = False,
) -> URLPattern:
    """One address, with what it needs."""
    declared = needs if isinstance(needs, Declared) else Declared(needs=needs, fresh=fresh)

    @wraps(view)
    def called(*arguments: object, **named: object) -> HttpResponseBase:
        return view(*arguments, **named)

    setattr(called, ATTRIBUTE, declared)
    return path(pattern, called, name=name)


ATTRIBUTE: Final = "palpate_declared"


def declared_of(view: object, url_name: str | None) -> Declared | None:
    """What a view declared, or what is declared here for views of other packages."""
    found = getattr(view, ATTRIBUTE, None)
    if isinstance(found, Declared):
        return found
    return FOREIGN.get(url_name or "")


FOREIGN: Final[dict[str, Declared]] = {
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_change_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "mfa_authenticate": PUBLIC,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "mfa_login_webauthn": PUBLIC,
    "usersessions_list": SIGNED_IN,
}
"""Routes of the sign-in package, by their names; one that is not here is refused."""
