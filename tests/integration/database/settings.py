"""Settings with nothing but the database room and the ledger."""

import os

from palpate.clinic.database import data_folder, database_settings

SECRET_KEY = "only for tests"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "palpate.clinic.database",
    "tests.integration.database.ledger",
]
DATABASES = {"default": database_settings(data_folder(), os.environ)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}
