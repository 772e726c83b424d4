"""Answers of the intake that mean the same in the case of the workbench."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from palpate.clinic.arrival.corresponding import FILE, Meaning, meaning_of, meanings
from palpate.evidence import DataError

GOOD = FILE.read_text(encoding="utf-8")


def read(tmp_path: Path, text: str) -> Mapping[str, Meaning]:
    file = tmp_path / "case.toml"
    file.write_text(text, encoding="utf-8")
    return meanings.__wrapped__(file)


def test_ticked_answers_become_history_conditions_and_qualities() -> None:
    said = meaning_of(
        {
            "cancer": "yes",
            "blood_clot": "no",
            "endocrine": ["diabetes", "adrenal"],
            "onset": "injury",
            "qualities": ["burning", "tight"],
            "medicines": "cortisone",
        }
    )
    assert said.history == {
        "cancer_history": True,
        "previous_clot": False,
        "diabetes": True,
        "onset": "injury",
        "recent_trauma": True,
    }
    assert said.conditions == ("cancer_survivor", "diabetes")
    assert said.qualities == ("burning", "tight")


def test_a_yes_to_two_things_at_once_says_nothing_of_either() -> None:
    assert meaning_of({"weight_loss": "yes"}).history == {}
    denied = meaning_of({"weight_loss": "no"}).history
    assert denied == {"unexplained_weight_loss": False, "night_sweats": False}


def test_what_the_form_does_not_know_says_nothing() -> None:
    assert meaning_of({"cancer": "perhaps", "heart": ["varicose"], "none": "yes"}) == Meaning({})


def test_the_story_is_told_apart_from_health() -> None:
    said = meaning_of({"cancer": "yes", "onset": "sudden"}, ("story",))
    assert (said.history, said.conditions) == ({"onset": "sudden"}, ())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "cancer.yes"', 'id = "cancer.perhaps"', "is no answer of the form"),
        ('id = "cancer.yes"', 'id = "cancer.no"', "stands twice"),
        ("{ cancer_history = true }", "{ cancer_histery = true }", "is no question"),
        ("{ cancer_history = true }", '{ cancer_history = "yes" }', "cannot be answered"),
        ("{ cancer_history = true }", "{ pack_years = 3 }", "cannot be answered"),
        ('onset = "sudden"', 'onset = "slow"', "cannot be answered"),
        ('["cancer_survivor"]', '["cancer"]', "is not known"),
        ('qualities = ["ache"]', 'qualities = ["aching"]', "is not known"),
        ("[[answer]]", "[[answers]]", "Use \\[\\[answer\\]\\]"),
        ('conditions = ["lupus"]', 'condition = ["lupus"]', "is not a known key"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    assert old in GOOD
    with pytest.raises(DataError, match=told) as found:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert re.match(r"case\.toml:\d+: ", str(found.value))
