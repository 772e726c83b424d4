"""The search finds an entry by whatever it is called, and never fails."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palpate.atlas import Catalogue, Entry, Page, SearchIndex, Shelf, build_index
from palpate.atlas.common_names import CommonName, CommonNames, load_common_names
from palpate.atlas.search import Fit, meant_by
from palpate.atlas.words import asked, plain, telling, typos_allowed

ENTRIES = (
    Entry(Page.MUSCLE, "fibularis_longus", "Fibularis longus", "Muscle", rank=1),
    Entry(Page.MUSCLE, "temporalis", "Temporalis", "Muscle", latin="musculus temporalis"),
    Entry(Page.MUSCLE, "levator_scapulae", "Levator scapulae", "Muscle"),
    Entry(Page.MUSCLE, "levator_labii", "Levator labii superioris", "Muscle", rank=3),
    Entry(Page.REGION, "temple", "Temple", "Region of the body", rank=0.1),
    Entry(Page.JOINT, "jaw_joint", "Temporomandibular joint", "Joint", names=("jaw joint",)),
    Entry(Page.CONDITION, "mortons_neuroma", "Pain of the interdigital nerve", "Condition"),
    Entry(
        Page.REFERENCE, "smith_1999", "Smith 1999", "Reference", names=("On temporalis",), rank=9
    ),
)
COMMON = CommonNames(
    (
        CommonName("Morton's neuroma", ("mortons_neuroma",)),
        CommonName("TMJ", ("jaw_joint", "temple")),
        CommonName("nothing known", ("not_there",)),
    ),
    {"peroneus": "fibularis"},
)


@pytest.fixture(scope="module")
def small() -> SearchIndex:
    entries = {entry.key: entry for entry in ENTRIES}
    names = {entry.id: (entry,) for entry in ENTRIES if entry.page.can_send_pain}
    return build_index(Catalogue(entries, names), COMMON)


def ids(index: SearchIndex, query: str) -> list[str]:
    return [found.entry.id for found in index.find(query)]


@pytest.mark.parametrize(
    ("query", "first", "fit"),
    [
        ("Temporalis", "temporalis", Fit.EXACT),
        ("musculus temporalis", "temporalis", Fit.EXACT),
        ("tempora", "temporalis", Fit.PREFIX),
        ("scapulae", "levator_scapulae", Fit.WORDS),
        ("temporlis", "temporalis", Fit.FUZZY),
        ("levater scapula", "levator_scapulae", Fit.FUZZY),
        ("tempo ralis", "temporalis", Fit.FUZZY),
        ("peroneus longus", "fibularis_longus", Fit.EXACT),
        ("peronues", "fibularis_longus", Fit.FUZZY),
        ("Morton\N{RIGHT SINGLE QUOTATION MARK}s neuroma", "mortons_neuroma", Fit.EXACT),
        ("mortons neuroma", "mortons_neuroma", Fit.EXACT),
        ("tmj", "jaw_joint", Fit.EXACT),
        ("pain in the temple", "temple", Fit.WORDS),
        ("jaw joint", "jaw_joint", Fit.EXACT),
    ],
)
def test_names_are_found_however_they_are_written(
    small: SearchIndex, query: str, first: str, fit: Fit
) -> None:
    found = small.find(query)[0]
    assert (found.entry.id, found.fit) == (first, fit)


def test_an_exact_name_comes_before_a_beginning_and_a_common_entry_before_a_rare_one(
    small: SearchIndex,
) -> None:
    assert ids(small, "levator")[:2] == ["levator_scapulae", "levator_labii"]
    assert ids(small, "tmj") == ["jaw_joint", "temple"]


def test_references_come_last(small: SearchIndex) -> None:
    assert ids(small, "temporalis")[-1] == "smith_1999"


def test_what_fits_well_hides_what_fits_by_a_stretch(small: SearchIndex) -> None:
    assert ids(small, "temple") == ["temple"]


@pytest.mark.parametrize("query", ["", "   ", "\x00\x01", "?!", "\u200b"])
def test_an_empty_query_finds_nothing(small: SearchIndex, query: str) -> None:
    assert small.find(query) == ()


def test_nonsense_finds_nothing_but_has_nearest_names(small: SearchIndex) -> None:
    assert small.find("xqzzt") == ()
    assert 1 <= len(small.nearest("xqzzt")) <= 6


def test_a_very_long_query_is_cut(small: SearchIndex) -> None:
    assert len(asked("temple " * 10_000)) <= 100
    assert small.find("x" * 1_000_000) == ()


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_no_text_breaks_the_search(query: str) -> None:
    entries = {entry.key: entry for entry in ENTRIES}
    index = build_index(Catalogue(entries, {}), COMMON)
    index.find(query)
    index.nearest(query)


def test_plain_words() -> None:
    assert plain("Morton's  NEUROMA,  Fùß") == "mortons neuroma fuss"
    assert telling("pain in the temple") == ("temple",)
    assert telling("the") == ("the",)
    assert [typos_allowed(n) for n in (3, 4, 7, 12)] == [0, 1, 2, 3]


def test_the_shipped_names_stand_once() -> None:
    names = [plain(each.name) for each in load_common_names().names]
    assert len(names) == len(set(names))


def test_the_shipped_names_mean_something_that_is_there(shelf: Shelf) -> None:
    lost = {
        each.name: meant
        for each in load_common_names().names
        for meant in each.means
        if not meant_by(shelf.catalogue, meant)
    }
    assert lost == {}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("SCM", "sternocleidomastoid_sternal"),
        ("tennis elbow", "extensor_carpi_radialis_brevis"),
        ("sit bone", "ischium"),
        ("infraspinatous", "infraspinatus"),
        ("sternocleido mastoid", "sternocleidomastoid_sternal"),
        ("heart atack", "myocardial_ischaemia"),
        ("carpal tunel", "median_nerve_carpal_tunnel"),
        ("C6", "c6_root"),
        ("spurlings test", "spurling"),
    ],
)
def test_what_therapists_type(shelf: Shelf, query: str, wanted: str) -> None:
    assert wanted in ids(shelf.index, query)[:4]


def test_a_search_takes_a_few_milliseconds(shelf: Shelf) -> None:
    shelf.index.find("warm")
    start = time.perf_counter()
    for query in ("temporlis", "upper trap", "median nerve", "sternocleido mastoid", "xqzzt"):
        shelf.index.find(query)
    assert time.perf_counter() - start < 0.25
