"""Names are compared as people compare them, and shown as they were written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palpate.clinic.people.names import cleaned, digits, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Peña", "pena"),
        ("GROß", "gross"),
        ("Łukasz Sørensen", "lukasz sorensen"),
        ("O\u2019Neil", "oneil"),
        ("Müller-Lüdenscheidt", "muller ludenscheidt"),
        ("Nguyễn  Văn\tA", "nguyen van a"),
        ("Ιωάννης", "ιωαννησ"),
        ("ﬁona", "fiona"),
        ("Ana\u200b\u202e", "ana"),
        ("李雷", "李雷"),
    ],
)
def test_names_are_folded(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_names_are_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    kept = cleaned(text).text
    assert kept == cleaned(kept).text
    hidden = [s for s in kept if unicodedata.category(s) in ("Cc", "Cs", "Co", "Cn")]
    assert hidden == []
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2069\u200b\u200f\ufeff") & set(kept)


def test_a_joiner_that_belongs_to_the_script_stays() -> None:
    assert (
        cleaned("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627").text
        == "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"
    )
    assert cleaned("An\u200cna") == cleaned("An\u200cna")
    assert cleaned("An\u200cna").text == "Anna"


def test_what_was_taken_out_is_named() -> None:
    assert cleaned("A\u202en\u202ea").removed == ("U+202E right-to-left override",)


def test_digits_of_every_script_are_digits() -> None:
    assert digits("+1 (503) \u0665\u0665\u0665-\uff101\u00b23") == "15035550123"
