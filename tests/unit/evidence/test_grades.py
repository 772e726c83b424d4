"""Grades say how well a statement is supported, in words for a therapist."""

import pytest

from palpate.evidence import Grade


@pytest.mark.parametrize("grade", Grade)
def test_every_grade_has_a_meaning_in_one_sentence(grade: Grade) -> None:
    assert grade.meaning.endswith(".")
    assert grade.meaning.count(".") == 1


def test_only_a_convention_stands_without_a_publication() -> None:
    assert [grade for grade in Grade if not grade.needs_support] == [Grade.CONVENTION]
