"""The shipped atlas: complete for the upper quarter, supported, and placed where it hurts."""

from collections import Counter

import numpy as np
import numpy.typing as npt
import pytest

from palpate.anatomy import Body, place
from palpate.evidence import Grade
from palpate.knowledge import Kind, Knowledge, Source, check, counts, facts
from palpate.knowledge.sources import PRIORS
from palpate.reasoning import pattern

Floats = npt.NDArray[np.float64]

MUSCLES = [
    "frontalis",
    "occipitalis",
    "orbicularis_oculi",
    "zygomaticus_major",
    "temporalis",
    "masseter_superficial",
    "masseter_deep",
    "medial_pterygoid",
    "lateral_pterygoid",
    "digastric",
    "buccinator",
    "platysma",
    "sternocleidomastoid_sternal",
    "sternocleidomastoid_clavicular",
    "scalenus_anterior",
    "scalenus_medius",
    "scalenus_posterior",
    "scalenus_minimus",
    "longus_colli",
    "longus_capitis",
    "splenius_capitis",
    "splenius_cervicis",
    "semispinalis_capitis",
    "semispinalis_cervicis",
    "cervical_multifidus",
    "cervical_rotatores",
    "rectus_capitis_posterior_major",
    "rectus_capitis_posterior_minor",
    "obliquus_capitis_superior",
    "obliquus_capitis_inferior",
    "levator_scapulae",
    "trapezius_upper",
    "trapezius_middle",
    "trapezius_lower",
    "rhomboid_major",
    "rhomboid_minor",
    "serratus_anterior",
    "serratus_posterior_superior",
    "longissimus_thoracis",
    "iliocostalis_thoracis",
    "thoracic_multifidus",
    "supraspinatus",
    "infraspinatus",
    "teres_minor",
    "teres_major",
    "subscapularis",
    "latissimus_dorsi",
    "deltoid_anterior",
    "deltoid_middle",
    "deltoid_posterior",
    "pectoralis_major_clavicular",
    "pectoralis_major_sternal",
    "pectoralis_major_costal",
    "pectoralis_minor",
    "subclavius",
    "sternalis",
    "intercostals",
    "coracobrachialis",
    "biceps_brachii",
    "brachialis",
    "triceps_long_head",
    "triceps_lateral_head",
    "triceps_medial_head",
    "anconeus",
    "brachioradialis",
    "extensor_carpi_radialis_longus",
    "extensor_carpi_radialis_brevis",
    "extensor_carpi_ulnaris",
    "extensor_digitorum",
    "extensor_indicis",
    "supinator",
    "pronator_teres",
    "pronator_quadratus",
    "palmaris_longus",
    "flexor_carpi_radialis",
    "flexor_carpi_ulnaris",
    "flexor_digitorum_superficialis",
    "flexor_digitorum_profundus",
    "flexor_pollicis_longus",
    "abductor_pollicis_longus",
    "extensor_pollicis_longus",
    "adductor_pollicis",
    "opponens_pollicis",
    "abductor_digiti_minimi",
    "dorsal_interossei_hand",
]
NERVES = [
    "greater_occipital_nerve",
    "lesser_occipital_nerve",
    "third_occipital_nerve",
    "auriculotemporal_nerve",
    "supraorbital_nerve",
    "accessory_nerve",
    "dorsal_scapular_nerve",
    "long_thoracic_nerve",
    "suprascapular_nerve_suprascapular_notch",
    "suprascapular_nerve_spinoglenoid_notch",
    "axillary_nerve",
    "musculocutaneous_nerve",
    "radial_nerve_spiral_groove",
    "posterior_interosseous_nerve",
    "superficial_radial_nerve",
    "median_nerve_struthers",
    "median_nerve_pronator",
    "anterior_interosseous_nerve",
    "median_nerve_carpal_tunnel",
    "ulnar_nerve_cubital_tunnel",
    "ulnar_nerve_guyon",
    "brachial_plexus_scalenes",
    "brachial_plexus_costoclavicular",
    "brachial_plexus_pectoralis_minor",
]
ROOTS = [f"c{n}_root" for n in range(2, 9)] + [f"t{n}_root" for n in range(1, 5)]
JOINTS = [
    "c2_c3_facet_joint",
    "c3_c4_facet_joint",
    "c4_c5_facet_joint",
    "c5_c6_facet_joint",
    "c6_c7_facet_joint",
    "c7_t1_facet_joint",
    "t1_t2_facet_joint",
    "temporomandibular_joint",
    "atlanto_occipital_joint",
    "atlanto_axial_joint",
    "acromioclavicular_joint",
    "sternoclavicular_joint",
    "glenohumeral_joint",
    "subacromial_space",
    "costovertebral_joint",
]
ORGANS = ["heart", "pleura", "lung_apex", "gallbladder", "diaphragm", "oesophagus"]
DISEASES = {
    "cervical_artery_dissection": "emergency",
    "giant_cell_arteritis": "urgent",
    "subarachnoid_haemorrhage": "emergency",
    "meningitis": "emergency",
    "myocardial_ischaemia": "emergency",
    "pancoast_tumour": "urgent",
    "pulmonary_embolism": "emergency",
    "septic_joint": "emergency",
    "vertebral_fracture": "urgent",
    "limb_fracture": "urgent",
    "cervical_myelopathy": "urgent",
    "herpes_zoster": "urgent",
    "malignancy": "urgent",
}
EXAMINATIONS = [
    "phalen",
    "tinel_carpal_tunnel",
    "durkan",
    "spurling",
    "neck_distraction",
    "shoulder_abduction_relief",
    "valsalva",
    "upper_limb_tension_median",
    "hawkins_kennedy",
    "neer",
    "empty_can",
    "roos",
    "adson",
    "cervical_flexion_rotation",
]


def test_every_file_keeps_the_rules(knowledge: Knowledge) -> None:
    assert check(knowledge) == []


@pytest.mark.parametrize("muscle", MUSCLES)
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
        *((name, ("nerve",)) for name in NERVES),
        *((name, ("root",)) for name in ROOTS),
        *((name, ("joint", "soft_tissue")) for name in JOINTS),
        *((name, ("visceral",)) for name in ORGANS),
    ],
)
def test_the_other_source_is_there_under_its_name(
    knowledge: Knowledge, name: str, kinds: tuple[str, ...]
) -> None:
    found = {s.kind.value for s in knowledge.sources if name in s.aliases}
    assert found
    assert found <= set(kinds)


@pytest.mark.parametrize("disease", DISEASES)
def test_the_serious_disease_is_there_with_what_raises_it(
    knowledge: Knowledge, disease: str
) -> None:
    assert knowledge.diseases[disease].action == DISEASES[disease]
    assert len([rule for rule in knowledge.rules if rule.disease == disease]) >= 2


@pytest.mark.parametrize("name", EXAMINATIONS)
def test_the_published_examination_is_there(knowledge: Knowledge, name: str) -> None:
    assert knowledge.examinations[name].links


def test_most_references_were_looked_up(knowledge: Knowledge) -> None:
    sizes = counts(knowledge)
    verified, every = sizes["references_verified"], sizes["references"]
    assert isinstance(verified, int)
    assert isinstance(every, int)
    print(f"references verified: {verified} of {every} ({verified / every:.0%})")
    assert verified / every > 0


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
    often = ("trapezius_upper", "levator_scapulae", "infraspinatus", "temporalis")
    for muscle in often:
        assert knowledge.muscles[muscle].commonness in ("very_common", "common")


def test_serious_disease_and_rare_sources_start_low(knowledge: Knowledge) -> None:
    for source in knowledge.sources:
        if source.kind is Kind.SERIOUS:
            assert source.prior < PRIORS["occasional"], source.id
