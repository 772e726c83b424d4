"""Search finds what the member may see by whatever they remember, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.clinic.conftest import assign, make_client, make_visit
from tests.clinic.pages.counting import at_most

from palpate.clinic.home import index
from palpate.clinic.home.dates import dates_in
from palpate.clinic.home.searching import Answer, answer
from palpate.clinic.notes.models import Note
from palpate.clinic.people.models import Client, ClientState
from palpate.clinic.people.names import digits, sort_name
from palpate.clinic.practice.models import Member, Practice
from palpate.clinic.visits.models import Visit

Sign = Callable[[Member], Browser]

pytestmark = pytest.mark.django_db


def _client(practice: Practice, given: str, family: str, **fields: Any) -> Client:
    folded = {
        "sort_name": sort_name(given, family),
        "phone_digits": digits(fields.get("phone", "")),
    }
    return make_client(practice, given_name=given, family_name=family, **folded, **fields)


def _note(client: Client, author: Member, text: str) -> Note:
    visit = make_visit(client, author, state=Visit.State.DONE)
    note: Note = Note.objects.create(
        practice=client.practice,
        visit=visit,
        client=client,
        author=author,
        changed_by=author,
        subjective=text,
    )
    return note


def _names(found: Answer) -> list[str]:
    return [client.full_name for client in found.clients]


@pytest.mark.parametrize(
    "query",
    [
        *("nov", "Novák", "NOVAK mar", "marija novak", "Novka", "Nowak", "Marjia"),
        *("1974-05-03", "3.5.1974", "3 May 1974", "555 0142", "maria.novak@example.org", "#1", "1"),
    ],
)
def test_a_client_is_found_by_whatever_is_remembered(query: str, therapist: Member) -> None:
    _client(
        therapist.practice,
        "Marija",
        "Novák",
        phone="+1 555 0142",
        email="maria.novak@example.org",
        birth_date=date(1974, 5, 3),
    )
    _client(therapist.practice, "Ola", "Nilsen", birth_date=date(1980, 1, 1))
    assert _names(answer(therapist, query)) == ["Marija Novák"]


def test_archived_clients_come_last_and_merged_ones_never(therapist: Member) -> None:
    practice = therapist.practice
    _client(practice, "Ann", "Berg", state=ClientState.ARCHIVED)
    _client(practice, "Zoe", "Berg")
    _client(practice, "Old", "Berg", state=ClientState.MERGED)
    assert _names(answer(therapist, "berg")) == ["Zoe Berg", "Ann Berg"]


def test_notes_are_found_by_their_words(therapist: Member) -> None:
    client = _client(therapist.practice, "Maria", "Novak")
    note = _note(
        client, therapist, "Headache spreads to the temple; trigger in Sternocleidomastoideus"
    )
    _note(client, therapist, "Nothing of the kind")
    for query in ("temple", "TEMPLE headache", "sternocl", "spreads tem"):
        found = answer(therapist, query)
        assert [each.note for each in found.notes] == [note], query
        assert found.notes[0].hit
    assert not answer(therapist, "temples are").notes


def test_a_changed_note_is_found_by_its_new_words_only(therapist: Member) -> None:
    note = _note(_client(therapist.practice, "A", "B"), therapist, "first wording")
    note.subjective = "second wording"
    note.save()
    assert answer(therapist, "second").notes
    assert not answer(therapist, "first").notes


def test_an_index_that_was_lost_is_built_anew(therapist: Member) -> None:
    _note(_client(therapist.practice, "A", "B"), therapist, "periosteum")
    index.forget(therapist.practice_id)
    assert not answer(therapist, "periosteum").notes
    assert index.rebuild() == 1
    assert answer(therapist, "periosteum").notes


def test_visits_are_found_by_their_day(therapist: Member, front_desk: Member) -> None:
    client = _client(therapist.practice, "Maria", "Novak")
    make_visit(client, therapist, starts_at=datetime(2026, 3, 5, 14, 0, tzinfo=UTC))
    make_visit(client, therapist, starts_at=timezone.now())
    assert len(answer(front_desk, "5 March 2026").visits) == 1
    assert len(answer(front_desk, "2026-03-05").visits) == 1
    assert len(answer(front_desk, "today").visits) == 1


def test_pages_and_the_atlas_are_found(owner: Member, front_desk: Member) -> None:
    assert [page.name for page in answer(owner, "audit").pages] == ["Audit"]
    assert not answer(front_desk, "audit").pages
    assert "Levator scapulae" in [page.name for page in answer(front_desk, "levator scap").atlas]


@pytest.fixture
def _everything(therapist: Member, stranger: Member, student: Member) -> None:
    """Clients, visits and notes in two practices, of which the student has one."""
    for member, word in ((therapist, "here"), (stranger, "there")):
        for name in ("Ada", "Bo"):
            client = _client(member.practice, name, f"Zander{word}", phone="+1 555 7777")
            _note(client, member, f"zygomatic finding {word} {name}")
    assign(Client.objects.get(given_name="Ada", practice=student.practice), student)


QUERIES = ("zander", "zandr", "zygomatic", "5557777", "1", "2026-11-22", "ada", "maria", "here")


@pytest.mark.usefixtures("_everything")
@pytest.mark.parametrize(
    "role", ["owner", "therapist", "front_desk", "bookkeeper", "student", "auditor", "stranger"]
)
@pytest.mark.parametrize("query", QUERIES)
def test_nothing_out_of_reach_is_found(
    role: str, query: str, request: pytest.FixtureRequest, client_of: Sign
) -> None:
    member = request.getfixturevalue(role)
    found = answer(member, query)
    clients = set(Client.objects.for_user(member).values_list("pk", flat=True))
    assert {client.pk for client in found.clients} <= clients
    assert {visit.client_id for visit in found.visits} <= clients
    notes = set(Note.objects.for_user(member).values_list("pk", flat=True))
    assert {each.note.pk for each in found.notes} <= notes
    page = client_of(member).get(reverse("search"), {"q": query}).content.decode()
    assert ("Zanderthere" in page) <= (role == "stranger")
    assert ("finding here" in page) <= (role in ("therapist", "student"))
    assert ("Bo Zanderhere" in page) <= (role not in ("student", "auditor", "stranger"))


@pytest.mark.usefixtures("_everything")
def test_a_bookkeeper_finds_nobody_by_birth_date_or_telephone(
    bookkeeper: Member, client_of: Sign
) -> None:
    assert not answer(bookkeeper, "1974-05-03").clients
    assert not answer(bookkeeper, "5557777").clients
    page = client_of(bookkeeper).get(reverse("search"), {"q": "zander"}).content.decode()
    assert "1974" not in page


@given(query=st.text(max_size=130))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_no_query_makes_it_fail(query: str, therapist: Member) -> None:
    answer(therapist, query)


@pytest.mark.parametrize(
    "query",
    ['"', "*", "a OR b", "NEAR(a b)", "a* -b", "'); DROP TABLE", "a:b", "&", "%", "_", "\0"],
)
def test_signs_of_query_languages_mean_nothing(query: str, therapist: Member) -> None:
    _note(_client(therapist.practice, "A", "B"), therapist, "plain words")
    assert not answer(therapist, query).notes


def test_the_palette_gets_the_list_alone(therapist: Member, client_of: Sign) -> None:
    _client(therapist.practice, "Maria", "Novak")
    browser = client_of(therapist)
    part = browser.get(reverse("search"), {"q": "nov"}, headers={"HX-Request": "true"})
    assert "Maria Novak" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_what_was_typed_is_shown_as_text(therapist: Member, client_of: Sign) -> None:
    page = client_of(therapist).get(reverse("search"), {"q": "<script>x</script>"})
    assert "<script>x" not in page.content.decode()


def test_a_search_asks_few_questions(therapist: Member, client_of: Sign) -> None:
    for number in range(12):
        client = _client(therapist.practice, f"Nova{number}", "Novak")
        _note(client, therapist, "nova words")
    browser = client_of(therapist)
    with at_most(12):
        browser.get(reverse("search"), {"q": "nova"})


def test_a_day_may_be_meant_in_two_ways() -> None:
    assert dates_in("3/5/1974") == [date(1974, 5, 3), date(1974, 3, 5)]
    assert dates_in("31/5/1974") == [date(1974, 5, 31)]
    assert dates_in("tomorrow") == []
    day = date(2026, 11, 22)
    assert dates_in("tomorrow", day) == [day + timedelta(days=1)]


def test_the_script_of_the_palette_is_served(client_of: Sign, therapist: Member) -> None:
    page = client_of(therapist).get(reverse("search")).content.decode()
    assert f'src="{reverse("htmx")}?v=' in page
    answered = Browser().get(reverse("htmx"))
    assert answered["Content-Type"] == "text/javascript; charset=utf-8"
    assert "immutable" in answered["Cache-Control"]
    assert b"htmx" in answered.content
