"""How fields of forms are written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class FormRenderer(DjangoTemplates):
    """Django's own, but for lists of choices: it takes a template for each of their options."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Return the element."""
        if template_name == forms.Select.template_name:
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _select(widget: dict[str, Any]) -> SafeString:
    groups = format_html_join("", "{}", ((_group(*each),) for each in widget["optgroups"]))
    attributes = flatatt(widget["attrs"])
    return format_html('<select name="{}"{}>{}</select>', widget["name"], attributes, groups)


def _group(name: str | None, options: list[dict[str, Any]], _place: int) -> SafeString:
    written = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((each["value"], flatatt(each["attrs"]), each["label"]) for each in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, written) if name else written
