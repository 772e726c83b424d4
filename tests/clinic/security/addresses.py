"""Addresses with sample objects, and the forms that the pages themselves offer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.test import Client as Browser
from django.urls import reverse
from tests.clinic.access.objects import VALUES, Objects
from tests.clinic.access.routes import Route, all_routes

from palpate.clinic.access.api import OPERATIONS, Declared

PUBLIC_SAMPLES = {
    "token": "x" * 43,
    "number": 1,
    "source_id": "upper_trapezius_tp1",
    "page": "muscle",
    "identity": "trapezius",
    "name": "palpate-atlas.json",
    "area": "neck",
    "uidb36": "1",
    "key": "x-y",
    "pk": 1,
}
"""Arguments of routes that hold nobody's data."""
NOWHERE = "01a20107-0000-7000-8000-000000000000"
"""An identifier of nothing."""


def member_routes() -> list[Route]:
    """Routes of pages that a member can open; those of the JSON interface are apart."""
    return [
        each
        for each in all_routes()
        if each.declared and not each.declared.public and not each.pattern.startswith("api/v1/")
    ]


def declared_routes() -> list[Route]:
    """Every page that is not refused by the gate, public ones included."""
    return [
        each
        for each in all_routes()
        if each.declared and not each.pattern.startswith(("api/v1/", "atlas/"))
    ]


def operations() -> list[Declared]:
    """Every operation of the JSON interface; looking at the routes registers them."""
    all_routes()
    return OPERATIONS


API_ARGUMENT = re.compile(r"\{(?:[^:}]+:)?([^}]+)\}")


def operation_address(declared: Declared, objects: Objects) -> str:
    """The address of an operation for these objects."""
    return API_ARGUMENT.sub(lambda found: str(objects.of(found[1])), declared.path)


def address_of(route: Route, objects: Objects) -> str:
    """The address of a route for these objects."""
    named = {each: _value(each, route, objects) for each in route.arguments}
    return reverse(route.name, kwargs=named)


def _value(argument: str, route: Route, objects: Objects) -> object:
    """What stands for an argument: the practice's own object, or something of the right kind."""
    if f"<uuid:{argument}>" in route.pattern and argument not in VALUES:
        return NOWHERE
    if argument in PUBLIC_SAMPLES:
        return PUBLIC_SAMPLES[argument]
    return objects.of(argument) if argument in VALUES else 1


@dataclass(frozen=True)
class Offered:
    """A form of a page: where it is sent to and which fields it names."""

    action: str
    fields: tuple[str, ...]


FIELDS = {"input", "select", "textarea", "button"}


class _Forms(HTMLParser):
    """Collects the forms of a page, with fields that name their form by its id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: list[tuple[str, str, list[str]]] = []
        self.open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.open = []
            if (given.get("method") or "get").lower() == "post":
                self.found.append((given.get("action") or self.page, "post", self.open))
        elif tag in FIELDS and given.get("name") and self.open is not None:
            self.open.append(str(given["name"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


def forms_of(page: str, html: str) -> list[Offered]:
    """The posting forms of a page."""
    parser = _Forms(page)
    parser.feed(html)
    return [
        Offered(urlsplit(action).path, tuple(dict.fromkeys(fields)))
        for action, _, fields in parser.found
    ]


def offered(browser: Browser, objects: Objects) -> dict[str, set[str]]:
    """Fields by the address they are sent to, as all pages together offer them."""
    found: dict[str, set[str]] = {}
    for route in declared_routes():
        address = address_of(route, objects)
        answer = browser.get(address)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        for form in forms_of(address, answer.content.decode()):
            found.setdefault(form.action, set()).update(form.fields)
    return found
