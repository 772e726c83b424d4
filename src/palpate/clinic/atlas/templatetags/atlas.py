"""Small drawings in words of the template language."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def bar(share: float, dotted: bool = False) -> SafeString:
    """Draw a share from 0 to 1 as a bar; the number stands beside it in words."""
    kind = "bar bar-dotted" if dotted else "bar"
    width = max(min(share, 1.0) * 100, 1.0)
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false" preserveAspectRatio="none">'
        '<rect class="bar-track" width="100%" height="100%" rx="3"/>'
        '<rect class="bar-fill" width="{}%" height="100%" rx="3"/></svg>',
        kind,
        f"{width:.1f}",
    )
