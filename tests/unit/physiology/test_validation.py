"""Targets, verdicts and promotion; and the page of the documentation."""

from pathlib import Path

import pytest

from palpate.cli.tissue_page import page
from palpate.evidence import load_references
from palpate.physiology import MODELS, load_parameters
from palpate.physiology.validation import Result, Target, load_targets, scores, validate
from palpate.physiology.validation.measures import MEASURES

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "tissue-validation.md"


@pytest.fixture(scope="module")
def results() -> tuple[Result, ...]:
    return validate()


def of(results: tuple[Result, ...], model: str, target: str) -> Result:
    return next(r for r in results if (r.model, r.target.id) == (model, target))


def test_every_target_has_one_measure_an_interval_and_a_source() -> None:
    targets = load_targets()
    assert [t.id for t in targets] == list(dict.fromkeys(t.id for t in targets))
    assert {t.id for t in targets} == set(MEASURES)
    for target in targets:
        assert target.low < target.high
        assert any(load_references()[source].verified for source in target.support.sources)


def test_the_page_of_the_docs_is_current(results: tuple[Result, ...]) -> None:
    remedy = "Run `palpate tissue validate --markdown`."
    assert PAGE.read_text(encoding="utf-8") == page(results), remedy


def test_only_the_loop_speaks_of_blood(results: tuple[Result, ...]) -> None:
    for target in ("oxygen_difference", "flow_ratio", "lactate_after", "flow_after"):
        assert [of(results, m, target).verdict for m in MODELS[:4]] == ["does not say"] * 4
        assert of(results, "M4", target).verdict == "fails"


def test_the_default_is_the_best_of_what_needs_no_promotion(results: tuple[Result, ...]) -> None:
    found = {score.model: score for score in scores(results)}
    assert found["M2"].shared[0] == max(found[m].shared[0] for m in ("M0", "M1", "M2"))
    assert {found[m].standing for m in ("M3", "M4")} == {"hypothesis on show"}
    assert found["M2"].held_out[0] < found["M2"].held_out[1]


def made(model: str, value: float | None, set_: str = "held_out", name: str = "a") -> Result:
    support = load_targets()[0].support
    return Result(model, Target(name, set_, "what", "1", 0, 1, "x", "ours", support), value)


def test_a_higher_model_is_promoted_only_by_held_out_targets_of_which_all_speak() -> None:
    lower = [made(m, 5.0, name=n) for m in MODELS[:3] for n in "ab"]
    better = [made("M3", 0.5), made("M3", 0.5, name="b")]
    assert scores([*lower, *better])[-1].standing == "promoted"
    fit = [*(made(m, 5.0, "fit") for m in MODELS[:3]), made("M3", 0.5, "fit")]
    assert scores(fit)[-1].standing == "hypothesis on show"
    silent = [*(made(m, None) for m in MODELS[:3]), made("M3", 0.5)]
    assert scores(silent)[-1].standing == "hypothesis on show"
    assert scores(better)[-1].standing == "judged only beside M0 to M2"


def test_what_is_assumed_is_graded_no_better_than_convention() -> None:
    for parameter in load_parameters().values():
        if parameter.origin == "assumed" and parameter.id != "dilation_max":
            assert parameter.support.grade == "convention", parameter.id
        assert parameter.low <= parameter.value <= parameter.high
