"""The script of htmx, as its package ships it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import django_htmx
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

FILE: Final = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
FOR_EVER: Final = 31_536_000


@cache
def script() -> bytes:
    """The script."""
    return FILE.read_bytes()


@cache
def version() -> str:
    """Letters that change with the script, for its address."""
    return hashlib.sha256(script()).hexdigest()[:8]


@require_safe
def htmx(request: HttpRequest) -> HttpResponse:
    """Return the script; its address changes with it, so it may be kept for ever."""
    del request
    response = HttpResponse(script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={FOR_EVER}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
