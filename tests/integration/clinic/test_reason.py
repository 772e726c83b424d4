"""The calls the page makes: a ranking, a source, the vocabulary, and faults with a remedy."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

TEMPLE = {"region": "temple", "side": "left", "intensity": 6, "qualities": ["ache"]}


def ask(client: Client, case: object) -> Any:
    """Post a case."""
    return client.post("/api/reason", case, content_type="application/json")


def test_a_drawing_is_ranked_with_reasons(client: Client) -> None:
    answer = ask(client, {"pain": [TEMPLE]}).json()
    first = answer["sources"][0]
    assert 0 < first["probability"] <= 1
    assert {"region": "temple", "side": "left"}.items() <= first["explains"][0].items()
    assert first["evidence"]
    assert first["group"].endswith(first["side"])
    assert answer["next_examinations"][0]["results"]
    assert answer["milliseconds"] > 0


def test_an_empty_drawing_says_so(client: Client) -> None:
    answer = ask(client, {}).json()
    assert "Nothing is painted" in answer["note"]
    assert answer["sources"]
    assert answer["questions_to_ask"] == []
    assert answer["red_flags"] == []


def test_everything_painted_says_so(client: Client) -> None:
    regions = client.get("/api/vocabulary").json()["regions"]
    pain = [
        {"region": each["id"], "side": side, "intensity": 5}
        for each in regions
        for side in each["sides"]
    ]
    assert ask(client, {"pain": pain}).json()["note"]


def test_questions_that_could_raise_a_flag_come_with_the_drawing(client: Client) -> None:
    answer = ask(client, {"pain": [TEMPLE]}).json()
    questions = answer["questions_to_ask"]
    assert questions
    history = dict.fromkeys(questions, True)
    flagged = ask(client, {"pain": [TEMPLE], "history": history}).json()
    assert flagged["red_flags"]
    assert not set(questions) & set(flagged["questions_to_ask"])
    assert {"id", "name", "action", "advice", "why"} <= flagged["red_flags"][0].keys()


@pytest.mark.parametrize(
    ("case", "field"),
    [
        ("{", "case"),
        ("[" * 100_000, "case"),
        ("[]", "case"),
        ({"pain": [{"region": "tempel", "side": "left"}]}, "pain[0].region"),
        ({"pain": [{"region": "temple", "side": "middle"}]}, "pain[0].side"),
        ({"pain": [{**TEMPLE, "intensity": 11}]}, "pain[0].intensity"),
        ({"pain": [{"patches": {"temple.left.99": 3}}]}, "pain[0].patches"),
        ({"pain": [{**TEMPLE, "qualities": ["purple"]}]}, "pain[0].qualities"),
        ({"client": {"age": -3}}, "client.age"),
    ],
)
def test_a_fault_is_named_with_its_remedy(client: Client, case: object, field: str) -> None:
    answer: HttpResponse = ask(client, case)
    assert answer.status_code == 400
    errors = answer.json()["errors"]  # type: ignore[attr-defined]
    assert field in [each["field"] for each in errors]
    assert all(each["message"] and each["remedy"] for each in errors)


def test_a_huge_case_is_refused(client: Client) -> None:
    answer = ask(client, '{"history": "' + "x" * 2_100_000 + '"}')
    assert answer.status_code == 400
    assert "2 MB" in answer.json()["errors"][0]["message"]


def test_a_source_says_where_and_how(client: Client) -> None:
    source = client.get("/api/sources/temporalis.1.left").json()
    assert source["structure"] == "temporalis"
    assert set(source["essential"]) | set(source["spillover"]) == set(map(int, source["patches"]))
    assert source["palpation"]["text"]
    assert source["references"][0]["status"] in ("verified", "unverified")
    assert source["sites"]
    x, y, _ = source["sites"][0]["point"]
    assert x > 0
    assert y > 1.4


def test_every_source_can_be_shown(client: Client) -> None:
    answer = ask(client, {}).json()
    for source in answer["sources"]:
        assert client.get(f"/api/sources/{source['id']}").status_code == 200


def test_the_summary_is_made_on_the_server(client: Client) -> None:
    case = (
        '{"client": {"age": 50, "sex": "female"},'
        ' "pain": [{"region": "temple", "side": "left", "intensity": 8}],'
        ' "findings": [{"id": "palpate_temporalis", "side": "left", "result": "tender"}]}'
    )
    answer = client.post("/summary", {"case": case})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "hypotheses to examine" in text.lower()
    assert text.count("data:image/png;base64,") >= 2
    assert "Age 50" in text
    assert "graded" in text
    assert "diagnos" not in text.lower()


def test_a_summary_of_a_bad_case_explains_itself(client: Client) -> None:
    answer = client.post("/summary", {"case": "{"})
    assert answer.status_code == 400
    assert "not valid JSON" in answer.content.decode()
