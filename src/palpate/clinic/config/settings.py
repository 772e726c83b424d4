"""Settings of the clinic: loopback only, no database, no sessions, nothing stored.

Every value a user may change comes from an environment variable:
``PALPATE_DEBUG`` (``1`` shows Django's error pages).
"""

import os
from pathlib import Path
from typing import Final

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

CLINIC: Final = Path(__file__).resolve().parent.parent

DEBUG = os.environ.get("PALPATE_DEBUG") == "1"
SECRET_KEY = get_random_secret_key()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = ["csp", "palpate.clinic.workbench", "palpate.clinic.atlas"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
                "palpate.clinic.config.theme.theme",
            ]
        },
    }
]
DATABASES: dict[str, dict[str, object]] = {}

USE_TZ = True
LANGUAGE_CODE = "en-gb"

# The front-end build writes hashed names, so those files may be kept for ever.
STATIC_URL = "/static/"
STATIC_ROOT = CLINIC / "static"
WHITENOISE_IMMUTABLE_FILE_TEST = r"/assets/.+-[\w-]{8}\.\w+$"

CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "palpate.clinic.workbench.failures.csrf"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# One case with every patch of the body painted is well under this; a larger body is refused.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
"""Largest request body, in bytes."""

# A fault of ours is written to standard error with its traceback, and never with the request,
# which holds health data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
