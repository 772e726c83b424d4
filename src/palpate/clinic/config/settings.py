"""Settings of the clinic, one file. Every value a user may change is an environment variable.

``PALPATE_DATA`` (the data folder), ``PALPATE_DATABASE_URL`` (PostgreSQL instead of the encrypted
SQLite file), ``PALPATE_KEY``, ``PALPATE_KEY_FILE``, ``PALPATE_PASSPHRASE`` (where the key comes
from), ``PALPATE_HOSTS`` (names it is reached by, comma-separated), ``PALPATE_HTTPS`` (``1`` behind
a proxy that speaks TLS), ``PALPATE_MAIL`` (the server that sends links for a new password),
``PALPATE_DEBUG`` (``1`` shows Django's error pages).
"""

import os
from pathlib import Path
from typing import Final

from csp.constants import NONE, SELF
from django.utils.functional import lazy

from palpate.clinic.config.mail import mail_server
from palpate.clinic.database import data_folder, database_settings, subkey

CLINIC: Final = Path(__file__).resolve().parent.parent
DATA: Final = data_folder(os.environ)
HTTPS: Final = os.environ.get("PALPATE_HTTPS") == "1"

DEBUG = os.environ.get("PALPATE_DEBUG") == "1"
# Found when first needed: looking at the settings must not make a key.
SECRET_KEY = lazy(lambda: subkey("sessions").hex(), str)()
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *filter(None, os.environ.get("PALPATE_HOSTS", "").split(",")),
]

INSTALLED_APPS = [
    "palpate.clinic.accounts",  # before the sign-in package, whose templates it replaces
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "simple_history",
    "django_htmx",
    "csp",
    "palpate.clinic.database",
    "palpate.clinic.practice",
    "palpate.clinic.access",
    "palpate.clinic.audit",
    "palpate.clinic.people",
    "palpate.clinic.consent",
    "palpate.clinic.arrival",
    "palpate.clinic.visits",
    "palpate.clinic.notes",
    "palpate.clinic.files",
    "palpate.clinic.vault",
    "palpate.clinic.home",
    "palpate.clinic.pages",
    "palpate.clinic.workbench",
    "palpate.clinic.atlas",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "palpate.clinic.access.scope.PracticeScope",
    "palpate.clinic.accounts.middleware.Sessions",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "palpate.clinic.access.gate.Gate",
]
ROOT_URLCONF = "palpate.clinic.config.urls"
WSGI_APPLICATION = "palpate.clinic.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "palpate.clinic.config.theme.theme",
                "palpate.clinic.pages.context.shell",
            ]
        },
    }
]
FORM_RENDERER = "palpate.clinic.pages.widgets.FormRenderer"
DATABASES = {"default": database_settings(DATA, os.environ)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One-time codes must count as used in every worker, and so must failed attempts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "palpate_cache",
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

MAIL: Final = mail_server(os.environ)
EMAIL_HOST = MAIL.host
EMAIL_PORT = MAIL.port
EMAIL_HOST_USER = MAIL.user
EMAIL_HOST_PASSWORD = MAIL.password
EMAIL_USE_SSL = MAIL.port == 465
EMAIL_USE_TLS = MAIL.port not in (25, 465)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = MAIL.sender
PASSWORD_RESET_TIMEOUT = 3600

ACCOUNT_ADAPTER = "palpate.clinic.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Palpate: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_FORMS = {
    "login": "palpate.clinic.accounts.forms.SignInForm",
    "reauthenticate": "palpate.clinic.accounts.forms.PasswordAgainForm",
    "change_password": "palpate.clinic.accounts.forms.NewPasswordForm",
    "reset_password_from_key": "palpate.clinic.accounts.forms.ForgottenPasswordForm",
}
# Five wrong answers for one account in five minutes, and ten a minute from one address.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
MFA_ADAPTER = "palpate.clinic.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Palpate"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "palpate.clinic.accounts.forms.CodeForm",
    "reauthenticate": "palpate.clinic.accounts.forms.CodeAgainForm",
    "add_webauthn": "palpate.clinic.accounts.forms.PasskeyForm",
}
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_SERIALIZER = "palpate.clinic.accounts.sealed_session.SealedSerializer"
SESSION_COOKIE_AGE = 12 * 3600
"""Absolute end of a session, in seconds; the idle end is set by the practice."""
SESSION_COOKIE_NAME = "__Host-palpate" if HTTPS else "palpate"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "palpate.clinic.pages.failures.csrf"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# Whether a name is put on the browsers' list is for whoever owns it, not for one service below it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

USE_TZ = True
TIME_ZONE = "UTC"
"""Without a practice; pages of a member are in the practice's time."""
LANGUAGE_CODE = "en-gb"

# The front-end build writes hashed names, so those files may be kept for ever.
STATIC_URL = "/static/"
STATIC_ROOT = CLINIC / "static"
# Also what installed packages bring along: the scripts for passkeys and for partial pages.
WHITENOISE_USE_FINDERS = True
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
WHITENOISE_IMMUTABLE_FILE_TEST = r"/assets/.+-[\w-]{8}\.\w+$"

# One case with every patch of the body painted is well under this; a larger body is refused.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
"""Largest request body without files, in bytes."""
# An upload never lies unencrypted on disk: it is held in memory, or not taken.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 16_000_000
"""Largest request with files, in bytes; a file of 15 MB fits."""

# A fault of ours is written to standard error with its traceback, and never with the request,
# which holds health data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "palpate": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
