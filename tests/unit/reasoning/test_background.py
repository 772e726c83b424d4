"""Known conditions move priors, by no more than they are known to."""

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest
from tests.support import Desk, odds, pain
from tests.unit.knowledge.entries import CONDITION, FACTOR, table

from palpate.knowledge.read_conditions import read_condition, read_factor
from palpate.reasoning import CaseError, Reasoner
from palpate.reasoning.background import CEILING, MOST_ODDS, background, shrunk


@pytest.fixture(scope="module")
def sore(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that also knows the made-up condition and factor."""
    folder = tmp_path_factory.mktemp("data")
    condition = read_condition(table(folder, CONDITION))
    factor = read_factor(table(folder, FACTOR))
    knowledge = replace(
        desk.knowledge,
        conditions=MappingProxyType({condition.id: condition}),
        factors=MappingProxyType({factor.id: factor}),
    )
    return Desk(Reasoner(replace(desk.reasoner.model, knowledge=knowledge)))


def prior(desk: Desk, structure: str, **known: list[str]) -> float:
    """Prior of the first site of a structure on the left."""
    model = desk.reasoner.model
    number = next(
        k for k, s in enumerate(model.sources) if s.structure == structure and s.side == "left"
    )
    return float(background(model, desk.read(known)).prior[number])


def test_odds_multiply_the_prior_odds(sore: Desk) -> None:
    plain = prior(sore, "temporalis")
    moved = prior(sore, "temporalis", conditions=["sore_state"])
    assert odds(moved) == pytest.approx(3 * odds(plain))


def test_a_condition_and_a_factor_multiply(sore: Desk) -> None:
    both = prior(sore, "temporalis", conditions=["sore_state"], factors=["idleness"])
    assert odds(both) == pytest.approx(6 * odds(prior(sore, "temporalis")))


def test_a_measured_share_lifts_the_whole_muscle_towards_it(sore: Desk) -> None:
    model = sore.reasoner.model
    sites = [
        k
        for k, s in enumerate(model.sources)
        if s.structure == "supraspinatus" and s.side == "left"
    ]
    before = background(model, sore.read({})).prior[sites].sum()
    after = background(model, sore.read({"conditions": ["sore_state"]})).prior[sites].sum()
    assert before < after <= shrunk(0.8, 20, float(before)) + 1e-9


def test_a_share_of_few_people_is_drawn_to_the_prior() -> None:
    assert shrunk(0.9, 2, 0.01) < shrunk(0.9, 20, 0.01) < shrunk(0.9, 2000, 0.01) < 0.9


def test_no_background_goes_beyond_its_limits(sore: Desk) -> None:
    model = sore.reasoner.model
    known = sore.read({"conditions": ["sore_state"], "factors": ["idleness"]})
    moved = background(model, known).prior
    before = model.network.prior
    assert (moved <= np.maximum(before, CEILING) + 1e-12).all()
    ratio = moved / (1 - moved) * (1 - before) / before
    assert ratio.max() <= MOST_ODDS * (1 + 1e-9)
    assert ratio.min() >= 1 / MOST_ODDS


def test_the_answer_names_the_condition_as_a_reason(sore: Desk) -> None:
    data = {"pain": pain("temple", "upper_teeth"), "conditions": ["sore_state"]}
    first = sore.answer(data).sources[0]
    assert first.lead.structure == "temporalis"
    (reason,) = [r for r in first.evidence if r.kind == "background"]
    assert reason.label == "Known: Sore state"
    assert reason.log_odds == pytest.approx(np.log(3))


def test_nothing_known_changes_nothing(sore: Desk) -> None:
    model = sore.reasoner.model
    np.testing.assert_allclose(background(model, sore.read({})).prior, model.network.prior)


def test_an_unknown_condition_is_refused_with_the_closest_name(sore: Desk) -> None:
    with pytest.raises(
        CaseError, match=r"conditions: holds 'sore_stat'.*Did you mean 'sore_state'"
    ):
        sore.read({"conditions": ["sore_stat"]})


def test_an_organ_of_the_other_sex_is_no_source(desk: Desk) -> None:
    model = desk.reasoner.model
    female = [k for k, source in enumerate(model.sources) if source.sex == "female"]
    assert female
    for sex, there in (("female", True), ("male", False), (None, True)):
        found = background(model, desk.read({"client": {"sex": sex}})).prior[female]
        assert (found > 1e-6).all() == there
