"""What refers to a region, what is mistaken for what, and what points where."""

from __future__ import annotations

import pytest

from palpate.anatomy import Site
from palpate.atlas import Page, Shelf
from palpate.atlas.examining import shares
from palpate.atlas.wording import clause, odds_words, percent, site_words
from palpate.atlas.zones import felt, vector
from palpate.knowledge import Kind, Predicate, find_source

TEMPORALIS = (Page.MUSCLE, "temporalis")


def test_every_source_that_reaches_a_region_is_named_once_and_no_other(shelf: Shelf) -> None:
    keys = [each.key for each in shelf.referring_to("temple")]
    assert len(keys) == len(set(keys))
    reach = {
        source.structure
        for source in shelf.knowledge.sources
        if source.kind is Kind.TRIGGER_POINT
        and any(zone.region == "temple" for zone in source.referral.zones)
    }
    assert {key[1] for key in keys if key[0] is Page.MUSCLE} == reach


def test_the_order_is_that_of_weight_times_commonness(shelf: Shelf) -> None:
    scores = [each.score for each in shelf.referring_to("temple")]
    assert scores == sorted(scores, reverse=True)
    assert shelf.referring_to("temple")[0].key == TEMPORALIS


@pytest.mark.parametrize("region", ["temple", "sternum_upper", "cervical_spine", "palm"])
def test_weights_are_those_of_the_strongest_point(shelf: Shelf, region: str) -> None:
    for each in shelf.referring_to(region):
        zones = [zone for one in each.sources for zone in one.referral.zones]
        assert each.weight == max(zone.weight for zone in zones if zone.region == region)


def test_nothing_is_mistaken_for_itself_and_serious_disease_comes_first(shelf: Shelf) -> None:
    found = shelf.look_alikes(*TEMPORALIS)
    assert TEMPORALIS not in [each.key for each in found]
    flags = [each.serious for each in found]
    assert flags == sorted(flags, reverse=True)
    assert "giant_cell_arteritis" in [each.key[1] for each in found if each.serious]
    assert all(0 < each.overlap <= 1 and each.regions for each in found)


def test_being_alike_is_mutual(shelf: Shelf) -> None:
    one = {each.key[1]: each.overlap for each in shelf.look_alikes(Page.NERVE, "c6_root")}
    other = {each.key[1]: each.overlap for each in shelf.look_alikes(Page.NERVE, "c7_root")}
    assert one["c7_root"] == pytest.approx(other["c6_root"])


def test_a_pattern_as_a_vector_is_felt_where_its_zones_are(shelf: Shelf) -> None:
    source = find_source(shelf.knowledge, "temporalis.1.right")
    places = {(each.region, each.side): each.weight for each in felt(shelf.body, source)}
    assert places["temple", "right"] == 0.75
    assert vector(shelf.body, source).sum() == pytest.approx(sum(places.values()))


def test_links_are_read_backwards(shelf: Shelf) -> None:
    known = shelf.relations
    spurling = {each.examination.id for each in known.moved_by[Page.NERVE, "c6_root"]}
    assert "spurling" in spurling
    assert "scalenus_medius" in known.entrapped["dorsal_scapular_nerve"]
    assert "dorsal_scapular_nerve" in known.entrapped["scalenus_medius"]
    for key, satellites in known.awakens.items():
        for satellite in satellites:
            assert key in [each.key for each in known.awakened_by[satellite.satellite]]


def test_a_palpation_counts_for_no_more_than_raters_agree(shelf: Shelf) -> None:
    done = shelf.knowledge.examinations["palpate_temporalis"]
    found = shares(done, done.links[0])
    assert 0.12 <= found.without < 0.13
    assert found.ratio < 7.3


def test_a_test_without_rater_error_keeps_its_published_figures(shelf: Shelf) -> None:
    done = shelf.knowledge.examinations["spurling"]
    found = shares(done, done.links[0])
    assert (found.with_it, found.without) == (done.links[0].sensitivity, done.false_positive)


def test_words(shelf: Shelf) -> None:
    assert percent(0.004) == "under 1 %"
    assert [odds_words(odds) for odds in (0.3, 0.8, 1.5, 2, 5)] == [
        "much less likely",
        "less likely",
        "a little likelier",
        "clearly likelier",
        "much likelier",
    ]
    third = Site("c7_spinous", "acromion_lateral", 1 / 3)
    assert site_words(third).startswith("A third of the way from spinous process of C7 to ")
    assert site_words(Site("mastoid_tip", "mastoid_tip")).startswith("At: ")
    fever = Predicate("any", {"any": []}, (Predicate("history", {"history": "fever"}),))
    assert clause(fever, shelf.knowledge).text == shelf.knowledge.questions["fever"].name


def test_every_rule_can_be_said_in_words(shelf: Shelf) -> None:
    for rule in shelf.knowledge.rules:
        for predicate in rule.all:
            said = clause(predicate, shelf.knowledge)
            assert said.text
            assert "{" not in said.text
            assert "_" not in said.text
