"""Palpation carries no more weight than the agreement between raters allows."""

from math import sqrt

import pytest

from palpate.knowledge import Knowledge
from palpate.knowledge.palpation import RESULTS, palpation_of

KAPPA_RECOGNISED = 0.575
SHARE_RIGHT = (1 + sqrt(KAPPA_RECOGNISED)) / 2
BOUND = SHARE_RIGHT / (1 - SHARE_RIGHT)


def test_the_bound_from_the_pooled_kappa_is_seven_point_three() -> None:
    assert pytest.approx(7.3, abs=0.05) == BOUND


def test_likelihoods_of_the_results_add_up_to_one() -> None:
    assert sum(r.if_present for r in RESULTS) == pytest.approx(1)
    assert sum(r.if_absent for r in RESULTS) == pytest.approx(1)


@pytest.mark.parametrize("result", RESULTS, ids=lambda r: r.name)
def test_no_result_outweighs_the_reliability(result: object) -> None:
    ratio = result.if_present / result.if_absent  # type: ignore[attr-defined]
    assert 1 / BOUND < ratio < BOUND


def test_results_run_from_worst_to_best() -> None:
    ratios = [r.if_present / r.if_absent for r in RESULTS]
    assert ratios == sorted(ratios, reverse=True)


def test_every_muscle_can_be_palpated_on_both_sides(knowledge: Knowledge) -> None:
    for muscle in knowledge.muscles.values():
        examination = knowledge.examinations[f"palpate_{muscle.id}"]
        assert examination == palpation_of(muscle)
        assert examination.sides == ("left", "right")
        assert examination.instruction == muscle.palpation.text
