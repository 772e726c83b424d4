"""Turning the refusal of an action into an error of the form it came from."""

from __future__ import annotations

from django.forms import BaseForm

from palpate.evidence import UserError


def put(error: UserError, form: BaseForm) -> None:
    """Show a refusal at its field, or above the form when it has none."""
    text = f"{error.message} {error.remedy}".strip()
    form.add_error(error.field if error.field in form.fields else None, text)
