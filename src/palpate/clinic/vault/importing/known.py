"""Who is here already, so that nobody is taken over twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from palpate.clinic.people.models import Client, ClientState
from palpate.clinic.people.names import digits, sort_name
from palpate.clinic.people.sameness import alike
from palpate.clinic.practice.models import Practice


class Known:
    """Finds a person by name and birth date, or by e-mail or telephone with a like name."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)

    def add(self, facts: Mapping[str, Any], where: str) -> None:
        """Remember a person, and where."""
        name = _name(facts)
        for key in _keys(facts):
            self._found[key].append((name, where))

    def same(self, facts: Mapping[str, Any]) -> str:
        """Where the same person is; empty when nowhere."""
        name = _name(facts)
        for key in _keys(facts):
            for other, where in self._found.get(key, ()):
                if alike(other, name):
                    return where
        return ""


def of_practice(practice: Practice) -> Known:
    """Everybody whose record is kept in a practice."""
    known = Known()
    clients = Client.objects.filter(practice=practice).exclude(state=ClientState.MERGED)
    names = ("given_name", "family_name", "birth_date", "email", "phone")
    for number, *values in clients.values_list("number", *names).iterator(2000):
        known.add(dict(zip(names, values, strict=True)), f"client {number}")
    return known


def _name(facts: Mapping[str, Any]) -> str:
    return sort_name(facts["given_name"], facts["family_name"])


def _keys(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if facts.get("birth_date"):
        yield "born", str(facts["birth_date"])
    else:
        yield "named", _name(facts)
    if facts.get("email"):
        yield "email", str(facts["email"]).casefold()
    if len(told := digits(facts.get("phone") or "")) >= 7:
        yield "phone", told[-9:]
