"""The peer: one Django page with nothing in it, served the same way."""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(request: HttpRequest) -> HttpResponse:
    """Answer with a line."""
    del request
    return HttpResponse("<!doctype html><title>bare</title><p>Nothing here.</p>")


settings.configure(
    SECRET_KEY="bare",
    ALLOWED_HOSTS=["localhost", "127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
)
django.setup()
urlpatterns = [path("", page)]
application = get_wsgi_application()
