"""Words in one normal form: number, spelling, hyphens and articles make no difference."""

import pytest

from palpate.intake.phrases import Phrases, expand
from palpate.intake.tokens import stem, tokens, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("antero-lateral", "anterolateral"),
        ("low-back", "low back"),
        ("the thighs", "thigh"),
        ("tumours", "tumor"),
        ("haemoptysis", "hemoptysis"),
        ("patient\u2019s feet", "patient's foot"),
    ],
)
def test_spellings_of_the_same_words_are_alike(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize("word", ["pelvis", "humerus", "axis", "hallux", "plus"])
def test_what_only_looks_like_a_plural_is_left_alone(word: str) -> None:
    assert stem(word) == word


def test_a_word_remembers_its_place() -> None:
    text = "In the  Left arm"
    assert [text[t.start : t.end] for t in tokens(text)] == ["In", "Left", "arm"]


def test_choices_in_a_pattern_are_spelled_out() -> None:
    assert list(expand("(inner|outer|) arm")) == ["inner arm", "outer arm", "arm"]


def test_the_longest_phrase_wins() -> None:
    phrases = Phrases([("arm", 1), ("upper arm", 2)])
    assert [m.values for m in phrases.all(["upper", "arm", "arm"])] == [(2,), (1,)]
