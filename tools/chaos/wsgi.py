"""The clinic's server entry, without loading the knowledge, which no write needs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.chaos.settings")
application = get_wsgi_application()
