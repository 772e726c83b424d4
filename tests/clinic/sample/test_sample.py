"""The sample practice looks like a year of work, and goes without a trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.clinic.conftest import NOW, make_client
from tests.clinic.files.conftest import PDF

from palpate.clinic.accounts import standing
from palpate.clinic.accounts.models import User
from palpate.clinic.audit.chain import breaks, record
from palpate.clinic.audit.models import Entry
from palpate.clinic.files import actions, vaulting
from palpate.clinic.home.searching import answer
from palpate.clinic.notes.models import Note, NoteVersion
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member, Practice
from palpate.clinic.sample import load, remove
from palpate.clinic.visits.models import Finding, Hypothesis, Visit

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def _own_data(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def _counts(practice: Practice) -> Counter[str]:
    """Rows of a practice in every table."""
    found: Counter[str] = Counter()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.related_model is Practice:
                rows = model._base_manager.filter(**{field.attname: practice.pk})
                found[model._meta.label] += rows.count()
    return +found


def test_a_year_of_work_and_its_removal(owner: Member) -> None:
    make_client(owner.practice)
    users = User.objects.count()
    practice = load(NOW)

    assert practice.is_sample
    assert Client.objects.filter(practice=practice).count() == 40
    assert 150 <= Visit.objects.filter(practice=practice).count() <= 220
    states = Counter(Note.objects.filter(practice=practice).values_list("state", flat=True))
    assert states["signed"] > 100
    assert states["draft"] >= 3
    assert states["awaiting"] >= 1
    assert NoteVersion.objects.filter(practice=practice).count() == (
        states["signed"] + states["awaiting"]
    )
    assert list(breaks(practice)) == []
    today = Visit.objects.filter(practice=practice, starts_at__date=NOW.date())
    assert today.filter(state="waiting").count() == 1
    assert load(NOW) == practice
    _pain_falls(practice)
    _muscles_are_accepted(practice)
    for member in Member.objects.filter(practice=practice):
        assert not member.user.has_usable_password()

    therapist = Member.objects.get(practice=practice, name="Tomás Ibarra")
    assert answer(therapist, "kettle").notes
    client = Client.objects.filter(practice=practice)[0]
    upload = SimpleUploadedFile("a.pdf", PDF)
    file = actions.store(by=therapist, client=client, kind="report", upload=upload)
    assert vaulting.path_of(file.pk).exists()

    before = _counts(owner.practice)
    remove(practice, by=owner)
    assert not _counts(practice)
    assert not Practice.objects.filter(is_sample=True).exists()
    assert not vaulting.path_of(file.pk).exists()
    assert User.objects.count() == users
    after = _counts(owner.practice)
    assert after - before == Counter({"audit.Entry": 1})
    assert not before - after
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")


def _pain_falls(practice: Practice) -> None:
    """From the first visit to the last the painted area shrinks, in nearly every course."""
    areas: dict[Any, list[float]] = {}
    for finding in Finding.objects.filter(practice=practice).order_by("visit__starts_at"):
        areas.setdefault(finding.client_id, []).append(finding.area_cm2 or 0)
    longer = [each for each in areas.values() if len(each) > 2]
    falling = [each for each in longer if each[-1] < 0.7 * each[0]]
    assert len(falling) >= 0.8 * len(longer)


def _muscles_are_accepted(practice: Practice) -> None:
    """The workbench itself names the muscle the drawing was made of, mostly."""
    found = Hypothesis.objects.filter(practice=practice)
    accepted = {row.visit_id for row in found if row.decision == "accepted"}
    assert len(accepted) >= 30


def test_it_is_the_same_each_time() -> None:
    def drawn() -> list[Any]:
        practice = load(NOW)
        rows = Finding.objects.filter(practice=practice).order_by(
            "visit__starts_at", "client__number"
        )
        found = [(row.client.number, row.patches) for row in rows.select_related("client")[:30]]
        owner = Member.objects.get(practice=practice, name="Ruth Calder")
        remove(practice, by=owner)
        return found

    assert drawn() == drawn()


def test_no_other_practice_can_be_removed(owner: Member, therapist: Member) -> None:
    with pytest.raises(PermissionDenied):
        remove(owner.practice, by=owner)
    with pytest.raises(PermissionDenied):
        remove(owner.practice, by=therapist)
    assert Practice.objects.filter(pk=owner.practice_id).exists()


def test_the_owner_enters_it_and_removes_it(
    owner: Member, client_of: Callable[[Member], Browser]
) -> None:
    record(owner, "member invited")
    browser = client_of(owner)
    page = browser.post(reverse("sample"), {"do": "load"}, follow=True).content.decode()
    assert "Nobody here is a real person" in page
    assert "Alder Lane Practice" in page
    page = browser.post(reverse("sample"), {"do": "remove"}, follow=True).content.decode()
    assert "The sample practice is gone" in page
    assert owner.practice.name in page
    assert not Practice.objects.filter(is_sample=True).exists()
    assert Entry.objects.filter(practice=owner.practice).exists()


def test_every_member_of_it_has_a_first_page() -> None:
    practice = load(timezone.now())
    for member in Member.objects.filter(practice=practice):
        browser = Browser()
        browser.force_login(member.user)
        session = browser.session
        session[standing.SAMPLE] = True
        session.save()
        assert browser.get(reverse("home")).status_code == 200
