"""The JSON interface of visits: conflicts, faults, locks, permissions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from tests.clinic.conftest import make_client, make_member, make_visit

from palpate.clinic.access.api import OPERATIONS
from palpate.clinic.access.permissions import Role
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member, Practice
from palpate.clinic.visits.models import Finding, Measurement, Visit

pytestmark = pytest.mark.django_db

PAIN = [{"region": "temple", "side": "left", "intensity": 6, "qualities": ["ache"]}]
CASE: dict[str, Any] = {"client": {}, "pain": PAIN, "history": {}, "findings": []}


@pytest.fixture
def visit(a_client: Callable[..., Client], a_visit: Callable[..., Visit]) -> Visit:
    return a_visit(a_client(), state="open")


@pytest.fixture
def browser(therapist: Member, client_of: Callable[[Member], Browser]) -> Browser:
    return client_of(therapist)


def put(browser: Browser, visit: Visit, what: str, revision: object, value: object) -> Any:
    body = json.dumps({"revision": revision, "value": value})
    address = f"/api/v1/visits/{visit.pk}/{what}"
    return browser.put(address, body, content_type="application/json")


def test_a_case_begins_with_what_is_known_of_the_client(browser: Browser, visit: Visit) -> None:
    answer = browser.get(f"/api/v1/visits/{visit.pk}/case").json()
    assert answer["revision"] == 0
    assert answer["value"]["client"] == {"age": 52}
    assert Finding.objects.count() == 0


def test_saving_keeps_the_painted_patches_and_their_area(browser: Browser, visit: Visit) -> None:
    assert put(browser, visit, "case", 0, CASE).json() == {"revision": 1}
    finding = Finding.objects.get()
    assert set(finding.patches.values()) == {6.0}
    assert all(patch.startswith("temple.left.") for patch in finding.patches)
    assert 10 < finding.area_cm2 < 100
    assert finding.answer["sources"][0]["name"] == "Temporalis"


def test_who_saves_second_is_told_and_gets_the_others_version(
    browser: Browser, visit: Visit, practice: Practice, client_of: Callable[[Member], Browser]
) -> None:
    other = make_member(practice, Role.THERAPIST, name="Ben Ode")
    put(client_of(other), visit, "case", 0, CASE)
    mine = {**CASE, "pain": []}
    clash = put(browser, visit, "case", 0, mine)
    assert clash.status_code == 409
    assert clash.json() == {"revision": 1, "value": CASE, "by": "Ben Ode"}
    assert put(browser, visit, "case", 1, mine).json() == {"revision": 2}


def test_the_same_case_sent_twice_is_saved_once(browser: Browser, visit: Visit) -> None:
    put(browser, visit, "case", 0, CASE)
    assert put(browser, visit, "case", 0, CASE).json() == {"revision": 1}


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({**CASE, "pain": [{"region": "tempel", "side": "left"}]}, "pain[0].region"),
        ({**CASE, "pain": [{"region": "temple", "side": "left", "intensity": 11}]}, "intensity"),
        ({**CASE, "nonsense": 1}, "case.nonsense"),
        ({**CASE, "history": {"fever\0": True}}, "history"),
        ("a text", "case"),
        (None, "case"),
        ([[[]]], "case"),
    ],
)
def test_a_case_with_faults_is_refused_and_says_where(
    browser: Browser, visit: Visit, value: object, field: str
) -> None:
    answer = put(browser, visit, "case", 0, value)
    assert answer.status_code == 422
    assert any(field in error["field"] for error in answer.json()["errors"])
    assert all(error["remedy"] for error in answer.json()["errors"])
    assert Finding.objects.count() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"revision": 0}',
        b'{"revision": -1, "value": {}}',
        b'{"revision": 1e999, "value": {}}',
        b'{"revision": ' + b"9" * 5000 + b', "value": {}}',
        b'{"revision": 99999999999999999999, "value": {}}',
        b'{"revision": 0, "value": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b'{"revision": 0, "value": ' + b'{"a":' * 900 + b"1" + b"}" * 900 + b"}",
        b'{"revision": 0, "value": {"client": {"age": NaN}}}',
        b'{"revision": 0, "value": {"client": {"age": Infinity}}}',
    ],
)
@pytest.mark.parametrize("what", ["case", "told", "note"])
def test_no_body_however_odd_ends_in_a_fault_of_ours(
    browser: Browser, visit: Visit, body: bytes, what: str
) -> None:
    address = f"/api/v1/visits/{visit.pk}/{what}"
    answer = browser.put(address, body, content_type="application/json")
    assert answer.status_code in (404, 422), answer.content
    assert answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x" * 10_001])
def test_text_no_database_can_keep_is_refused(browser: Browser, visit: Visit, text: str) -> None:
    seen = browser.get(f"/visits/{visit.pk}/").context["told"]
    answer = put(browser, visit, "told", seen, {"reason": text})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] in ("reason", "value.reason")


def test_words_and_case_are_saved_side_by_side(browser: Browser, visit: Visit) -> None:
    page = browser.get(f"/visits/{visit.pk}/").context
    put(browser, visit, "case", 0, CASE)
    assert put(browser, visit, "told", page["told"], {"reason": "Headache"}).status_code == 200
    done = put(browser, visit, "done", page["done"], {"plan": "Again"})
    assert done.status_code == 200
    stale = put(browser, visit, "told", page["told"], {"reason": "Other"})
    assert stale.status_code == 409
    assert stale.json()["value"] == {"reason": "Headache", "changed": ""}


def test_a_voided_visit_takes_nothing_more(browser: Browser, visit: Visit) -> None:
    Visit.objects.filter(pk=visit.pk).update(state="voided")
    assert put(browser, visit, "case", 0, CASE).status_code == 423


THRESHOLD = {
    "kind": "algometer", "place": "temple", "side": "left", "unit": "kgf/cm2",
    "readings": [2.4, 2.5, 2.6], "tip_area_cm2": 1,
}  # fmt: skip


def measure(browser: Browser, visit: Visit, **changed: Any) -> Any:
    body = json.dumps(THRESHOLD | changed)
    address = f"/api/v1/visits/{visit.pk}/measurements"
    return browser.post(address, body, content_type="application/json")


def test_a_threshold_is_kept_with_its_error_and_compared_after_treatment(
    browser: Browser, visit: Visit
) -> None:
    before = measure(browser, visit)
    assert before.status_code == 201, before.content
    assert before.json()["value"] == 245
    assert before.json()["smallest_change"] > 100
    measure(browser, visit, moment="after", readings=[2.5, 2.6, 2.7])
    rows = browser.get(f"/api/v1/visits/{visit.pk}/measurements").json()["measurements"]
    assert [row["verdict"] for row in rows] == ["", "no measurable change"]
    measure(browser, visit, moment="after", readings=[6.0, 6.1, 6.2])
    rows = browser.get(f"/api/v1/visits/{visit.pk}/measurements").json()["measurements"]
    assert rows[-1]["verdict"] == "beyond measurement error"


@pytest.mark.parametrize(
    "wrong",
    [
        {"readings": [2.4]},
        {"readings": [2.4, 2.5, 1e30]},
        {"readings": ["a", 1, 2]},
        {"place": "moon"},
        {"side": "midline"},
        {"unit": "psi"},
        {"tip_area_cm2": 0},
        {"kind": "guess"},
        {"moment": "later"},
        {"kind": "rating", "place": "pain_now", "readings": [11]},
        {"kind": "range_of_motion", "place": "neck_flexion", "readings": [400], "side": ""},
    ],
)
def test_a_measurement_that_cannot_be_is_refused(
    browser: Browser, visit: Visit, wrong: dict[str, Any]
) -> None:
    assert measure(browser, visit, **wrong).status_code == 422
    assert Measurement.objects.count() == 0


def test_a_voided_measurement_stays_with_its_reason(browser: Browser, visit: Visit) -> None:
    kept = measure(browser, visit).json()["measurement"]
    address = f"/api/v1/visits/{visit.pk}/measurements/{kept}/void"
    body = {"why": "wrong side"}
    assert browser.post(address, body, content_type="application/json").status_code == 200
    row = Measurement.objects.get()
    assert (row.why_voided, row.voided_at is not None) == ("wrong side", True)
    assert browser.get(f"/api/v1/visits/{visit.pk}/measurements").json() == {"measurements": []}


def test_nested_ids_must_agree(
    browser: Browser, visit: Visit, therapist: Member, practice: Practice
) -> None:
    other = make_visit(make_client(practice, given_name="Otto"), therapist)
    kept = measure(browser, visit).json()["measurement"]
    wrong = f"/api/v1/visits/{other.pk}/measurements/{kept}/void"
    answer = browser.post(wrong, {"why": "x"}, content_type="application/json")
    assert answer.status_code == 404
    assert browser.get(f"/clients/{other.client_id}/visits/{visit.pk}/").status_code == 404
    assert browser.get(f"/clients/{visit.client_id}/visits/{visit.pk}/").status_code == 302


def test_a_hypothesis_is_taken_up_with_the_reason(browser: Browser, visit: Visit) -> None:
    put(browser, visit, "case", 0, CASE)
    address = f"/api/v1/visits/{visit.pk}/hypotheses"
    ranked = browser.get(address).json()["hypotheses"]
    body = {"source": ranked[0]["source"], "decision": "accepted", "why": "It brings the pain"}
    assert browser.put(address, body, content_type="application/json").status_code == 200
    again = browser.get(address).json()["hypotheses"][0]
    assert (again["decision"], again["why"]) == ("accepted", "It brings the pain")
    unknown = body | {"source": "moon.left"}
    assert browser.put(address, unknown, content_type="application/json").status_code == 422


def addresses(visit: Visit) -> list[tuple[str, str]]:
    values = {
        "{uuid:visit_id}": visit.pk, "{uuid:client_id}": visit.client_id,
        "{uuid:measurement_id}": uuid4(),
    }  # fmt: skip
    found = []
    for each in OPERATIONS:
        address = each.path
        for name, value in values.items():
            address = address.replace(name, str(value))
        found.append((each.method, address))
    return found


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.BOOKKEEPER, Role.AUDITOR, Role.OWNER])
def test_nobody_without_the_permission_opens_any_operation(
    visit: Visit, practice: Practice, client_of: Callable[[Member], Browser], role: Role
) -> None:
    browser = client_of(make_member(practice, role, name="Nobody"))
    for method, address in addresses(visit):
        answer = browser.generic(method, address, "{}", content_type="application/json")
        assert answer.status_code == 403, (method, address)
        assert answer.json()["errors"]


def test_another_practice_finds_nothing(
    visit: Visit, stranger: Member, client_of: Callable[[Member], Browser]
) -> None:
    browser = client_of(stranger)
    for method, address in addresses(visit):
        answer = browser.generic(method, address, "{}", content_type="application/json")
        assert answer.status_code in (404, 422), (method, address)


def test_a_request_from_elsewhere_needs_the_token(therapist: Member, visit: Visit) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(therapist.user)
    assert put(browser, visit, "case", 0, CASE).status_code == 403


def test_the_interface_describes_itself_with_its_permissions(browser: Browser) -> None:
    described = browser.get("/api/v1/openapi.json").json()
    paths = described["paths"]
    assert paths["/api/v1/visits/{visit_id}/case"]["put"]["x-permission"] == "edit health"
    assert len(OPERATIONS) == sum(len(each) for each in paths.values())


@pytest.mark.parametrize(
    "odd",
    [
        {"kind": "rating", "place": "pain_now", "readings": [5], "side": "x\0"},
        {"kind": "rating", "place": "pain_now", "readings": [5], "side": "x" * 400},
        {"kind": "rating", "place": "pain\0now", "readings": [5]},
        {"moment": "\0"},
        {"unit": "u" * 500},
        {"readings": []},
    ],
)
def test_odd_words_in_a_measurement_are_refused(
    browser: Browser, visit: Visit, odd: dict[str, Any]
) -> None:
    assert measure(browser, visit, **odd).status_code == 422


def test_a_rating_keeps_its_own_unit(browser: Browser, visit: Visit) -> None:
    answer = measure(
        browser, visit, kind="rating", place="pain_now", readings=[5], side="", unit="\0" * 99
    )
    assert answer.status_code == 201
    assert Measurement.objects.get().unit == "of 10"


@pytest.mark.parametrize("field", ["source", "why"])
def test_odd_words_about_a_hypothesis_are_refused(
    browser: Browser, visit: Visit, field: str
) -> None:
    body = {"source": "temporalis.left", "decision": "accepted", "why": ""} | {field: "\0"}
    address = f"/api/v1/visits/{visit.pk}/hypotheses"
    assert browser.put(address, body, content_type="application/json").status_code == 422


@pytest.mark.parametrize("to", ["nowhere", "", "\0", "o" * 500])
def test_a_state_that_is_none_is_refused_in_words(browser: Browser, visit: Visit, to: str) -> None:
    answer = browser.post(f"/visits/{visit.pk}/state/", {"to": to, "why": "\0"}, follow=True)
    assert answer.status_code == 200
    visit.refresh_from_db()
    assert visit.state == "open"
