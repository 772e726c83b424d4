"""From a planned visit to a signed note, through the pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from palpate.clinic.notes.models import Note
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.models import Finding, Visit

pytestmark = pytest.mark.django_db

CASE: dict[str, Any] = {
    "client": {"age": 52},
    "pain": [{"region": "temple", "side": "left", "intensity": 6, "qualities": ["ache"]}],
    "history": {},
    "findings": [],
}


def put(browser: Browser, address: str, revision: object, value: object) -> Any:
    body = json.dumps({"revision": revision, "value": value})
    return browser.put(address, body, content_type="application/json")


def test_a_visit_is_planned_opened_drawn_written_and_signed(
    therapist: Member,
    front_desk: Member,
    client_of: Callable[[Member], Browser],
    a_client: Callable[..., Client],
) -> None:
    client = a_client()
    desk, browser = client_of(front_desk), client_of(therapist)
    plan = {
        "day": "2026-11-23",
        "time": "10:00",
        "minutes": "60",
        "therapist": str(therapist.pk),
    }
    planned = desk.post(f"/clients/{client.pk}/visits/new/", plan)
    assert planned.status_code == 302, planned.content
    visit = Visit.objects.get()
    assert desk.post(f"/visits/{visit.pk}/state/", {"to": "waiting"}).status_code == 302
    assert browser.post(f"/visits/{visit.pk}/state/", {"to": "open"}).status_code == 302
    assert browser.get(f"/visits/{visit.pk}/").status_code == 200
    assert browser.get(f"/visits/{visit.pk}/workbench/").status_code == 200
    saved = put(browser, f"/api/v1/visits/{visit.pk}/case", 0, CASE)
    assert (saved.status_code, saved.json()) == (200, {"revision": 1})
    page = browser.get(f"/visits/{visit.pk}/")
    assert b"Temporalis" in page.content
    finding = Finding.objects.get()
    assert finding.patches
    assert finding.area_cm2 > 0
    source = finding.answer["sources"][0]["source"]
    decided = browser.post(
        f"/visits/{visit.pk}/hypothesis/",
        {"source": source, "decision": "accepted", "why": "Pressing it brings the known pain"},
    )
    assert decided.status_code == 302
    told = browser.get(f"/visits/{visit.pk}/").context["told"]
    words = put(browser, f"/api/v1/visits/{visit.pk}/told", told, {"reason": "Headache"})
    assert words.status_code == 200, words.content
    done = browser.get(f"/visits/{visit.pk}/").context["done"]
    begun = browser.post(
        f"/visits/{visit.pk}/note/begin/",
        {"treatment": "Compression of the temporalis", "plan": "Again in a week", "revision": done},
    )
    assert begun.headers["Location"] == f"/visits/{visit.pk}/note/"
    note = Note.objects.get()
    assert "Reason: Headache" in note.subjective
    assert "Temple, left (intensity 6)" in note.subjective
    assert "Working hypothesis: Temporalis, left" in note.assessment
    assert "Compression of the temporalis" in note.plan
    shown = browser.get(f"/visits/{visit.pk}/note/")
    assert shown.status_code == 200
    given = {"revision": "0", "objective": "No examination was done.", "then": "sign"}
    browser.post(f"/visits/{visit.pk}/note/save/", given)
    note.refresh_from_db()
    assert note.state == "signed"
    visit.refresh_from_db()
    assert visit.state == "done"
    assert put(browser, f"/api/v1/visits/{visit.pk}/case", 1, CASE).status_code == 423
    for page_name in ("", "print/", "versions/", "amend/"):
        assert browser.get(f"/visits/{visit.pk}/note/{page_name}").status_code == 200
    for page_name in ("visits/", "drawings/"):
        assert browser.get(f"/clients/{client.pk}/{page_name}").status_code == 200
    assert browser.get("/notes/").status_code == 200
    assert browser.get(f"/visits/{visit.pk}/drawing.png").status_code == 200
    assert browser.get("/api/v1/openapi.json").status_code == 200
