"""Scores count ranks, give exact intervals and stand beside the plain-overlap baseline."""

import pytest
from scipy.stats import beta
from tests.support import Desk, Json, pain

from palpate.evidence import UserError
from palpate.reasoning import CaseError, Evaluation, evaluate, parse_evaluation
from palpate.reasoning.evaluation import Accepted, Outcome, Rate, overlap_ranking

TEMPORALIS = [{"structure": "temporalis", "side": "left"}]
SET: Json = {
    "cases": [
        {"id": "a", "category": "head", "case": {"pain": pain("temple", "upper_teeth")},
         "accepted": TEMPORALIS},
        {"id": "b", "category": "head", "case": {"pain": pain("temple.right", "upper_teeth.right")},
         "accepted": TEMPORALIS},
        {"id": "c", "category": "danger",
         "case": {"client": {"age": 70}, "pain": pain("temple"),
                  "history": {"jaw_claudication": True, "new_headache": True,
                              "scalp_tenderness": True}},
         "accepted": [{"structure": "giant_cell_arteritis", "side": None}], "red_flag": True},
    ]
}  # fmt: skip


def parse(desk: Desk, data: object) -> Evaluation:
    return evaluate(desk.reasoner, parse_evaluation(data, desk.body, desk.knowledge))


@pytest.fixture(scope="module")
def scores(desk: Desk) -> Evaluation:
    return parse(desk, SET)


def outcome(rank: int | None, *, serious: bool = False, raised: tuple[str, ...] = ()) -> Outcome:
    return Outcome("x", "all", rank, rank, serious, raised, ())


def test_the_rank_is_that_of_the_first_accepted_source(scores: Evaluation) -> None:
    right_side, wrong_side, _ = scores.outcomes
    assert right_side.rank == 1
    assert wrong_side.rank is not None
    assert wrong_side.rank > 1


def test_hits_are_counted_down_to_a_depth() -> None:
    done = Evaluation(tuple(outcome(rank) for rank in (1, 3, 4, None)))
    assert [done.hit_at(depth).hits for depth in (1, 3, 5)] == [1, 2, 3]


def test_hits_are_counted_for_one_category(scores: Evaluation) -> None:
    assert scores.hit_at(1, "head") == Rate(1, 2)
    assert scores.hit_at(1, "danger").of == 1


def test_recall_counts_serious_cases_and_false_alarms_the_others() -> None:
    done = Evaluation(
        (
            outcome(1, serious=True, raised=("a",)),
            outcome(1, serious=True),
            outcome(1, raised=("a",)),
            outcome(1),
            outcome(1),
        )
    )
    assert done.recall() == Rate(1, 2)
    assert done.false_alarms() == Rate(1, 3)


def test_a_serious_case_raises_its_flag(scores: Evaluation) -> None:
    assert "giant_cell_arteritis" in scores.outcomes[2].raised
    assert scores.recall() == Rate(1, 1)


def test_the_interval_is_the_exact_one() -> None:
    interval = Rate(7, 10).to_json()["interval"]
    low, high = beta.ppf(0.025, 7, 4), beta.ppf(0.975, 8, 3)
    assert interval == [pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4)]


def test_no_cases_give_no_share() -> None:
    assert Rate(0, 0).share is None
    assert Rate(0, 0).to_json()["interval"] is None


def test_the_baseline_ranks_by_overlap_alone(desk: Desk) -> None:
    case = desk.read({"pain": pain("temple", "upper_teeth")})
    ranked = overlap_ranking(desk.reasoner.model, case)
    assert ranked[0].group == "temporalis.left"
    assert len({s.group for s in ranked}) == len(desk.reasoner.model.groups)


def test_the_json_has_every_rate_beside_the_baseline_and_by_category(scores: Evaluation) -> None:
    data = scores.to_json()
    assert {"hit@1", "hit@3", "hit@5", "red_flag_recall", "false_alarms", "baseline"} <= set(data)
    categories = data["categories"]
    assert isinstance(categories, dict)
    assert list(categories) == ["head", "danger"]
    cases = data["cases"]
    assert isinstance(cases, list)
    assert [entry["id"] for entry in cases] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("structure", "side", "hit"),
    [
        ("temporalis", "left", True),
        ("Temporalis", "left", True),
        ("temporalis", None, True),
        ("temporalis", "right", False),
        ("masseter", "left", False),
    ],
)
def test_a_source_counts_when_structure_and_side_are_accepted(
    desk: Desk, structure: str, side: str | None, hit: bool
) -> None:
    source = next(s for s in desk.knowledge.sources if s.id == "temporalis.1.left")
    assert Accepted(structure, side).matches(source) is hit


def test_an_unsided_source_counts_on_either_side(desk: Desk) -> None:
    heart = next(s for s in desk.knowledge.sources if s.id == "heart.midline")
    assert Accepted("heart", "left").matches(heart)


@pytest.mark.parametrize("data", [None, [], {}, {"cases": {}}])
def test_a_set_without_cases_is_refused(desk: Desk, data: object) -> None:
    with pytest.raises(UserError, match="has no list of cases"):
        parse(desk, data)


def test_faults_of_all_cases_are_named_with_the_case(desk: Desk) -> None:
    broken = {
        "cases": [
            {"id": "one", "case": {"pain": pain("tempel")}, "accepted": TEMPORALIS},
            {"id": "two", "case": {}, "accepted": "temporalis"},
            {"id": "three", "accepted": TEMPORALIS},
            7,
        ]
    }
    with pytest.raises(CaseError) as caught:
        parse(desk, broken)
    assert [problem.field for problem in caught.value.problems] == [
        "one: pain[0].region",
        "two: accepted",
        "three: cases[2]",
        "3: cases[3]",
    ]
