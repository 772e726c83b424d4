"""Hostile values in every field of every form and operation, and shown back on every page.

Each value goes at least once to each class of routes, and each route gets at least a dozen. Every
request is undone afterwards, so that the order does not matter.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, models, transaction
from django.test import Client as Browser
from django.urls import resolve
from tests.clinic.access.objects import Objects
from tests.clinic.security.addresses import (
    address_of,
    declared_routes,
    offered,
    operation_address,
    operations,
)
from tests.clinic.security.values import BODIES, SCRIPTS, VALUES
from tests.clinic.security.watching import written

from palpate.clinic.access.api import api
from palpate.clinic.arrival import links
from palpate.clinic.practice.models import Member

AT_LEAST = 12
LONG = 20_000
MOST = 1_900_000
SKIPPED = {"account_logout", "make_backup", "export"}
"""Signing out ends the session that the next request needs; the others write whole files."""


@dataclass(frozen=True)
class Target:
    """A form: its class, its address and the fields it names."""

    group: str
    address: str
    fields: tuple[str, ...]


def test_there_are_enough_values_and_none_twice() -> None:
    assert len(VALUES) == len(set(VALUES)) >= 100


@pytest.fixture
def targets(full: Browser, here: Objects, everybody: Member) -> list[Target]:
    """Every form there is, with the fields that the pages offer for it."""
    token = links.send(by=everybody, client=here.client, language="en").token
    fields = offered(full, here)
    found = []
    for route in declared_routes():
        if route.name in SKIPPED:
            continue
        address = address_of(route, here)
        if route.pattern.startswith("i/"):
            address = address.replace("x" * 43, token)
        group = route.declared and resolve(address).func.__module__.split(".")[2]
        named = fields.get(address) or everything(fields)
        found.append(Target(str(group), address, tuple(sorted(named - {"csrfmiddlewaretoken"}))))
    return found


def everything(fields: dict[str, set[str]]) -> set[str]:
    """All names of fields: for what a script sends, or a page that is reached another way."""
    return set().union(*fields.values())


def shared_out(targets: list[Target]) -> Iterator[tuple[Target, str]]:
    """Each value to one route of each class, each route at least a dozen values."""
    groups = defaultdict(list)
    for target in targets:
        groups[target.group].append(target)
    for members in groups.values():
        for number, value in enumerate(VALUES):
            yield members[number % len(members)], value
        for place, target in enumerate(members):
            have = range(place, len(VALUES), len(members))
            for extra in range(AT_LEAST - len(have)):
                yield target, VALUES[(place * 7 + extra * 11) % len(VALUES)]


def test_no_form_breaks_and_none_shows_a_script(full: Browser, targets: list[Target]) -> None:
    full.raise_request_exception = False
    wrong, count = [], 0
    for target, value in shared_out(targets):
        count += 1
        with Undone(), written() as tables:
            answer = full.post(target.address, filled(target, value))
            wrong += faults(target.address, value, answer, tables)
    assert count >= len(VALUES) * 8
    assert wrong == []


def filled(target: Target, value: str) -> dict[str, str]:
    """The value in every field; a very long one only in as many as a request may hold."""
    room = max(1, MOST // (len(value.encode("utf-8", "replace")) * 3 + 50))
    value = sendable(value)
    fields = target.fields
    if len(value) > LONG:
        fields = fields[hash_of(value) % max(1, len(fields)) :] + fields
    return dict.fromkeys(fields[:room], value)


def sendable(value: str) -> str:
    """What a form or an address can carry at all."""
    return value.encode("utf-8", "replace").decode()


def hash_of(value: str) -> int:
    return sum(map(ord, value[:50])) + len(value)


@pytest.mark.parametrize("declared", operations(), ids=lambda each: f"{each.method} {each.path}")
def test_no_operation_breaks(declared: Any, full: Browser, here: Objects) -> None:
    address = operation_address(declared, here)
    full.raise_request_exception = False
    wrong = []
    for body in [*BODIES, *(json.dumps(one) for one in built(declared))]:
        with Undone(), written() as tables:
            answer = full.generic(declared.method, address, body, content_type="application/json")
            wrong += faults(address, body, answer, tables)
        if answer.status_code >= 400:
            assert answer["Content-Type"].startswith("application/json")
            assert answer.json(), body[:80]
    for value in map(sendable, VALUES[:: 2 if declared.method == "GET" else 9]):
        with Undone():
            answer = full.generic(
                declared.method, address, "{}", query_params={"before": value, "page": value},
                content_type="application/json",
            )  # fmt: skip
            wrong += faults(address, value, answer, set())
    assert wrong == []


def built(declared: Any) -> Iterator[Any]:
    """The value in every field that the description of the interface names."""
    described = api.get_openapi_schema(path_prefix="/api/v1/")
    path = re.sub(r"\{[^:}]+:", "{", declared.path)
    body = described["paths"][path][declared.method.lower()].get("requestBody")
    if body is None:
        return
    schema = body["content"]["application/json"]["schema"]
    for value in VALUES[operations().index(declared) % 3 :: 3]:
        yield instance(schema, value, described)


def instance(schema: dict[str, Any], value: str, described: dict[str, Any]) -> Any:
    """Something of the shape asked for, with the value wherever a text or a number stands."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return instance(described["components"]["schemas"][name], value, described)
    if schema.get("type") == "object":
        parts = schema.get("properties", {})
        return {name: instance(part, value, described) for name, part in parts.items()}
    if schema.get("type") == "array":
        return [instance(schema["items"], value, described)]
    if schema.get("type") == "integer" and len(value) % 3:
        return 0  # so that what stands beside it is reached as well
    if schema.get("title") == "Revision" and len(value) % 3:
        return ""
    return value


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", ""])
def test_another_kind_of_body_is_refused(kind: str, full: Browser, here: Objects) -> None:
    full.raise_request_exception = False
    for declared in operations():
        if declared.method == "GET":
            continue
        address = operation_address(declared, here)
        with Undone(), written() as tables:
            answer = full.generic(declared.method, address, "<a/>", content_type=kind)
        assert 400 <= answer.status_code < 500, declared
        assert tables == set()


def test_no_query_breaks_a_page(full: Browser, here: Objects) -> None:
    """Sorting, filtering and paging take what they know and nothing else."""
    full.raise_request_exception = False
    names = (
        "q", "page", "after", "before", "sort", "order", "order_by", "_sort", "filter", "state",
        "status", "therapist", "member", "act", "who", "from", "to", "since", "until", "client",
        "kind", "next", "cursor", "start", "day", "view", "id", "practice_id", "fields", "visit",
    )  # fmt: skip
    wrong = []
    pages = [
        address_of(route, here)
        for route in declared_routes()
        if route.name not in SKIPPED and full.get(address_of(route, here)).status_code == 200
    ]
    short = [value for value in VALUES if len(value) < 200]
    for number, value in enumerate(short * 2):
        address = pages[number % len(pages)]
        sent = value.encode("utf-8", "replace").decode()
        with Undone(), written() as tables:
            answer = full.get(address, dict.fromkeys(names, sent))
        wrong += faults(address, value, answer, set())
        assert tables == set(), address
    assert wrong == []


def test_no_upload_breaks_and_none_keeps_its_path(full: Browser, here: Objects) -> None:
    full.raise_request_exception = False
    address = f"/clients/{here.client.pk}/files/"
    bodies = (b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"<svg onload=alert(1)>", b"GIF89a" * 9)
    names = [value for value in VALUES if 0 < len(value) < 300][::2]
    wrong = []
    for number, name in enumerate(names):
        safe = name.encode("utf-8", "ignore").decode() or "x"
        upload: Any = SimpleUploadedFile("x.pdf", bodies[number % len(bodies)], safe[:40])
        upload._name = safe  # past the check that Django makes in tests only
        with Undone(), written() as tables:
            try:
                answer = full.post(address, {"kind": "report", "file": upload})
            except (ValueError, UnicodeError):
                continue  # such a name or type cannot be sent at all
        wrong += faults(address, name, answer, tables)
        assert answer.status_code in {400, 422}, (name, answer.status_code)
    assert wrong == []


MARK = '<b id="x7">\'"&</b>'


def test_whatever_is_stored_is_shown_as_text(full: Browser, here: Objects) -> None:
    """Markup in every column of text of every row, then every page."""
    for model in apps.get_app_config("practice").get_models():
        mark(model)
    for label in ("people", "consent", "arrival", "visits", "notes", "files"):
        for model in apps.get_app_config(label).get_models():
            mark(model)
    full.raise_request_exception = False
    shown, wrong = 0, []
    for route in declared_routes():
        if route.name in SKIPPED:
            continue
        with Undone():
            answer: Any = full.get(address_of(route, here))
        text = answer.content.decode("utf-8", "replace")
        if answer.status_code >= 500 or '<b id="x7">' in text:
            raised = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
            wrong.append((route.pattern, answer.status_code, str(raised)[:200]))
        shown += "&lt;b id=" in text
    assert wrong == []
    assert shown >= 15


def mark(model: type[models.Model]) -> None:
    """Put markup into the free text of every row of a model."""
    fields = [
        each
        for each in model._meta.concrete_fields
        if isinstance(each, models.CharField | models.TextField)
        and not each.choices
        and not each.unique
        and (each.max_length or 100) >= len(MARK)
        and each.name not in {"time_zone", "language", "token_hash", "browser_hash", "sha256"}
        and each.name not in {"media_type", "source", "place", "profession"}
    ]
    for row in model._default_manager.all():
        for field in fields:
            setattr(row, field.attname, MARK)
        with suppress(DatabaseError, ValidationError), transaction.atomic():
            row.save()  # but for rows that nobody may change


class Undone:
    """Undo what a request did, and forget counted attempts."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, *raised: Any) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(*raised)
        cache.close()


def faults(
    address: str, value: str, answer: Any, tables: set[str]
) -> list[tuple[str, str, object]]:
    """What is wrong with an answer to a hostile value."""
    found: list[tuple[str, str, object]] = []
    text = answer.content.decode("utf-8", "replace")
    if answer.status_code >= 500:
        raised = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
        found.append((address, value[:60], f"{answer.status_code} {raised!r}"[:300]))
    if "Traceback (most recent" in text:
        found.append((address, value[:60], "traceback"))
    is_page = answer.get("Content-Type", "").startswith("text/html")
    if is_page and value in SCRIPTS and value in text:
        found.append((address, value[:60], "shown as it came"))
    if answer.status_code >= 400 and tables:
        found.append((address, value[:60], f"refused, yet wrote to {sorted(tables)}"))
    if any("\n" in str(one) or "\r" in str(one) for one in answer.headers.values()):
        found.append((address, value[:60], "header"))
    return found
