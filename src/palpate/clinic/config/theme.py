"""The theme a browser asked for: day, or dim for the treatment room."""

from typing import Final

from django.http import HttpRequest

COOKIE: Final = "palpate_theme"
THEMES: Final = ("day", "dim")


def theme(request: HttpRequest) -> dict[str, str]:
    """Give every template the theme; anything unknown is day."""
    asked = request.COOKIES.get(COOKIE, "")
    return {"theme": asked if asked in THEMES else THEMES[0]}
