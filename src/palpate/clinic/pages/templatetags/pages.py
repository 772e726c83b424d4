"""Breadcrumbs."""

from __future__ import annotations

from django import template

register = template.Library()


@register.inclusion_tag("pages/parts/crumbs.html")
def crumbs(*words: object) -> dict[str, object]:
    """The way to a page: name and address of each step, then the name of the page itself.

    ``{% crumbs "Clients" clients_address "Maria Novak" %}``; a step without an address is left out.
    """
    steps = list(zip(words[:-1:2], words[1::2], strict=False))
    return {"steps": [step for step in steps if step[1]], "here": words[-1]}
