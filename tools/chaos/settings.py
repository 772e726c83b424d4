"""The clinic's own settings, with one more address that writes."""

from palpate.clinic.config.settings import *  # noqa: F403

ROOT_URLCONF = "tools.chaos.urls"
