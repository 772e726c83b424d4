"""The schemas are valid, accept what the parser accepts and refuse what it refuses."""

import pytest
from jsonschema import Draft202012Validator
from tests.support import Desk, Json, finding, pain

from palpate.knowledge import Knowledge
from palpate.reasoning import CaseError, case_schema, evaluation_schema

GOOD: list[Json] = [
    {},
    {"client": {"age": 40, "sex": "female"}},
    {"client": {"age": None, "sex": None}},
    {"pain": pain("temple", side="both")},
    {"pain": [{"region": "sternum_upper", "qualities": ["ache"]}]},
    {"pain": [{"patches": {"temple.left.1": 4}}]},
    {"history": {"fever": True, "onset": "sudden", "duration_days": 3, "chills": None}},
    {"findings": [finding("phalen", "positive"), finding("valsalva", "negative", "midline")]},
    {"findings": [finding("palpate_temporalis", "tender", "both")]},
    {"findings": [finding("phalen", "not_done")]},
]
BAD: list[Json] = [
    {"pains": []},
    {"client": {"age": 130}},
    {"client": {"sex": "x"}},
    {"pain": pain("tempel")},
    {"pain": pain("temple", intensity=11)},
    {"pain": [{}]},
    {"pain": [{"region": "sternum_upper", "qualities": ["odd"]}]},
    {"pain": [{"patches": {"temple": 4}}]},
    {"history": {"fever": "yes"}},
    {"history": {"onset": "odd"}},
    {"history": {"unknown": True}},
    {"findings": [finding("phalen", "yes")]},
    {"findings": [finding("phalen", "positive", None)]},
    {"findings": [finding("valsalva", "positive", "left")]},
]


@pytest.fixture(scope="module")
def schema(knowledge: Knowledge) -> Draft202012Validator:
    return Draft202012Validator(case_schema(knowledge))


def test_both_schemas_are_json_schemas(knowledge: Knowledge) -> None:
    for made in (case_schema(knowledge), evaluation_schema(knowledge)):
        Draft202012Validator.check_schema(made)


@pytest.mark.parametrize("data", GOOD, ids=str)
def test_schema_and_parser_both_accept(
    schema: Draft202012Validator, desk: Desk, data: Json
) -> None:
    assert schema.is_valid(data)
    desk.read(data)


@pytest.mark.parametrize("data", BAD, ids=str)
def test_schema_and_parser_both_refuse(
    schema: Draft202012Validator, desk: Desk, data: Json
) -> None:
    assert not schema.is_valid(data)
    with pytest.raises(CaseError):
        desk.read(data)


def test_every_patch_of_the_body_has_a_name_that_the_schema_knows(
    schema: Draft202012Validator, desk: Desk
) -> None:
    assert schema.is_valid({"pain": [{"patches": dict.fromkeys(desk.body.patch_ids, 1)}]})


def test_the_shape_of_an_evaluation_set(knowledge: Knowledge) -> None:
    sets = Draft202012Validator(evaluation_schema(knowledge))
    entry: Json = {"id": "a", "case": {}, "accepted": [{"structure": "x", "side": None}]}
    assert sets.is_valid({"cases": [entry]})
    assert not sets.is_valid({"cases": [{**entry, "accepted": [{"side": "left"}]}]})
    assert not sets.is_valid({"cases": [{**entry, "case": {"pain": pain("tempel")}}]})
    assert not sets.is_valid({})
