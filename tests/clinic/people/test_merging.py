"""Duplicates: found, merged, and undone without a trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palpate.clinic.arrival.models import HealthHistory, Intake
from palpate.clinic.audit.models import Entry
from palpate.clinic.consent.models import Consent, ConsentText
from palpate.clinic.consent.starting import put_in_place
from palpate.clinic.people import merging, sameness
from palpate.clinic.people.models import Care, Client, ClientState, Contact, Distinct, Merge
from palpate.clinic.practice.models import Member, Practice
from palpate.clinic.visits.models import Episode, Visit
from palpate.evidence import UserError

Of = Callable[[Member], Browser]
Make = Callable[..., Client]

words = st.text("abcdeéñ ", max_size=8)
facts = st.fixed_dictionaries(
    {
        "given_name": st.text("abcé", min_size=1, max_size=6),
        "family_name": words,
        "birth_date": st.none() | st.dates(date(1900, 1, 1), date(2020, 1, 1)),
        "email": st.sampled_from(["", "a@example.org", "b@example.org"]),
        "phone": st.sampled_from(["", "5550123", "+1 503 555 0199"]),
        "address": words,
        "sex": st.sampled_from(["", "female", "other"]),
        "messages_by": st.lists(st.sampled_from(["email", "text"]), unique=True),
        "discreet": st.booleans(),
        "state": st.sampled_from([ClientState.ACTIVE, ClientState.ARCHIVED]),
    }
)
belongings = st.fixed_dictionaries(
    {
        "contacts": st.integers(0, 2),
        "visits": st.integers(0, 3),
        "intakes": st.integers(0, 2),
        "consents": st.integers(0, 2),
        "health": st.booleans(),
    }
)


def state_of(*clients: Client) -> dict[str, Any]:
    """Every row that says whose it is, and both records."""
    rows: dict[str, Any] = {}
    for field in merging._holders():
        found = field.model._base_manager.filter(
            **{f"{field.attname}__in": [c.pk for c in clients]}
        )
        label = f"{field.model._meta.label}.{field.attname}"
        rows[label] = sorted(found.values_list("pk", field.attname), key=str)
    names = [field.attname for field in Client._meta.concrete_fields]
    keys = [client.pk for client in clients]
    rows["clients"] = list(Client.objects.filter(pk__in=keys).order_by("pk").values(*names))
    return rows


def give(client: Client, therapist: Member, owned: dict[str, Any]) -> None:
    practice, at = client.practice, datetime(2026, 5, 1, 9, tzinfo=UTC)
    for number in range(owned["contacts"]):
        Contact.objects.create(practice=practice, client=client, kind="other", name=f"C{number}")
    for _ in range(owned["visits"]):
        episode = Episode.objects.create(
            practice=practice, client=client, title="Neck", opened_on=at.date()
        )
        Visit.objects.create(
            practice=practice, client=client, therapist=therapist, starts_at=at, episode=episode
        )
    for number in range(owned["intakes"]):
        Intake.objects.create(
            practice=practice,
            client=client,
            token_hash=f"{client.pk.hex}{number}",
            sent_by=therapist,
            expires_at=at,
        )
    for text in ConsentText.objects.all()[: owned["consents"]]:
        Consent.objects.create(
            practice=practice,
            client=client,
            text=text,
            signed_at=at,
            signed_name="M",
            means="paper",
        )
    if owned["health"]:
        HealthHistory.objects.create(practice=practice, client=client, answers={"steroids": "yes"})


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    one=facts,
    other=facts,
    mine=belongings,
    theirs=belongings,
    chosen=st.frozensets(st.sampled_from(merging.CHOSEN)),
)
def test_a_merge_that_is_undone_leaves_no_trace(
    practice: Practice,
    therapist: Member,
    a_client: Make,
    one: dict[str, Any],
    other: dict[str, Any],
    mine: dict[str, Any],
    theirs: dict[str, Any],
    chosen: frozenset[str],
) -> None:
    with transaction.atomic():
        put_in_place(practice.pk)
        kept, gone = a_client(**one), a_client(**other)
        give(kept, therapist, mine)
        give(gone, therapist, theirs)
        before = state_of(kept, gone)
        done = merging.merge(by=therapist, kept=kept, gone=gone, from_gone=chosen)
        moved = state_of(kept, gone)
        both = mine["health"] and theirs["health"]
        left = [
            (label, row)
            for label, rows in moved.items()
            if label != "clients" and not (both and "HealthHistory" in label)
            for row in rows
            if row[1] == gone.pk
        ]
        assert left == []
        merging.undo(by=therapist, merge=Merge.objects.get(pk=done.pk))
        assert state_of(kept, gone) == before
        transaction.set_rollback(True)


def test_what_was_changed_after_the_merge_stays_when_it_is_undone(
    therapist: Member, a_client: Make
) -> None:
    kept, gone = a_client(phone=""), a_client(phone="5550123", email="m@example.org")
    done = merging.merge(
        by=therapist, kept=kept, gone=gone, from_gone=frozenset({"phone", "email"})
    )
    kept.phone = "5559999"
    kept.save()
    merging.undo(by=therapist, merge=Merge.objects.get(pk=done.pk))
    kept.refresh_from_db()
    assert (kept.phone, kept.email) == ("5559999", "")


def test_merges_in_a_row_are_undone_from_the_last(therapist: Member, a_client: Make) -> None:
    one, two, three = a_client(), a_client(), a_client()
    first = merging.merge(by=therapist, kept=two, gone=one, from_gone=frozenset())
    second = merging.merge(by=therapist, kept=three, gone=two, from_gone=frozenset())
    with pytest.raises(UserError, match="merged once more"):
        merging.undo(by=therapist, merge=Merge.objects.get(pk=first.pk))
    for done in (second, first):
        merging.undo(by=therapist, merge=Merge.objects.get(pk=done.pk))
    assert not Client.objects.filter(state=ClientState.MERGED).exists()


def test_one_and_the_same_record_and_merged_ones_are_refused(
    therapist: Member, a_client: Make
) -> None:
    one, two, three = a_client(), a_client(), a_client()
    merging.merge(by=therapist, kept=two, gone=one, from_gone=frozenset())
    for kept, gone in ((one, one), (one, three), (three, Client.objects.get(pk=one.pk))):
        with pytest.raises(UserError):
            merging.merge(by=therapist, kept=kept, gone=gone, from_gone=frozenset())


def test_an_inactive_or_unfit_member_merges_nothing(front_desk: Member, a_client: Make) -> None:
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        merging.merge(by=front_desk, kept=a_client(), gone=a_client(), from_gone=frozenset())


def test_both_health_histories_stay_and_both_are_heeded(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    kept, gone = a_client(), a_client()
    for client, answers in ((kept, {"steroids": "yes"}), (gone, {"blood_thinner": "yes"})):
        HealthHistory.objects.create(practice=client.practice, client=client, answers=answers)
    merging.merge(by=therapist, kept=kept, gone=gone, from_gone=frozenset())
    page = client_of(therapist).get(f"/clients/{kept.pk}/health/").content.decode()
    assert "Cortisone for weeks" in page
    assert "Blood thinner" in page
    assert f"merged record number {gone.number}" in page


@pytest.mark.parametrize(
    ("changed", "shared"),
    [
        ({"given_name": "María"}, "birth date"),
        ({"given_name": "Marja"}, "birth date"),
        ({"birth_date": None, "phone": "503 555 0123"}, "phone"),
        ({"birth_date": None, "email": "m@example.org"}, "e-mail"),
        ({"birth_date": date(1974, 3, 5)}, "name"),
    ],
)
def test_pairs_that_look_alike_are_found(
    changed: dict[str, Any], shared: str, therapist: Member, a_client: Make
) -> None:
    a_client(phone="5035550123", email="m@example.org")
    a_client(**changed)
    a_client(given_name="Juan", family_name="Otto")
    pairs = sameness.look(therapist).pairs
    assert len(pairs) == 1
    assert shared in pairs[0].shared


def test_the_new_client_page_asks_whether_it_is_one_of_these(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    a_client()
    told = {
        "given_name": "María",
        "family_name": "Novák",
        "birth_date": "1974-05-03",
        "language": "en",
    }
    browser = client_of(therapist)
    page = browser.post("/clients/new/", told).content.decode()
    assert "Is it one of these?" in page
    assert Client.objects.count() == 1
    browser.post("/clients/new/", told | {"another": "yes"})
    assert Client.objects.count() == 2


def test_two_people_told_apart_are_not_offered_again(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    one, other = a_client(), a_client()
    browser = client_of(therapist)
    assert "Compare" in browser.get("/clients/duplicates/").content.decode()
    browser.post(f"/clients/{one.pk}/merge/{other.pk}/", {"apart": "yes"})
    assert Distinct.objects.count() == 1
    assert "No two records look alike" in browser.get("/clients/duplicates/").content.decode()


def test_a_merge_in_the_browser_takes_the_chosen_fields_and_is_undone_there(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    kept, gone = a_client(phone=""), a_client(phone="5550123", given_name="Mia")
    browser = client_of(therapist)
    path = f"/clients/{kept.pk}/merge/{gone.pk}/"
    assert "5550123" in browser.get(path).content.decode()
    browser.post(path, {"phone": "gone", "given_name": "kept"})
    kept.refresh_from_db()
    assert (kept.phone, kept.given_name) == ("5550123", "Maria")
    assert "Undo the merge" in browser.get(f"/clients/{kept.pk}/edit/").content.decode()
    assert "was merged into" in browser.get(f"/clients/{gone.pk}/").content.decode()
    browser.post(f"/merges/{Merge.objects.get().pk}/undo/")
    kept.refresh_from_db()
    assert kept.phone == ""
    assert {"clients merged", "merge undone"} <= set(Entry.objects.values_list("act", flat=True))


def test_care_moves_with_the_record(therapist: Member, student: Member, a_client: Make) -> None:
    kept, gone = a_client(), a_client()
    Care.objects.create(practice=gone.practice, client=gone, member=student)
    merging.merge(by=therapist, kept=kept, gone=gone, from_gone=frozenset())
    assert Client.objects.for_user(student).get() == kept
