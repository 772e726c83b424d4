"""Whatever is sent as a case, the answer is a case or a list of faults, never a crash."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.support import Desk, Json

from palpate.anatomy import load_body
from palpate.knowledge import load_knowledge
from palpate.knowledge.common import QUALITIES
from palpate.reasoning import Case, CaseError, Problem, case_schema, parse_case
from palpate.reasoning.parse import MOST_PROBLEMS

KNOWLEDGE, BODY = load_knowledge(), load_body()
SCHEMA = Draft202012Validator(case_schema(KNOWLEDGE))
WORDS = st.sampled_from(
    """client pain history findings region side intensity qualities patches id result age sex
    temple left both phalen fever onset""".split()  # noqa: SIM905
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**400)
    | st.floats()
    | st.text(max_size=8)
    | WORDS
)
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)
NEARLY = st.fixed_dictionaries(
    {},
    optional={
        "client": st.dictionaries(st.sampled_from(["age", "sex"]), LEAVES),
        "pain": st.lists(
            st.dictionaries(
                st.sampled_from(["region", "side", "intensity", "qualities", "patches"]), ANY_JSON
            ),
            max_size=3,
        ),
        "history": st.dictionaries(st.sampled_from([*KNOWLEDGE.questions]), ANY_JSON, max_size=4),
        "findings": st.lists(
            st.fixed_dictionaries(
                {"id": st.sampled_from([*KNOWLEDGE.examinations])},
                optional={"side": ANY_JSON, "result": ANY_JSON},
            ),
            max_size=3,
        ),
    },
)


@st.composite
def painted(draw: st.DrawFn) -> list[Json]:
    """Regions with a level each, no place twice."""
    keys = draw(st.lists(st.sampled_from(BODY.region_keys), max_size=4, unique=True))
    levels = st.floats(0.5, 10).map(lambda level: round(level, 1))
    qualities = st.lists(st.sampled_from(QUALITIES), max_size=2, unique=True)
    return [
        {"region": r, "side": s, "intensity": draw(levels), "qualities": draw(qualities)}
        for r, s in keys
    ]


@st.composite
def answers(draw: st.DrawFn) -> Json:
    """Answers of the right type to some questions."""
    kinds = {
        "yes_no": lambda _: st.booleans(),
        "choice": lambda q: st.sampled_from(q.choices),
        "number": lambda _: st.integers(0, 400),
    }
    names = st.lists(st.sampled_from([*KNOWLEDGE.questions]), max_size=4, unique=True)
    asked = [KNOWLEDGE.questions[name] for name in draw(names)]
    return {q.id: draw(kinds[q.type](q)) for q in asked}


@st.composite
def examined(draw: st.DrawFn) -> list[Json]:
    """Examinations with one of their results, none twice."""
    names = st.lists(st.sampled_from([*KNOWLEDGE.examinations]), max_size=3, unique=True)
    found = []
    for examination in (KNOWLEDGE.examinations[name] for name in draw(names)):
        result = draw(st.sampled_from([r.name for r in examination.results]))
        side = draw(st.sampled_from(examination.sides))
        found.append({"id": examination.id, "side": side, "result": result})
    return found


CLIENTS = st.fixed_dictionaries(
    {"age": st.none() | st.integers(0, 120), "sex": st.sampled_from(["female", "male", None])}
)
CASES = st.fixed_dictionaries(
    {"client": CLIENTS, "pain": painted(), "history": answers(), "findings": examined()}
)


def to_json(case: Case) -> Json:
    """A case written patch by patch, as the page saves it."""
    patches = {BODY.patch_ids[k]: case.intensity[k] for k in case.painted}
    return {
        "client": {"age": case.client.age, "sex": case.client.sex},
        "pain": [{"patches": patches, "qualities": sorted(case.qualities)}],
        "history": dict(case.history),
        "findings": [{"id": f.id, "side": f.side, "result": f.result} for f in case.findings],
    }


def parse(data: Any) -> Case | tuple[Problem, ...]:
    """The case, or the problems; any other exception is a failure of the test."""
    try:
        return parse_case(data, BODY, KNOWLEDGE)
    except CaseError as error:
        return error.problems


@settings(max_examples=120)
@given(ANY_JSON | NEARLY)
@example({"pain": [{"region": {}, "side": "left"}]})
@example({"pain": [{"patches": {"temple.left.1": 10**400}}]})
@example({"findings": [{"id": [], "result": {}}]})
def test_any_json_is_a_case_or_a_list_of_faults(data: Any) -> None:
    read = parse(data)
    if not isinstance(read, Case):
        assert read
        assert all(p.field and p.message and p.remedy for p in read)


@settings(max_examples=60)
@given(CASES)
def test_a_valid_case_survives_being_written_and_read(data: Json) -> None:
    first = parse(json.loads(json.dumps(data)))
    assert isinstance(first, Case)
    again = parse(json.loads(json.dumps(to_json(first))))
    assert isinstance(again, Case)
    np.testing.assert_array_equal(again.intensity, first.intensity)
    assert again.client == first.client
    assert again.qualities == first.qualities
    assert again.history == first.history
    assert set(again.findings) == set(first.findings)


@settings(max_examples=60)
@given(CASES)
def test_a_valid_case_fits_the_schema(data: Json) -> None:
    assert SCHEMA.is_valid(data)


@pytest.mark.parametrize("size", [1, MOST_PROBLEMS - 1])
def test_all_faults_are_told(desk: Desk, size: int) -> None:
    with pytest.raises(CaseError) as caught:
        desk.read({"pain": [{"region": "nowhere"}] * size})
    assert len(caught.value.problems) == size


def test_a_huge_file_of_faults_is_cut_short_and_says_so(desk: Desk) -> None:
    with pytest.raises(CaseError) as caught:
        desk.read({"pain": [{"region": "nowhere"}] * 200_000})
    assert len(caught.value.problems) == MOST_PROBLEMS + 1
    assert "more faults" in caught.value.problems[-1].message
