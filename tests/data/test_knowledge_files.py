"""The shipped atlas: complete from head to foot, supported, and placed where it hurts."""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from palpate.anatomy import Body, place
from palpate.evidence import Grade
from palpate.knowledge import Kind, Knowledge, Source, check, counts, facts, snake
from palpate.knowledge.sources import PRIORS
from palpate.reasoning import pattern

ROOT = Path(__file__).parents[2]
Floats = npt.NDArray[np.float64]

FILE = Path(__file__).parent / "required_entries.toml"
REQUIRED = tomllib.loads(FILE.read_text(encoding="utf-8"))
LEAST = {
    "muscles": 160,
    "trigger_point_sites_per_side": 300,
    "nerve_sites": 85,
    "joints": 35,
    "soft_tissues": 30,
    "visceral": 18,
    "conditions": 60,
    "perpetuating_factors": 25,
    "examinations": 300,
}
"""How much the atlas holds at least, as `palpate knowledge check` counts it."""


def test_every_file_keeps_the_rules(knowledge: Knowledge) -> None:
    assert check(knowledge) == []


@pytest.mark.parametrize("muscle", REQUIRED["muscles"])
def test_the_muscle_is_there_with_sites_that_can_be_found(
    knowledge: Knowledge, muscle: str
) -> None:
    known = knowledge.muscles[muscle]
    assert known.trigger_points
    assert known.actions
    assert known.innervation
    for point in known.trigger_points:
        assert any(zone.essential for zone in point.referral.zones)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        *((name, ("trigger_point",)) for name in REQUIRED["muscle_groups"]),
        *((name, ("nerve",)) for name in REQUIRED["nerves"]),
        *((name, ("root",)) for name in REQUIRED["roots"]),
        *((name, ("joint", "soft_tissue")) for name in REQUIRED["joints"]),
        *((name, ("visceral",)) for name in REQUIRED["organs"]),
    ],
)
def test_the_other_source_is_there_under_its_name(
    knowledge: Knowledge, name: str, kinds: tuple[str, ...]
) -> None:
    found = {s.kind.value for s in knowledge.sources if name in s.aliases}
    assert found
    assert found <= set(kinds)


@pytest.mark.parametrize("disease", REQUIRED["diseases"])
def test_the_serious_disease_is_there_with_what_raises_it(
    knowledge: Knowledge, disease: str
) -> None:
    assert knowledge.diseases[disease].action == REQUIRED["diseases"][disease]
    assert len([rule for rule in knowledge.rules if rule.disease == disease]) >= 2


def test_every_serious_disease_has_a_rule_and_a_question(knowledge: Knowledge) -> None:
    ruled = {rule.disease for rule in knowledge.rules}
    assert set(knowledge.diseases) == ruled
    assert all(disease.question for disease in knowledge.diseases.values())
    assert len({s.structure for s in knowledge.sources if s.kind is Kind.SERIOUS}) >= 30


@pytest.mark.parametrize("name", REQUIRED["examinations"])
def test_the_examination_is_there(knowledge: Knowledge, name: str) -> None:
    """A movement needs no link of its own: muscles and joints name it among what hurts."""
    known = knowledge.examinations[name]
    assert known.links or known.kind == "movement"


def test_there_are_many_examinations_beside_palpation(knowledge: Knowledge) -> None:
    beside = [name for name in knowledge.examinations if not name.startswith("palpate_")]
    assert len(beside) >= 140


@pytest.mark.parametrize("size", LEAST)
def test_the_atlas_is_as_large_as_it_claims(knowledge: Knowledge, size: str) -> None:
    found = counts(knowledge)[size]
    assert isinstance(found, int)
    assert found >= LEAST[size]


def test_there_are_many_places_where_a_nerve_is_entrapped(knowledge: Knowledge) -> None:
    kinds = Counter(origin.kind for origin in knowledge.origins.values())
    assert kinds[Kind.NERVE] >= 55


@pytest.mark.parametrize("name", REQUIRED["conditions"])
def test_the_condition_is_found_by_its_name(knowledge: Knowledge, name: str) -> None:
    for condition in knowledge.conditions.values():
        if name in {snake(n) for n in (condition.id, condition.name, *condition.synonyms)}:
            return
    pytest.fail(f"no condition is called {name}")


@pytest.mark.parametrize("group", REQUIRED["factors"])
def test_something_of_this_sort_may_keep_pain_going(knowledge: Knowledge, group: str) -> None:
    assert group in {factor.group for factor in knowledge.factors.values()}


def test_everything_but_serious_disease_has_its_latin_name(knowledge: Knowledge) -> None:
    named = {muscle.id: muscle.latin for muscle in knowledge.muscles.values()}
    for origin in knowledge.origins.values():
        if origin.kind is not Kind.SERIOUS:
            named[origin.id] = origin.latin
    unnamed = [entry for entry, latin in named.items() if not latin]
    assert unnamed == []


def test_most_references_were_looked_up_and_can_be_opened(knowledge: Knowledge) -> None:
    share = counts(knowledge)["share_verified_with_doi_or_pmid"]
    assert isinstance(share, float)
    assert share >= 0.85


def test_no_entry_knows_a_case() -> None:
    """No identifier of a case to be scored stands in knowledge, reader or reasoning."""
    cases = [
        case["id"]
        for file in sorted((ROOT / "evaluation").glob("*.json"))
        for case in json.loads(file.read_text(encoding="utf-8"))["cases"]
    ]
    assert len(cases) > 100
    published = r"(?:HF|NS|AH|TH|AP|LH|LF|RF|X)\d\d"
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, cases))}|{published})\b")
    for folder in ("knowledge", "intake", "reasoning"):
        for file in sorted((ROOT / "src" / "palpate" / folder).rglob("*")):
            if file.suffix in (".toml", ".py"):
                found = pattern.search(file.read_text(encoding="utf-8"))
                assert found is None, f"{file}: {found}"


def test_a_verified_reference_can_be_found_again(knowledge: Knowledge) -> None:
    for reference in knowledge.references.values():
        assert reference.checked
        if reference.verified:
            assert reference.title, reference.id
            place = (reference.year, reference.doi, reference.pmid, reference.container)
            assert any(place), reference.id


def test_no_identifier_stands_for_two_publications(knowledge: Knowledge) -> None:
    for key in ("doi", "pmid"):
        seen = [getattr(r, key).lower() for r in knowledge.references.values() if getattr(r, key)]
        assert len(seen) == len(set(seen)), key


def test_only_what_a_verified_publication_supports_is_graded_above_convention(
    knowledge: Knowledge,
) -> None:
    for fact in facts(knowledge):
        if fact.support.grade is not Grade.CONVENTION:
            verified = [knowledge.references[s].verified for s in fact.support.sources]
            assert any(verified), (fact.owner, fact.about)


def test_the_atlas_does_not_claim_more_than_is_measured(knowledge: Knowledge) -> None:
    """Most of trigger point lore is convention; an atlas that says otherwise overstates."""
    grades = [fact.support.grade for fact in facts(knowledge)]
    assert grades.count(Grade.CONVENTION) > grades.count(Grade.STRONG)
    assert Grade.LIMITED in grades


@pytest.fixture(scope="module")
def placed(knowledge: Knowledge, body: Body) -> list[tuple[Source, Floats]]:
    """Every sited source of the left side with its point on the skin."""
    sited = [s for s in knowledge.sources if s.site and s.side == "left"]
    return [(s, place(body, s.site, "left")) for s in sited if s.site]


def test_a_left_site_lies_on_the_left(placed: list[tuple[Source, Floats]]) -> None:
    for source, point in placed:
        assert point[0] > -0.01, source.id


def test_the_sites_of_one_muscle_are_different_places(
    placed: list[tuple[Source, Floats]],
) -> None:
    found = Counter((source.group, tuple(point.round(3))) for source, point in placed)
    assert [key for key, count in found.items() if count > 1] == []


def test_a_site_lies_in_its_pattern_or_next_to_it(
    placed: list[tuple[Source, Floats]], body: Body
) -> None:
    """Pain is felt at least beside the point that sends it; serious disease has no such point."""
    beside: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for patch in range(len(body.patch_ids)):
        around = {body.region_of(int(near)) for near in body.neighbours_of(patch)}
        beside.setdefault(body.region_of(patch), set()).update(around)
    for source, point in placed:
        if source.kind is not Kind.SERIOUS:
            here = body.region_of(body.nearest_patch(point))
            felt = {body.region_of(int(k)) for k in np.flatnonzero(pattern(body, source).weight)}
            assert felt & (beside[here] | {here}), (source.id, here)


def test_priors_follow_the_commonness_that_is_stated(knowledge: Knowledge) -> None:
    for muscle in knowledge.muscles.values():
        total = sum(s.prior for s in knowledge.sources if s.group == f"{muscle.id}.left")
        assert total == pytest.approx(PRIORS[muscle.commonness]), muscle.id


def test_the_muscles_found_most_often_are_called_common(knowledge: Knowledge) -> None:
    often = (
        *("trapezius_upper", "levator_scapulae", "infraspinatus", "temporalis"),
        *("quadratus_lumborum_deep", "gluteus_medius", "gastrocnemius_medial", "piriformis"),
        *("gluteus_minimus_anterior", "gluteus_minimus_posterior", "psoas_major", "soleus"),
    )
    for muscle in often:
        assert knowledge.muscles[muscle].commonness in ("very_common", "common")


def test_serious_disease_and_rare_sources_start_low(knowledge: Knowledge) -> None:
    for source in knowledge.sources:
        if source.kind is Kind.SERIOUS:
            assert source.prior < PRIORS["occasional"], source.id
