"""The atlas: what a reader may rely on."""

from __future__ import annotations

from itertools import pairwise

import pytest

from palpate.atlas import Page, Shelf, load_shelf


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_shelf()


def first_names(shelf: Shelf, query: str, count: int = 4) -> list[str]:
    return [found.entry.name for found in shelf.index.find(query, count)]


def test_a_short_form_finds_both_heads_of_a_muscle(shelf: Shelf) -> None:
    """Typing "SCM" finds sternocleidomastoid, sternal and clavicular head."""
    assert all("Sternocleidomastoid" in name for name in first_names(shelf, "SCM", 2))


def test_a_wrong_letter_does_not_matter(shelf: Shelf) -> None:
    """Typing "temporlis" finds temporalis."""
    assert first_names(shelf, "temporlis")[0] == "Temporalis"


def test_what_a_client_calls_it_finds_what_may_cause_it(shelf: Shelf) -> None:
    """Typing "tennis elbow" finds the muscles and the tendon origin at the outer elbow."""
    names = " ".join(first_names(shelf, "tennis elbow"))
    assert "Extensor carpi radialis" in names


def test_a_region_names_what_is_typical_there_first(shelf: Shelf) -> None:
    """At the temple temporalis comes first: often felt there, and very common."""
    assert shelf.referring_to("temple")[0].key == (Page.MUSCLE, "temporalis")


def test_a_rare_source_does_not_come_before_a_common_one_felt_as_often(shelf: Shelf) -> None:
    """Of two muscles with the same weight the commoner stands first."""
    found = shelf.referring_to("temple")
    muscles = [each for each in found if each.key[0] is Page.MUSCLE]
    for one, other in pairwise(muscles):
        if one.weight == other.weight:
            assert one.score >= other.score


def test_temporalis_can_be_mistaken_for_an_inflamed_artery(shelf: Shelf) -> None:
    """Giant cell arteritis is named before any muscle, though its pattern is only partly alike."""
    found = shelf.look_alikes(Page.MUSCLE, "temporalis")
    place = next(n for n, each in enumerate(found) if each.key[1] == "giant_cell_arteritis")
    assert all(each.serious for each in found[: place + 1])


def test_heart_and_chest_muscle_are_named_on_each_others_pages(shelf: Shelf) -> None:
    """Pectoralis major can feel like the heart."""
    found = {each.key[1] for each in shelf.look_alikes(Page.MUSCLE, "pectoralis_major_sternal")}
    assert found & {"myocardial_ischaemia", "heart"}
