"""Words about sessions."""

from __future__ import annotations

from django import template

from palpate.clinic.accounts.devices import device_name

register = template.Library()
register.filter("device", device_name)
