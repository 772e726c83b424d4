"""The end of a licence, in words."""

from __future__ import annotations

from django.template import Library
from django.utils import timezone

from palpate.clinic.practice import scope_of_practice
from palpate.clinic.practice.models import Credential

register = Library()


@register.filter
def ending(credential: Credential) -> str:
    """What to say about the end of a licence today; empty while it is far."""
    return scope_of_practice.warning(credential, timezone.localdate())
