"""The room of accounts, and what it listens to."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class AccountsConfig(AppConfig):
    """Accounts; connects what must be recorded when something happens to one."""

    name = "palpate.clinic.accounts"

    def ready(self) -> None:
        """Refuse a code that would pass for every code, and listen."""
        if getattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE", None):
            raise ImproperlyConfigured("MFA_TOTP_INSECURE_BYPASS_CODE must never be set.")
        from palpate.clinic.accounts import listening

        listening.connect()
