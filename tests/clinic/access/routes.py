"""Every address of the clinic, read from the URLconf itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from palpate.clinic.access.routes import Declared, declared_of

ARGUMENT = re.compile(r"<(?:[^:>]+:)?([^>]+)>")


@dataclass(frozen=True)
class Route:
    """One address: its name with namespaces, its arguments, what it declares."""

    name: str
    pattern: str
    arguments: tuple[str, ...]
    declared: Declared | None
    is_foreign: bool
    """Whether another package brings it along."""


def all_routes() -> list[Route]:
    """Every route there is."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list[URLPattern | URLResolver], namespace: str, before: str) -> Iterator[Route]:
    for entry in patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, inner, pattern)
        else:
            yield Route(
                f"{namespace}{entry.name}",
                pattern,
                tuple(ARGUMENT.findall(pattern)),
                declared_of(entry.callback, entry.name),
                not entry.callback.__module__.startswith("palpate."),
            )
