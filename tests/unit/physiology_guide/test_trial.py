"""The evaluation on virtual clients, and its command."""

import json

import numpy as np
import pytest

from palpate.cli import main
from palpate.physiology.guide import Setting
from palpate.physiology.guide.trial import REPORTERS, simulate
from palpate.physiology.guide.trial.reporters import Voice
from palpate.physiology.guide.trial.run import Score, merge

SETTING = Setting(gauge=True)


def test_the_guide_holds_its_bars_and_beats_the_other_rules_with_honest_clients() -> None:
    rows = {row.rule: row for row in simulate(500, 5, ("M2",), ("honest",), SETTING)}
    guide = rows.pop("guide")
    assert guide.score.above < guide.bar == 0.02
    for row in rows.values():
        assert guide.score.above < row.score.above
        assert guide.score.outside < row.score.outside


@pytest.mark.parametrize("model", ["M0", "M4"])
def test_stoics_are_hurt_far_less_than_by_the_proportional_rule(model: str) -> None:
    rows = {row.rule: row.score for row in simulate(300, 5, (model,), ("stoic",), SETTING)}
    assert rows["guide"].above < 0.4 * rows["proportional, careful start"].above


def test_the_same_seed_gives_the_same_table() -> None:
    first, second = (list(simulate(40, 2, ("M1",), ("noisy",), SETTING)) for _ in range(2))
    assert first == second


def test_scores_of_groups_are_merged_by_presses() -> None:
    merged = merge([Score(10, 1.0, 3.0, 0.1, 0.0, 0.5), Score(30, 2.0, 4.0, 0.3, 0.4, 0.7)])
    assert merged.presses == 40
    assert merged.outside == pytest.approx(1.75)
    assert merged.middle == pytest.approx(np.sqrt((9 + 3 * 16) / 4))
    assert merged.above == pytest.approx(0.25)


def test_ways_of_reporting_are_what_they_say() -> None:
    pain = np.full(20_000, 6.0)
    said = {name: Voice(way, len(pain), 1).speak(pain)[0] for name, way in REPORTERS.items()}
    assert np.nanmean(said["honest"]) == pytest.approx(6, abs=0.05)
    assert np.nanmean(said["stoic"]) == pytest.approx(4.5, abs=0.05)
    assert np.nanstd(said["noisy"]) > 1.8 * np.nanstd(said["honest"])
    assert np.isnan(said["lazy"]).mean() == pytest.approx(0.8, abs=0.02)
    assert np.nanstd(said["biased"]) == pytest.approx(np.hypot(1.5, 1.04), abs=0.05)


def test_the_command_prints_one_row_for_each_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide", "simulate", "--clients", "20", "--model", "M2", "--reports", "lazy"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:5]] == [["M2", "lazy"]] * 4


def test_the_command_gives_json(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["guide", "simulate", "--clients", "20", "--model", "M0", "--reports", "stoic"]
    assert main([*words, "--hands", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [row["rule"] for row in data["rows"]][-1] == "guide"
    assert data["rows"][0]["presses"] == 160


@pytest.mark.parametrize(
    "words", [["--clients", "3"], ["--seed", "-1"], ["--risk", "0.5"], ["--band", "7", "4"]]
)
def test_the_command_refuses_with_a_remedy(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["guide", "simulate", *words]) == 2
    assert "palpate: " in capsys.readouterr().err
