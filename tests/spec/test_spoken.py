"""The made-up descriptions in `evaluation/spoken.json` are read and ranked as they were."""

import json
from pathlib import Path

import pytest

from palpate.intake import Reader, read_published
from palpate.reasoning import evaluate, load_reasoner
from palpate.reasoning.evaluation import Evaluation

FILE = Path(__file__).parents[2] / "evaluation" / "spoken.json"
MEASURED_AT_3, MARGIN = 132, 6
MOST_FALSE_ALARMS = 5


@pytest.fixture(scope="module")
def scores() -> Evaluation:
    reasoner = load_reasoner()
    reader = Reader(reasoner.model.body, reasoner.model.knowledge)
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return evaluate(reasoner, read_published(data, reader, 2, "all"))


def test_the_intended_source_stands_among_the_first_three(scores: Evaluation) -> None:
    assert scores.hit_at(3).of >= 120
    assert scores.hit_at(3).hits >= MEASURED_AT_3 - MARGIN


def test_every_serious_case_raises_a_red_flag(scores: Evaluation) -> None:
    assert scores.recall().share == 1


def test_ordinary_cases_hardly_raise_any(scores: Evaluation) -> None:
    assert scores.false_alarms().hits <= MOST_FALSE_ALARMS
