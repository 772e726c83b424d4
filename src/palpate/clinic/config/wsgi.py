"""Server entry point: ``palpate.clinic.config.wsgi:application``."""

import os
from threading import Thread

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from palpate.clinic.atlas import shelves
from palpate.clinic.vault import occupancy
from palpate.clinic.workbench import gateway

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palpate.clinic.config.settings")

application = get_wsgi_application()
occupancy.occupy(settings.DATA)  # each worker holds the record, should the parent be killed


def warm() -> None:
    """Load everything once; the workbench comes first."""
    gateway.warm()
    shelves.warm()


# The page can be drawn while the knowledge loads; the first answer waits for it.
Thread(target=warm, name="palpate-warm", daemon=True).start()
