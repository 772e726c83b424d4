"""Owners and auditors read who did what; nobody else does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse
from tests.clinic.conftest import NOW, make_client
from tests.clinic.pages.counting import at_most

from palpate.clinic.audit.chain import Told, record, record_all
from palpate.clinic.audit.models import Entry
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member, Practice

Sign = Callable[[Member], Browser]


def test_the_owner_reads_who_did_what(owner: Member, therapist: Member, client_of: Sign) -> None:
    client = make_client(owner.practice)
    record(therapist, "note signed", client_id=client.pk, why="end of visit")
    page = client_of(owner).get(reverse("audit")).content.decode()
    assert "Signed a note" in page
    assert "Maria Novak" in page
    assert "end of visit" in page


def test_the_auditor_reads_it_without_names_of_clients(
    auditor: Member, therapist: Member, client_of: Sign
) -> None:
    client = make_client(auditor.practice)
    record(therapist, "note signed", client_id=client.pk)
    page = client_of(auditor).get(reverse("audit")).content.decode()
    assert "Signed a note" in page
    assert "Novak" not in page


@pytest.mark.parametrize("role", ["therapist", "front_desk", "bookkeeper", "student"])
def test_others_do_not(
    role: str, practice: Practice, request: pytest.FixtureRequest, client_of: Sign
) -> None:
    member = request.getfixturevalue(role)
    client = make_client(practice)
    browser = client_of(member)
    assert browser.get(reverse("audit")).status_code == 403
    assert browser.get(reverse("client_audit", args=[client.pk])).status_code == 403


def test_entries_of_another_practice_are_not_shown(
    owner: Member, stranger: Member, client_of: Sign
) -> None:
    record(stranger, "note signed", why="secret of the harbour")
    page = client_of(owner).get(reverse("audit")).content.decode()
    assert "secret of the harbour" not in page
    theirs = make_client(stranger.practice)
    answer = client_of(owner).get(reverse("client_audit", args=[theirs.pk]))
    assert answer.status_code == 404


def test_it_is_filtered_and_paged_without_counting(
    owner: Member, therapist: Member, client_of: Sign
) -> None:
    record_all(owner.practice, [Told(therapist, "opened record", NOW) for _ in range(75)])
    record(owner, "member invited")
    browser = client_of(owner)
    first = browser.get(reverse("audit"), {"member": str(therapist.user_id)})
    assert len(first.context["page"].lines) == 40
    older = first.context["page"].older
    second = browser.get(reverse("audit"), {"member": str(therapist.user_id), "before": older})
    assert len(second.context["page"].lines) == 35
    one = browser.get(reverse("audit"), {"act": "member invited"})
    assert [line.who for line in one.context["page"].lines] == [owner.name]
    day = browser.get(reverse("audit"), {"day": "2026-11-22", "act": "opened record"})
    assert day.context["page"].lines


@pytest.mark.parametrize("asked", ["member=x", "day=never", "before=-3", "act=drop", "client=1"])
def test_a_filter_that_makes_no_sense_shows_everything(
    asked: str, owner: Member, client_of: Sign
) -> None:
    assert client_of(owner).get(f"{reverse('audit')}?{asked}").status_code == 200


def test_the_page_of_one_client_is_for_the_client(
    owner: Member, therapist: Member, client_of: Sign
) -> None:
    mine, other = make_client(owner.practice), make_client(owner.practice, given_name="Ola")
    record(therapist, "opened visit", client_id=mine.pk, why="treatment")
    record(therapist, "note signed", client_id=other.pk, why="other client")
    page = client_of(owner).get(reverse("client_audit", args=[mine.pk])).content.decode()
    assert "Opened a visit" in page
    assert "other client" not in page
    assert "Print this page (Ctrl-P)" in page.split("<print-button>")[1].split("</print-button>")[0]
    assert Entry.objects.filter(act="opened audit", client_id=mine.pk).count() == 1


def test_checking_by_hand_says_what_it_found(owner: Member, client_of: Sign) -> None:
    record(owner, "backup made")
    answer = client_of(owner).post(reverse("audit_check"), follow=True)
    assert "none missing" in answer.content.decode()


def test_opening_a_record_is_written_down_once_in_a_while(
    therapist: Member, client_of: Sign, a_client: Callable[..., Client]
) -> None:
    client = a_client()
    browser = client_of(therapist)
    for _ in range(3):
        assert browser.get(reverse("files", args=[client.pk])).status_code == 200
    assert Entry.objects.filter(act="opened record", client_id=client.pk).count() == 1


def test_the_viewer_asks_few_questions(
    owner: Member,
    therapist: Member,
    client_of: Sign,
) -> None:
    record_all(owner.practice, [Told(therapist, "opened record", NOW) for _ in range(120)])
    browser = client_of(owner)
    with at_most(12):
        browser.get(reverse("audit"))
