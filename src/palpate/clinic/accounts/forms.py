"""Forms of signing in, with what the package leaves open."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.core.cache import cache

if TYPE_CHECKING:
    # The package's forms carry no types.
    AddWebAuthnForm = forms.Form
    AuthenticateForm = forms.Form
    ByPasswordForm = forms.Form
    ChangePasswordForm = forms.Form
    LoginForm = forms.Form
    ReauthenticateForm = forms.Form
    ResetPasswordKeyForm = forms.Form
else:
    from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordKeyForm
    from allauth.account.forms import ReauthenticateForm as ByPasswordForm
    from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
    from allauth.mfa.webauthn.forms import AddWebAuthnForm

PERIOD: Final = 30
"""Seconds that a code of an app lasts."""
LABELS: Final = {
    "login": "E-mail address",
    "oldpassword": "Present password",
    "password1": "New password",
    "password2": "New password again",
    "code": "Code",
}
HELP: Final = {"password1": "At least 12 characters. Several words are easy to keep in mind."}


class _Plain(forms.Form):
    """Labels above the fields say what is asked; nothing stands in the fields."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")


class SignInForm(_Plain, LoginForm):
    """E-mail address and password."""


class PasswordAgainForm(_Plain, ByPasswordForm):
    """The password of somebody who is signed in."""


class NewPasswordForm(_Plain, ChangePasswordForm):
    """A new password for the old one."""


class ForgottenPasswordForm(_Plain, ResetPasswordKeyForm):
    """A new password by a link."""


class _OnceOnly:
    """A code that was used is refused for as long as a clock that is off could accept it."""

    authenticator: Authenticator

    def clean_code(self) -> str:
        """Check the code, then mark it as used in every worker."""
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type != Authenticator.Type.TOTP:
            return code
        digest = hashlib.sha256(normalize_user_code(code).encode()).hexdigest()
        steps = 2 * settings.MFA_TOTP_TOLERANCE + 1
        key = f"palpate.code.{self.authenticator.user_id}.{digest}"
        if not cache.add(key, "used", timeout=PERIOD * (steps + 1)):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_OnceOnly, _Plain, AuthenticateForm):
    """The code of an authenticator app, or a recovery code, when signing in."""


class CodeAgainForm(_OnceOnly, _Plain, ReauthenticateForm):
    """The same, for proving who one is again."""


class PasskeyForm(AddWebAuthnForm):
    """A new passkey; it can always sign in by itself."""

    def __init__(self, *args: Any, **named: Any) -> None:
        """Ask only for a name."""
        super().__init__(*args, **named)
        self.fields["name"].label = "Name of the passkey"
        self.fields["name"].help_text = "So that you can tell it from others later."
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].widget = forms.HiddenInput()
