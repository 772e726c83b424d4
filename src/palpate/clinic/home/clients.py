"""Clients by whatever is known of them, and by names that were nearly right."""

from __future__ import annotations

from collections.abc import Set
from typing import Any, Final
from uuid import UUID

from rapidfuzz import fuzz, process

from palpate.clinic.people.finding import find as find_exactly
from palpate.clinic.people.models import Client, ClientState
from palpate.clinic.people.names import fold
from palpate.clinic.people.words import NameWord, words_from
from palpate.clinic.practice.models import Member

CANDIDATES: Final = 3000
"""Words and names compared letter by letter, at most."""
MOST_ALIKE: Final = 50
SAME_LETTERS: Final = 2
"""Letters at the beginning that a mistyped name must have right."""
ALIKE: Final = 78.0
"""Likeness, of 100, of a word that was meant."""
STATES: Final = (ClientState.ACTIVE, ClientState.ARCHIVED)


def find(member: Member, asked: str, most: int) -> list[Client]:
    """Clients within the member's reach that fit, best first; mistyped names come last."""
    found: list[Client] = []
    for state in STATES:
        if len(found) < most:
            found += find_exactly(member, asked, state).clients[: most - len(found)]
    words = fold(asked).split()
    is_name = asked.replace(" ", "").isalpha() and any(len(word) > SAME_LETTERS for word in words)
    if is_name and len(found) < most:
        found += _alike(member, words, most - len(found), {client.pk for client in found})
    return found


def _alike(member: Member, words: list[str], most: int, known: Set[UUID]) -> list[Client]:
    """Clients whose names are nearly what was typed."""
    meant = max(words, key=len)
    near = words_from(member.practice_id, meant[:SAME_LETTERS], CANDIDATES)
    alike = [word for word in near if fuzz.ratio(meant, word) >= ALIKE]
    reach = Client.objects.for_user(member).filter(state__in=STATES)
    holders = NameWord.objects.filter(practice_id=member.practice_id, word__in=alike[:MOST_ALIKE])
    listed = reach.filter(pk__in=holders.values("client_id")).values_list("pk", "sort_name")
    names = {key: name for key, name in listed[:CANDIDATES] if key not in known} if alike else {}
    scored = process.extract(
        " ".join(words), names, scorer=_likeness, limit=most, score_cutoff=ALIKE
    )
    wanted = [key for _, _, key in scored]
    rows = {client.pk: client for client in reach.filter(pk__in=wanted)} if wanted else {}
    return [rows[key] for key in wanted if key in rows]


def _likeness(asked: str, name: str, **_options: Any) -> float:
    """How well the worst of the asked words fits a word of the name."""
    names = name.split()
    return min(max(fuzz.ratio(word, each) for each in names) for word in asked.split())
