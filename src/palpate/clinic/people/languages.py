"""The languages of what clients are sent."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = (("en", "English"), ("es", "Spanish"))


def language_name(key: str) -> str:
    """The name of a language; the key itself where we have none."""
    return dict(LANGUAGES).get(key, key)
