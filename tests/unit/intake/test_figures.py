"""Numbers are read for what they are: an age is no duration, a flight is no history."""

import pytest

from palpate.intake import figures


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("for 3 months", 90),
        ("a 2-week history", 14),
        ("two years of pain", 730),
        ("a year and a half", 548),
        ("3 to 5 days", 4),
    ],
)
def test_how_long(text: str, days: float) -> None:
    assert next(figures.durations(text)).value == days


@pytest.mark.parametrize(
    "text", ["54 years old", "every 2 weeks", "after an 8-hour flight", "twice a month"]
)
def test_not_every_span_of_time_is_a_duration(text: str) -> None:
    assert not list(figures.durations(text))


@pytest.mark.parametrize(
    "text", ["54-year-old woman", "a man of 54", "aged 54", "54 yo", "54 years of age"]
)
def test_age(text: str) -> None:
    found = figures.age(text)
    assert found is not None
    assert found.value == 54


def test_an_age_that_nobody_reaches_is_none() -> None:
    assert figures.age("aged 540") is None


@pytest.mark.parametrize(
    ("text", "sex"),
    [("a woman", "female"), ("the gentleman", "male"), ("he fell", "male"), ("a person", None)],
)
def test_sex(text: str, sex: str | None) -> None:
    assert figures.sex(text) == sex


@pytest.mark.parametrize("text", ["7/10", "7 out of 10", "VAS 7", "severity: 7"])
def test_intensity(text: str) -> None:
    assert [figure.value for figure in figures.levels(text)] == [7]


def test_intensity_stays_on_its_scale() -> None:
    assert figures.levels("VAS 70") == []
