"""Tests done: a result needs its word and its side; reference tests are never entered."""

import pytest

from palpate.intake import Reader
from palpate.intake.reader import Passage


def found(reader: Reader, text: str) -> set[tuple[str, str, str]]:
    return {(f.id, f.side, f.result) for f in reader.read(text).findings}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Spurling positive on the left", ("spurling", "left", "positive")),
        ("negative Phalen test; right hand", ("phalen", "right", "negative")),
        ("left Hoffmann sign absent", ("hoffmann_sign", "left", "negative")),
        ("triceps reflex reduced on the right", ("reflex_triceps_reduced", "right", "positive")),
        ("painful arc; right shoulder", ("painful_arc", "right", "positive")),
        ("no painful arc; right shoulder", ("painful_arc", "right", "negative")),
        ("weak grip on the left", ("grip_weakness", "left", "positive")),
        ("reduced sensation C6 left", ("sensory_loss_c6", "left", "positive")),
    ],
)
def test_a_test_with_its_result(reader: Reader, text: str, finding: tuple[str, str, str]) -> None:
    assert finding in found(reader, text)


def test_a_test_without_a_result_is_not_entered(reader: Reader) -> None:
    assert found(reader, "Spurling test on the left") == set()


def test_a_test_without_a_side_is_left_out_and_said(reader: Reader) -> None:
    reading = reader.read("Spurling positive")
    assert reading.findings == ()
    assert reading.left_out == ("Spurling (no side)",)


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("trigger point in the left infraspinatus reproduces her pain", "recognised_pain"),
        ("left infraspinatus tender, does not reproduce her pain", "tender"),
        ("left infraspinatus tender, reproduces her pain", "recognised_pain"),
        ("taut band in the left infraspinatus", "recognised_pain"),
        ("left infraspinatus not tender", "not_tender"),
    ],
)
def test_a_muscle_that_was_pressed(reader: Reader, words: str, result: str) -> None:
    assert found(reader, words) == {("palpate_infraspinatus", "left", result)}


@pytest.mark.parametrize(
    "text",
    [
        "MRI showed a tender infraspinatus on the left",
        "CT: Spurling positive left",
        "injection into the left infraspinatus relieved the pain",
        "ultrasound with weak grip on the left",
    ],
)
def test_reference_tests_never_enter_a_case(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.findings == ()
    assert reading.pain == ()


@pytest.mark.parametrize(
    ("words", "examination"),
    [
        ("Tinel positive over the left superficial radial nerve", "tinel_superficial_radial"),
        ("Tinel sign strongly positive behind the left lateral malleolus", "tinel_sural"),
        ("left acromioclavicular joint tender", "ac_joint_tenderness"),
        ("tenderness over the left C2-C3 facet joint", "facet_tenderness_upper"),
        ("internal rotation of the left hip limited", "hip_internal_rotation_limited"),
        ("medial joint line tenderness of the left knee", "knee_joint_line_tenderness_inner"),
        ("left leg cold and pale", "limb_cold_pale"),
    ],
)
def test_a_place_that_was_pressed_or_tapped(reader: Reader, words: str, examination: str) -> None:
    assert (examination, "left", "positive") in found(reader, words)


def test_pressing_that_did_nothing_is_negative(reader: Reader) -> None:
    words = "no tenderness over the left acromioclavicular joint"
    assert found(reader, words) == {("ac_joint_tenderness", "left", "negative")}


def test_a_canal_is_no_muscle(reader: Reader) -> None:
    words = "tenderness over the left adductor canal reproduces the pain"
    assert not [f for f in found(reader, words) if f[0].startswith("palpate_")]


def test_tenderness_alone_says_neither_for_nor_against(reader: Reader) -> None:
    reading = reader.read_passages([Passage("left infraspinatus tender", "examination", False)])
    assert not reading.findings
    assert "not said whether" in reading.left_out[0]
