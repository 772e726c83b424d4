"""The function that finds words on PostgreSQL looks past the policy, and no further than it may."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from tests.clinic.conftest import make_client, make_member, make_practice, make_visit

from palpate.clinic.access.permissions import Role
from palpate.clinic.database import practice_scope
from palpate.clinic.notes.models import Note
from palpate.clinic.practice.models import Practice
from palpate.clinic.visits.models import Visit

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def practices() -> list[Practice]:
    """Two practices with a note each of the same words."""
    made = []
    for name in ("Here", "There"):
        practice = make_practice(name)
        author = make_member(practice, Role.THERAPIST)
        visit = make_visit(make_client(practice), author, state=Visit.State.DONE)
        Note.objects.create(practice=practice, visit=visit, client=visit.client, author=author,
                            changed_by=author, subjective="temple")  # fmt: skip
        made.append(practice)
    return made


def found(wanted: UUID) -> int:
    """How many notes the function gives for a practice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM home_find('temple', 1000000000, 50, %s)", [wanted])
        return len(cursor.fetchall())


def test_only_the_practice_in_view_is_searched(practices: list[Practice]) -> None:
    here, there = practices
    with practice_scope(here.pk):
        assert (found(here.pk), found(there.pk)) == (1, 0)
    with practice_scope(None):
        assert found(here.pk) == 0
