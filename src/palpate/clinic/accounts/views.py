"""Pages of one's own account: lock and re-entry, second factor, overview."""

from __future__ import annotations

from allauth.account.internal.flows import reauthentication
from allauth.account.views import PasswordResetView
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palpate.clinic.access.request import MemberRequest, member_of
from palpate.clinic.accounts import locking, standing, witness
from palpate.clinic.accounts.forms import PasswordAgainForm
from palpate.clinic.accounts.models import User
from palpate.clinic.accounts.request import user_of


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock this session and show the page that asks who is there."""
    if locking.LOCKED not in request.session:
        locking.lock(request, request.POST.get("next", ""))
        witness.tell(user_of(request), "screen locked")
    return redirect("locked")


@require_http_methods(["GET", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """Say who is locked; let them in again by password."""
    if locking.LOCKED not in request.session:
        return redirect("home")
    if request.session.get(standing.SAMPLE) and request.method == "POST":
        return redirect(locking.unlock(request))
    user = user_of(request)
    form = PasswordAgainForm(request.POST or None, user=user)
    if request.method != "POST":
        return _locked_page(request, user, form)
    if not ratelimit.consume(request, action="reauthenticate", user=user):
        return _given_up(request)
    if not form.is_valid():
        return _locked_page(request, user, form)
    reauthentication.reauthenticate_by_password(request)
    return _let_in(request, user)


@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Let a person in again by one touch of their passkey."""
    user = user_of(request)
    form = ReauthenticateWebAuthnForm(request.POST, user=user)
    if not form.is_valid():
        messages.error(request, "The passkey did not answer. Touch it again, or use the password.")
        return redirect("locked")
    form.save()
    return _let_in(request, user)


def _let_in(request: HttpRequest, user: User) -> HttpResponse:
    back = locking.unlock(request)
    request.session.cycle_key()
    witness.tell(user, "screen unlocked")
    return redirect(back)


def _given_up(request: HttpRequest) -> HttpResponse:
    """Sign a locked session out after too many wrong answers."""
    logout(request)
    return redirect("account_login")


def _locked_page(request: HttpRequest, user: User, form: Form) -> HttpResponse:
    has_passkey = Authenticator.objects.filter(
        user_id=user.pk, type=Authenticator.Type.WEBAUTHN
    ).exists()
    context: dict[str, object] = {
        "form": form,
        "person": user,
        "is_sample": bool(request.session.get(standing.SAMPLE)),
        "js_data": {"request_options": begin_authentication(user)} if has_passkey else None,
    }
    status = 200 if not form.is_bound else 422
    return render(request, "accounts/locked.html", context, status=status)


@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for a second factor, and offer the two there are."""
    if standing.missing_step(request) != "second_factor":
        return redirect("home")
    return render(request, "accounts/second_factor.html")


@require_safe
def factors(request: HttpRequest) -> HttpResponse:
    """Lead from the sign-in package's overview to ours."""
    del request
    return redirect("account")


@require_http_methods(["GET", "POST"])
def reset_password(request: HttpRequest) -> HttpResponseBase:
    """Send a link for a new password, or say who can make one where no mail is sent."""
    if request.method == "POST" and not settings.EMAIL_HOST:
        return redirect("account_reset_password")
    shown = PasswordResetView.as_view(extra_context={"can_mail": bool(settings.EMAIL_HOST)})
    answer: HttpResponseBase = shown(request)
    return answer


@require_safe
def no_practice(request: HttpRequest) -> HttpResponse:
    """Tell a person without a practice how to come into one."""
    if member_of(request) is not None:
        return redirect("home")
    return render(request, "accounts/no_practice.html")


@require_safe
def account(request: MemberRequest) -> HttpResponse:
    """One's own account: how one signs in, where one is signed in."""
    factors = Authenticator.objects.filter(user_id=request.user.pk)
    kinds = [each.type for each in factors]
    context: dict[str, object] = {
        "person": request.user,
        "has_password": user_of(request).has_usable_password(),
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "has_app": Authenticator.Type.TOTP in kinds,
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
    }
    return render(request, "accounts/account.html", context)
