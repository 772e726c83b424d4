"""The atlas as it is served: every page of every entry, the search, and what is not there."""

from __future__ import annotations

import re
import statistics
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from palpate.atlas import Page, Shelf, load_shelf
from palpate.clinic.atlas import shelves
from palpate.evidence import Grade, read_tables
from palpate.knowledge.read_conditions import read_condition, read_factor

ROOMY_MS = 60
FORBIDDEN = re.compile(r"\btoxins?\b|lactic acid|\bdetox", re.IGNORECASE)
DENIED = re.compile(r"\b(not|no|never)\b", re.IGNORECASE)
GRADES = {f'data-grade="{grade.value}"' for grade in Grade}
TITLES = re.compile(r'<ul class="references">.*?</ul>', re.DOTALL)
UNGRADED = {Page.REGION, Page.REFERENCE}

CONDITION = """
[[condition]]
id = "test_condition"
name = "Test condition"
latin = "morbus probandi"
group = "widespread"
synonyms = ["TCX"]
question = "Has a doctor told you so?"
summary.text = "Widespread tenderness."
summary.sources = ["practice_convention"]
summary.grade = "convention"
examine = ["spurling"]
perpetuating = ["test_factor"]
[[condition.likelier]]
structure = "trapezius_upper"
share = 0.6
n = 50
sources = ["rathbone_2017"]
grade = "limited"
[[condition.likelier]]
structure = "sternocleidomastoid"
odds = 2.5
why = "Taught so."
sources = ["practice_convention"]
grade = "convention"
[[condition.caution]]
level = "adapt"
text = "Press less."
sources = ["practice_convention"]
grade = "convention"
[[condition.caution]]
level = "do_not_treat"
text = "Not in a fever."
sources = ["practice_convention"]
grade = "convention"
[[condition.expectation]]
can = true
text = "Less pain for some days."
sources = ["practice_convention"]
grade = "convention"
[[condition.expectation]]
can = false
text = "No cure of the condition."
sources = ["practice_convention"]
grade = "convention"

[[factor]]
id = "test_factor"
name = "Test factor"
group = "sleep"
question = "How do you sleep?"
known.text = "Short sleep goes with more pain."
known.sources = ["practice_convention"]
known.grade = "convention"
advice.text = "Regular hours."
advice.sources = ["practice_convention"]
advice.grade = "convention"
"""


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_shelf()


@pytest.fixture
def with_condition(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf that holds a condition and a factor."""
    file = tmp_path / "conditions.toml"
    file.write_text(CONDITION, encoding="utf-8")
    condition, factor = read_tables(file)
    known = replace(
        shelf.knowledge,
        conditions={"test_condition": read_condition(condition)},
        factors={"test_factor": read_factor(factor)},
    )
    held = Shelf(shelf.body, known)
    monkeypatch.setattr(shelves, "shelf", lambda: held)
    return held


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_entry_has_a_page_that_names_its_grade(client: Client, shelf: Shelf) -> None:
    client.get("/atlas/")
    took = []
    for entry in shelf.catalogue.entries.values():
        start = time.perf_counter()
        answer = client.get(f"/atlas/{entry.page}/{entry.id}/")
        took.append((time.perf_counter() - start) * 1000)
        text = answer.content.decode()
        assert answer.status_code == 200, entry.key
        assert text.count("<h1>") == 1, entry.key
        if entry.page not in UNGRADED:
            assert any(grade in text for grade in GRADES), entry.key
            assert 'id="evidence"' in text, entry.key
        assert " style=" not in text, entry.key
        assert ">None<" not in text, entry.key
    assert statistics.median(took) < ROOMY_MS


def test_no_page_claims_what_is_not_so(client: Client, shelf: Shelf) -> None:
    for entry in shelf.catalogue.of(Page.MUSCLE)[::8]:
        own = TITLES.sub("", page(client, f"/atlas/muscle/{entry.id}/"))
        text = re.sub(r"<[^>]*>", " ", own)
        for sentence in re.split(r"(?<=[.!?])\s", text):
            assert not FORBIDDEN.search(sentence) or DENIED.search(sentence), sentence
            if "diagnos" in sentence.lower():
                assert DENIED.search(sentence), sentence


def test_every_link_inside_the_atlas_leads_somewhere(client: Client) -> None:
    starts = (
        "/atlas/", "/atlas/muscle/temporalis/", "/atlas/nerve/median_nerve_carpal_tunnel/",
        "/atlas/serious/cervical_artery_dissection/", "/atlas/region/temple/",
        "/atlas/examination/spurling/", "/atlas/reference/rathbone_2017/", "/atlas/data/",
        "/atlas/browse/muscle/", "/atlas/area/neck/",
    )  # fmt: skip
    links = {
        link.partition("#")[0]
        for start in starts
        for link in re.findall(r'href="(/[^"]*)"', page(client, start))
    }
    for link in sorted(links):
        if not link.startswith(("/static/", "/atlas/export/", "/atlas/chart/", "/atlas/atlas.pdf")):
            assert client.get(link).status_code == 200, link


def test_anchors_of_every_page_exist_on_it(client: Client, shelf: Shelf) -> None:
    pages = (Page.MUSCLE, Page.NERVE, Page.JOINT, Page.SERIOUS, Page.CONDITION, Page.FACTOR)
    for entry in (each for kind in pages for each in shelf.catalogue.of(kind)[::3]):
        text = page(client, f"/atlas/{entry.page}/{entry.id}/")
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids), entry.key
        assert len(ids) == len(set(ids)), entry.key


def test_a_muscle_page_says_what_a_therapist_needs(client: Client) -> None:
    text = page(client, "/atlas/muscle/temporalis/")
    for heading in (
        "Where it is felt", "Take care", "How to palpate it", "Mistaken for",
        "Anatomy and function", "In practice", "Key and satellite points",
        "Examinations that speak for it", "Evidence",
    ):  # fmt: skip
        assert f">{heading}</h2>" in text
    assert "taught, not measured" in text
    assert "https://doi.org/" in text
    assert '<link rel="canonical" href="http://testserver/atlas/muscle/temporalis/">' in text


def test_a_serious_page_says_first_what_to_do(client: Client) -> None:
    text = page(client, "/atlas/serious/cervical_artery_dissection/")
    assert "Emergency: call for help now" in text
    assert text.index(">If you suspect it</h2>") < text.index(">Where it is felt</h2>")
    assert "no alarm does not mean no danger" in text.replace("\n", " ")


def test_a_region_page_names_serious_disease_first_and_explains_its_order(client: Client) -> None:
    text = page(client, "/atlas/region/temple/")
    assert text.index("Serious disease first") < text.index("Everything that refers here")
    assert "times how common it is" in text
    assert text.index("/atlas/muscle/temporalis/") < text.index("/atlas/muscle/splenius_capitis/")


@pytest.mark.usefixtures("with_condition")
def test_a_condition_page_measures_where_it_can_and_keeps_cautions_in_order(
    client: Client,
) -> None:
    text = page(client, "/atlas/condition/test_condition/")
    assert "found in 60 % of 50 people" in text
    assert "clearly likelier" in text
    assert text.index("Do not treat") < text.index("Adapt the treatment")
    assert "May not be expected" in text
    assert "/atlas/examination/spurling/" in text
    assert "/atlas/factor/test_factor/" in text
    assert "no diagnosis" in text.replace("\n", " ")
    assert "/atlas/condition/test_condition/" in page(client, "/atlas/factor/test_factor/")
    assert "Test condition" in page(client, "/atlas/muscle/trapezius_upper/")
    assert "Test condition" in page(client, "/atlas/examination/spurling/")
    assert "Test condition" in page(client, "/atlas/browse/condition/")
    assert "Test condition" in page(client, "/atlas/search?q=tcx")


@pytest.mark.parametrize("query", ["", "xqzzt", "%00%01", "x" * 5000, "<script>", "%F0%9F%A6%B4"])
def test_no_query_breaks_the_search(client: Client, query: str) -> None:
    text = page(client, f"/atlas/search?q={query}")
    assert "How to search" in text
    assert "/atlas/region/temple/" in text
    assert "<script>" not in text
    assert client.get(f"/atlas/search.json?q={query}").json()["results"] == []


def test_the_search_forgives_typing(client: Client) -> None:
    text = page(client, "/atlas/search?q=temporlis")
    assert "these come nearest" in text
    (first, *_) = client.get("/atlas/search.json?q=temporlis").json()["results"]
    assert first["address"] == "/atlas/muscle/temporalis/"


@pytest.mark.parametrize(
    "address",
    [
        "/atlas/muscle/temporali/", "/atlas/nothing/", "/atlas/browse/nothing/",
        "/atlas/area/nothing/", "/atlas/figure/reference/rathbone_2017.json",
        "/atlas/picture/nothing.left.png", "/atlas/muscle/%00/",
    ],
)  # fmt: skip
def test_a_missing_page_helps_on(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "These come nearest" in answer.content.decode()


def test_a_missing_page_names_what_was_probably_meant(client: Client) -> None:
    answer = client.get("/atlas/muscle/temporali/")
    assert "/atlas/muscle/temporalis/" in answer.content.decode()


def test_figures_hold_patches_of_the_body(client: Client, shelf: Shelf) -> None:
    figure = client.get("/atlas/figure/muscle/temporalis.json").json()
    assert [point["id"] for point in figure["points"]] == [
        f"temporalis.{n}" for n in range(1, len(figure["points"]) + 1)
    ]
    assert figure["sides"] == ["left", "right"]
    for layer in figure["layers"]:
        drawn = {*layer["essential"], *layer["spillover"]}
        assert drawn == {int(patch) for patch in layer["weights"]}
        assert drawn <= set(range(len(shelf.body.patch_ids)))
        assert len(layer["sites"]) == 1
    region = client.get("/atlas/figure/region/temple.json").json()
    assert region["layers"][0]["sites"][0]["name"] == "Temporalis"


def test_pages_are_cacheable_and_closed(client: Client) -> None:
    answer = client.get("/atlas/muscle/temporalis/")
    tag = answer.headers["ETag"]
    again = client.get("/atlas/muscle/temporalis/", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert "Cookie" in answer.headers["Vary"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert not re.search(r"<script(?![^>]*\bsrc=)", answer.content.decode())
    assert client.head("/atlas/").status_code == 200
    assert client.post("/atlas/").status_code == 405
    assert client.post("/atlas/search").status_code == 405
    assert client.get("/atlas/muscle/temporalis").status_code == 301


def test_the_theme_is_remembered_in_a_word_and_nothing_else_is_believed(client: Client) -> None:
    client.cookies["palpate_theme"] = "dim"
    assert 'data-theme="dim"' in page(client, "/atlas/")
    assert 'data-theme="dim"' in page(client, "/workbench/")
    client.cookies["palpate_theme"] = '"><script>'
    assert 'data-theme="day"' in page(client, "/atlas/")


def test_the_data_page_counts_and_cites(client: Client, shelf: Shelf) -> None:
    text = page(client, "/atlas/data/")
    assert f"<dd>{len(shelf.knowledge.muscles)}</dd>" in text
    assert "How to cite" in text
    for grade in Grade:
        assert grade.meaning in text


def test_ranked_sources_lead_to_their_pages(client: Client) -> None:
    case = {"pain": [{"region": "temple", "side": "left", "intensity": 6}]}
    answer = client.post("/api/reason", case, content_type="application/json")
    for source in answer.json()["sources"]:
        assert client.get(source["atlas"]).status_code == 200, source["atlas"]
