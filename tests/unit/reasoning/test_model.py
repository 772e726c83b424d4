"""The network holds what the data say: priors, links, leaks, side by side."""

import numpy as np
import pytest
from tests.support import Desk

from palpate.knowledge.common import QUALITIES
from palpate.reasoning.model import (
    MOVEMENT_SENSITIVITY,
    QUALITY_LEAK,
    Model,
)
from palpate.reasoning.weights import SHIPPED


@pytest.fixture(scope="module")
def model(desk: Desk) -> Model:
    return desk.reasoner.model


def number(model: Model, source: str) -> int:
    return next(k for k, s in enumerate(model.sources) if s.id == source)


def positive(model: Model, source: str, examination: str, side: str) -> float:
    """P(positive | only this source active), or the false positives when there is no link."""
    finding = model.layout.node_numbers[examination, side]
    columns, q = model.network.links.row(number(model, source))
    leak = model.knowledge.examinations[examination].false_positive
    link = float(q[columns == finding].sum())
    return 1 - (1 - leak) * (1 - link)


def test_findings_are_patches_then_qualities_then_examinations(model: Model) -> None:
    layout = model.layout
    assert layout.patches == len(model.body.patch_ids)
    assert layout.quality("ache") == layout.patches
    assert layout.first_node == layout.patches + len(QUALITIES)
    assert model.network.finding_count == layout.size
    assert layout.node_numbers["phalen", "right"] == layout.node_numbers["phalen", "left"] + 1


def test_every_examination_and_linked_question_has_a_place_for_each_side(model: Model) -> None:
    knowledge = model.knowledge
    every = [*knowledge.examinations.values()]
    every += [q.examination for q in knowledge.questions.values() if q.examination]
    places = {(e.id, side) for e in every for side in e.sides}
    assert set(model.layout.node_numbers) == places


def test_priors_are_those_of_the_sources_and_add_up_to_one_to_three(model: Model) -> None:
    np.testing.assert_allclose(model.network.prior, [s.prior for s in model.sources])
    assert 1 <= model.network.prior.sum() <= 3


def test_a_test_is_positive_with_its_sensitivity_in_the_source_it_names(model: Model) -> None:
    assert positive(model, "median_nerve_carpal_tunnel.left", "phalen", "left") == pytest.approx(
        next(
            link.sensitivity
            for link in model.knowledge.examinations["phalen"].links
            if link.target == "median_nerve_carpal_tunnel"
        )
    )


def test_a_test_on_one_side_says_nothing_of_the_other(model: Model) -> None:
    leak = model.knowledge.examinations["phalen"].false_positive
    assert positive(model, "median_nerve_carpal_tunnel.left", "phalen", "right") == pytest.approx(
        leak
    )


def test_a_test_without_sides_reaches_both(model: Model) -> None:
    for side in ("left", "right"):
        assert positive(model, f"c6_root.{side}", "valsalva", "midline") == pytest.approx(0.22)


def test_a_movement_hurts_in_half_of_those_whose_source_it_loads(model: Model) -> None:
    muscle = model.knowledge.muscles["levator_scapulae"]
    assert "neck_rotation" in muscle.pain_on
    found = positive(model, "levator_scapulae.1.left", "neck_rotation", "left")
    assert found >= MOVEMENT_SENSITIVITY


def test_no_probability_is_zero_or_one(model: Model) -> None:
    network = model.network
    for values in (network.prior, network.leak, network.links.values):
        assert values.min() > 0
        assert values.max() < 1


def test_leaks_of_patches_and_qualities_are_those_of_the_model(model: Model) -> None:
    leak = model.network.leak
    assert set(leak[: model.layout.patches]) == {SHIPPED.patch_leak}
    for quality in QUALITIES:
        assert leak[model.layout.quality(quality)] == QUALITY_LEAK[quality]


def test_a_region_counts_the_same_however_many_patches_it_has(model: Model) -> None:
    weight = model.network.weight[: model.layout.patches]
    totals = np.bincount(model.body.patch_region, weight)
    np.testing.assert_allclose(totals, SHIPPED.temper)


def test_the_points_of_a_muscle_and_side_form_one_group(model: Model) -> None:
    for name, source in zip(model.group_of_source, model.sources, strict=True):
        assert model.groups[name] == source.group
    assert len(set(model.groups)) == len(model.groups)


def test_satellites_couple_the_same_side_only(model: Model) -> None:
    for row, source in enumerate(model.sources):
        columns, _ = model.network.satellites.row(row)
        for column in columns:
            assert model.sources[int(column)].side == source.side


def test_the_network_is_the_same_on_both_sides(model: Model) -> None:
    for row, source in enumerate(model.sources):
        if source.side == "left":
            other = number(model, source.id.removesuffix("left") + "right")
            left, right = model.network.links.row(row), model.network.links.row(other)
            np.testing.assert_allclose(np.sort(left[1]), np.sort(right[1]), atol=1e-9)
