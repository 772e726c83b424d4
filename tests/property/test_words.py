"""Laws of reading words: mirror, order, and nothing from nothing."""

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from palpate.anatomy import load_body
from palpate.intake import Reader, Reading
from palpate.intake.lexicon import load_lexicon
from palpate.knowledge import load_knowledge
from palpate.reasoning import parse_case

TURN = {"left": "right", "right": "left"}
PLACES = ("temple", "shoulder blade", "inner forearm", "ring finger", "buttock", "hamstring",
          "calf", "low back", "front of the knee", "chest", "groin", "outer ankle")  # fmt: skip
FRAMES = ("{s} {a}", "{a} on the {s}", "{s} {a} and {b} on the same side",
          "from the {s} {a} to the {b}", "{s} {a}, opposite {b}", "{a}, {s} worse",
          "{s} {a}, no pain in the {b}", "{s} {a} tender", "{s} {a}; 7/10")  # fmt: skip
sentences = st.builds(
    lambda frame, side, a, b: (frame, side, a, b),
    st.sampled_from(FRAMES),
    st.sampled_from(["left", "right"]),
    st.sampled_from(PLACES),
    st.sampled_from(PLACES),
)
SAID = ("left temple", "right calf", "burning", "no fever", "worse sitting", "54-year-old woman",
        "tingling in the left thumb", "after a fall", "Spurling positive on the left")  # fmt: skip


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader(load_body(), load_knowledge())


def marks(reading: Reading, turn: bool = False) -> set[tuple[str, str, float]]:
    return {
        (m.region, TURN.get(m.side, m.side) if turn else m.side, m.intensity) for m in reading.pain
    }


@settings(max_examples=60)
@given(sentences)
def test_the_other_side_in_the_text_mirrors_the_case(said: tuple[str, str, str, str]) -> None:
    frame, side, a, b = said
    one = reader().read(frame.format(s=side, a=a, b=b))
    other = reader().read(frame.format(s=TURN[side], a=a, b=b))
    assert marks(one) == marks(other, turn=True)
    assert {(f.id, f.side) for f in one.findings} == {
        (f.id, TURN.get(f.side, f.side)) for f in other.findings
    }


@settings(max_examples=40)
@given(st.permutations(SAID))
def test_the_order_of_sentences_makes_no_difference(said: list[str]) -> None:
    one, other = reader().read(". ".join(SAID)), reader().read(". ".join(said))
    assert marks(one) == marks(other)
    assert dict(one.history) == dict(other.history)
    assert (one.age, one.sex, one.qualities) == (other.age, other.sex, other.qualities)
    assert set(one.findings) == set(other.findings)


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_any_text_gives_a_case_that_can_be_read(text: str) -> None:
    known = reader()
    parse_case(known.read(text).case(), known.body, known.knowledge)


@settings(max_examples=50)
@given(st.lists(st.text("bcdfghjkmqvwxz", min_size=5, max_size=9), max_size=6))
def test_nothing_understood_paints_nothing(nonsense: list[str]) -> None:
    reading = reader().read(" ".join(nonsense))
    assert reading.pain == ()
    assert not reading.history
    assert reading.findings == ()


@settings(max_examples=100)
@given(st.sampled_from(sorted(load_lexicon().places)))
def test_every_place_of_the_lexicon_has_regions(name: str) -> None:
    assert load_lexicon().places[name].regions
